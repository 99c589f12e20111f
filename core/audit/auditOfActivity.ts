import {isRecord} from '../audience/field.ts'
import type {Stored} from '../documents/stored.ts'
import {ACTIVITY_KINDS, FILED_FROM, isActivityKind, isHandMade} from '../people/activityKinds.ts'
import type {AuditEvent, LeadActivity} from '../sanity.types.generated.ts'
import {ForeignDocumentError, parseTenantDocumentId} from '../tenancy/documentId.ts'
import {originOf, type AuditDraft} from './appendEvents.ts'
import {limitDiff, redactDiff, SHOWN_ATTRIBUTES, type RedactedChange} from './auditDiff.ts'
import {isOpaqueId, isUserId, isWord, keyedMark} from './redaction.ts'
import type {StoreTransaction} from './storeTransaction.ts'

/** What core reads of a `leadActivity` document. */
export type ActivityRecord = Stored<LeadActivity>

/** Named values of an activity. */
export type ActivityDetails = Readonly<Record<string, string>>

/** The named values of an activity that are texts. The writer of an activity may write anything. */
export function activityDetails(activity: ActivityRecord): ActivityDetails {
  const details: unknown = activity.details
  const entries = (Array.isArray(details) ? details : []).flatMap((detail: unknown) => {
    const {name, value} = isRecord(detail) ? detail : {}
    return typeof name === 'string' && typeof value === 'string' ? [[name, value] as const] : []
  })
  return Object.fromEntries(entries)
}

/**
 * The audit event of an activity that a function of the product wrote: who did what to which person, and what
 * changed. A function may act on behalf of somebody, so the activity names the actor; the time is the
 * store's. The event names no person: field names, unusual ids, notes and reasons become keyed marks.
 *
 * @param secret - `siteSecret(master, site, 'audit')`
 * @throws ForeignDocumentError when the id is not that of an activity
 */
export function auditOfActivity(
  activity: ActivityRecord,
  transaction: StoreTransaction,
  secret: string,
): AuditDraft {
  const site = siteOf(activity)
  return {
    ...originOf(site, transaction),
    actor: actorOf(activity, secret),
    action: activityAction(activity.kind, activityDetails(activity)),
    target: targetOf(site, activity, secret),
    diff: changesOf(site, activity, secret),
  }
}

/**
 * The audit event of an activity that a user wrote and that no changed document of the same
 * transaction confirms: one that people add by hand, or a claim without a change. What the activity claims is left out.
 *
 * @param actor - author of the transaction
 * @throws ForeignDocumentError when the id is not that of an activity
 */
export function auditOfUserActivity(
  activity: ActivityRecord,
  transaction: StoreTransaction,
  actor: AuditEvent['actor'],
  secret: string,
): AuditDraft {
  const site = siteOf(activity)
  return {
    ...originOf(site, transaction),
    actor,
    action: isHandMade(activity.kind) ? activityAction(activity.kind, {}) : 'activity.recorded',
    target: targetOf(site, activity, secret),
    diff: referencesOf(site, activity, secret),
  }
}

function siteOf({_id}: ActivityRecord): string {
  const id = parseTenantDocumentId(_id)
  if (id?.kind !== 'activity') throw new ForeignDocumentError(id?.site ?? '')
  return id.site
}

const ACTOR_KINDS: readonly AuditEvent['actor']['kind'][] = ['user', 'visitor', 'function']

/** The actor without the name: the id leads to the name for whoever may see it. */
function actorOf({actor}: ActivityRecord, secret: string): AuditEvent['actor'] {
  const kind = ACTOR_KINDS.find((known) => known === actor?.kind)
  if (!kind) return {kind: 'function', id: 'unknown'}
  const id = actor?.id
  if (typeof id !== 'string' || id === '') return {kind}
  return {kind, id: isUserId(id) ? id : keyedMark(secret, 'actor', id)}
}

/** Action of an activity, such as `lead.status.changed`; unknown kinds become `activity.recorded`. */
function activityAction(kind: string | null | undefined, details: ActivityDetails): string {
  if (kind === 'consent') return consentAction(details)
  if (kind === 'field' && details['change'] === 'created') return 'lead.filed'
  if (kind === 'field' && details['change'] === 'deleted') return 'lead.deleted'
  if (kind === 'field' && details['change'] === 'restored') return 'lead.restored'
  return isActivityKind(kind) ? ACTIVITY_KINDS[kind].auditAction : 'activity.recorded'
}

function consentAction(details: ActivityDetails): string {
  // A consent that came with a form names the text that the form showed; later ones do not.
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

function targetOf(site: string, activity: ActivityRecord, secret: string): AuditEvent['target'] {
  const {leadId, _id} = activity
  if (typeof leadId === 'string' && isOpaqueId(site, leadId)) return {type: 'lead', id: leadId}
  return {
    type: 'leadActivity',
    id: isOpaqueId(site, _id) ? _id : keyedMark(secret, 'activity', _id),
  }
}

const PLAIN_NAME = /^[A-Za-z][A-Za-z0-9]{0,39}(?:\.[A-Za-z][A-Za-z0-9]{0,39}){0,3}$/

function changesOf(site: string, activity: ActivityRecord, secret: string): RedactedChange[] {
  const kind: string = activity.kind ?? ''
  const {[FILED_FROM]: _filedFrom, ...details} = activityDetails(activity)
  const {before, after} = statesOf(kind, details)
  const shown = shownDetails(kind, before, after)
  const diff = redactDiff(before, after, {secret, shown}).map((change) =>
    PLAIN_NAME.test(change.path)
      ? change
      : {...change, path: keyedMark(secret, 'path', change.path)},
  )
  return limitDiff([...referencesOf(site, activity, secret), ...diff])
}

function referencesOf(site: string, activity: ActivityRecord, secret: string): RedactedChange[] {
  const {_id, submissionId, emailId} = activity
  const {[FILED_FROM]: filedFrom} = activityDetails(activity)
  const named = {activity: _id, submission: submissionId, email: emailId, filedFrom}
  return Object.entries(named).flatMap(([path, id]) => {
    if (typeof id !== 'string' || id === '') return []
    const after = isOpaqueId(site, id) ? id : keyedMark(secret, path, id)
    return [{_key: `reference-${path}`, path, after}]
  })
}

/** The states that details such as `from` and `to`, or `name.from` and `name.to`, describe. */
function statesOf(
  kind: string,
  details: ActivityDetails,
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

/** Details that the product itself writes, with values that name no person; by kind. */
const SHOWN_DETAILS: Readonly<Record<string, ReadonlySet<string>>> = {
  submission: new Set(['form', 'spam']),
  consent: new Set(['method', 'status', 'text', 'version']),
  status: new Set(['status']),
  field: SHOWN_ATTRIBUTES,
}

/** Which details may be shown: those that the kind allows and whose values are single words. */
function shownDetails(kind: string, ...states: ActivityDetails[]): Set<string> {
  const shown = new Set(SHOWN_DETAILS[kind])
  for (const state of states) {
    for (const [name, value] of Object.entries(state)) if (!isWord(value)) shown.delete(name)
  }
  return shown
}
