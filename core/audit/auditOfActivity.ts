import type {Stored} from '../documents/stored.ts'
import {ACTIVITY_KINDS, isActivityKind} from '../people/activityKinds.ts'
import type {AuditEvent, LeadActivity} from '../sanity.types.generated.ts'
import {ForeignDocumentError} from '../tenancy/assertSameSite.ts'
import {parseTenantDocumentId} from '../tenancy/documentId.ts'
import type {AuditDraft} from './appendEvents.ts'
import {isOpaqueId, isUserId, isWord, keyedMark} from './redaction.ts'
import {redactDiff, SHOWN_ATTRIBUTES, withoutExcess, type RedactedChange} from './auditDiff.ts'
import type {StoreTransaction} from './storeTransaction.ts'

/** What core reads of a `leadActivity` document. */
export type ActivityRecord = Stored<LeadActivity>

const ACTOR_KINDS: readonly AuditEvent['actor']['kind'][] = ['user', 'visitor', 'function']

/** Details that the product itself writes, with values that name no person; by kind. */
const SHOWN_DETAILS: Readonly<Record<string, ReadonlySet<string>>> = {
  submission: new Set(['form', 'spam']),
  consent: new Set(['method', 'status', 'text', 'version']),
  status: new Set(['status']),
  field: SHOWN_ATTRIBUTES,
}
const NONE: ReadonlySet<string> = new Set()

const PLAIN_NAME = /^[A-Za-z][A-Za-z0-9]{0,39}(?:\.[A-Za-z][A-Za-z0-9]{0,39}){0,3}$/

function detailsOf(activity: ActivityRecord): Record<string, string> {
  const entries = (activity.details ?? []).flatMap(({name, value}) =>
    typeof name === 'string' && typeof value === 'string' ? [[name, value] as const] : [],
  )
  return Object.fromEntries(entries)
}

/** The states that details such as `from` and `to`, or `name.from` and `name.to`, speak of. */
function statesOf(
  kind: string,
  details: Readonly<Record<string, string>>,
): {before: Record<string, string>; after: Record<string, string>} {
  const before: [string, string][] = []
  const after: [string, string][] = []
  for (const [name, value] of Object.entries(details)) {
    if (kind === 'status' && name === 'from') before.push(['status', value])
    else if (kind === 'status' && name === 'to') after.push(['status', value])
    else if (kind === 'field' && name.endsWith('.from')) before.push([name.slice(0, -5), value])
    else if (kind === 'field' && name.endsWith('.to')) after.push([name.slice(0, -3), value])
    else after.push([name, value])
  }
  return {before: Object.fromEntries(before), after: Object.fromEntries(after)}
}

/** Attributes whose values may be shown in this entry, which are those that may and are one word. */
function shownIn(kind: string, ...states: Readonly<Record<string, string>>[]): Set<string> {
  const allowed = SHOWN_DETAILS[kind] ?? NONE
  const shown = new Set(allowed)
  for (const state of states) {
    for (const [name, value] of Object.entries(state)) if (!isWord(value)) shown.delete(name)
  }
  return shown
}

function references(site: string, activity: ActivityRecord, secret: string): RedactedChange[] {
  const {_id, submissionId, emailId} = activity
  const named = {activity: _id, submission: submissionId, email: emailId}
  return Object.entries(named).flatMap(([path, id]) => {
    if (typeof id !== 'string' || id === '') return []
    const after = isOpaqueId(site, id) ? id : keyedMark(secret, path, id)
    return [{_key: `reference-${path}`, path, after}]
  })
}

function changes(site: string, activity: ActivityRecord, secret: string): RedactedChange[] {
  const kind: string = activity.kind ?? ''
  const {before, after} = statesOf(kind, detailsOf(activity))
  const shown = shownIn(kind, before, after)
  const diff = redactDiff(before, after, {secret, shown}).map((change) =>
    PLAIN_NAME.test(change.path)
      ? change
      : {...change, path: keyedMark(secret, 'path', change.path)},
  )
  return withoutExcess([...references(site, activity, secret), ...diff])
}

/** Who did it, without the name: it is the person's, and the id leads to it for whoever may know. */
function actorOf(activity: ActivityRecord, secret: string): AuditEvent['actor'] {
  const kind = ACTOR_KINDS.find((known) => known === activity.actor?.kind)
  if (!kind) return {kind: 'function', id: 'unknown'}
  const id = activity.actor?.id
  if (typeof id !== 'string' || id === '') return {kind}
  return {kind, id: isUserId(id) ? id : keyedMark(secret, 'actor', id)}
}

function targetOf(site: string, activity: ActivityRecord, secret: string): AuditEvent['target'] {
  const {leadId, _id} = activity
  if (typeof leadId === 'string' && isOpaqueId(site, leadId)) return {type: 'lead', id: leadId}
  return {
    type: 'leadActivity',
    id: isOpaqueId(site, _id) ? _id : keyedMark(secret, 'activity', _id),
  }
}

/**
 * What the audit trail says of an entry that a function of the product wrote to a person's timeline:
 * who did what to whom, and what changed. A function may say on whose behalf it acts, so the entry
 * names the actor; when it happened is told by the store. Nothing in the event names a person.
 * Whatever the product does not write itself (names of fields, ids of other shapes, notes, reasons) is
 * replaced by a keyed mark.
 *
 * @param secret - `siteSecret(master, site, 'audit')`
 * @throws ForeignDocumentError when the id is not that of an activity
 */
export function auditOfActivity(
  activity: ActivityRecord,
  transaction: StoreTransaction,
  secret: string,
): AuditDraft {
  const id = parseTenantDocumentId(activity._id)
  if (id?.kind !== 'activity') throw new ForeignDocumentError(id?.site ?? '')
  const {site} = id
  return {
    site,
    at: transaction.at,
    transaction: transaction.id,
    actor: actorOf(activity, secret),
    action: activityAction(activity.kind, detailsOf(activity)),
    target: targetOf(site, activity, secret),
    diff: changes(site, activity, secret),
  }
}

/**
 * What the audit trail says of an entry that a user wrote, where no document that the same transaction
 * changed tells it: a note, or a claim without a change. The user is who the store says it was, and
 * what the entry says about a change is left out, since nothing shows that there was one.
 *
 * @param actor - author of the transaction
 * @throws ForeignDocumentError when the id is not that of an activity
 */
export function auditOfUserEntry(
  activity: ActivityRecord,
  transaction: StoreTransaction,
  actor: AuditEvent['actor'],
  secret: string,
): AuditDraft {
  const id = parseTenantDocumentId(activity._id)
  if (id?.kind !== 'activity') throw new ForeignDocumentError(id?.site ?? '')
  const {site} = id
  return {
    site,
    at: transaction.at,
    transaction: transaction.id,
    actor,
    action: activity.kind === 'note' ? 'lead.note.added' : 'activity.recorded',
    target: targetOf(site, activity, secret),
    diff: references(site, activity, secret),
  }
}

/** A consent that came with a form names the text that was shown; later ones do not. */
function consentAction(details: Readonly<Record<string, string>>): string {
  const withForm = details['text'] !== undefined
  switch (details['status']) {
    case 'pending':
      return 'consent.requested'
    case 'subscribed':
      return withForm ? 'consent.given' : 'consent.confirmed'
    case 'unsubscribed':
      if (withForm) return 'consent.refused'
      return details['method'] === undefined ? 'consent.lapsed' : 'consent.withdrawn'
    default:
      return withForm ? 'consent.refused' : ACTIVITY_KINDS.consent.auditAction
  }
}

/**
 * What an entry of a timeline is called in the audit trail, such as `lead.status.changed`.
 *
 * @param kind - of the entry; one that is not known becomes `activity.recorded`
 * @param details - its named values
 */
export function activityAction(
  kind: string | null | undefined,
  details: Readonly<Record<string, string>>,
): string {
  if (kind === 'consent') return consentAction(details)
  if (kind === 'field' && details['change'] === 'deleted') return 'lead.deleted'
  if (kind === 'field' && details['change'] === 'restored') return 'lead.restored'
  return isActivityKind(kind) ? ACTIVITY_KINDS[kind].auditAction : 'activity.recorded'
}
