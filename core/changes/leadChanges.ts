import {entryText} from '../people/entryTexts.ts'
import type {LeadRecord, SubscriberRecord, SuppressionRecord} from '../documents/people.ts'
import {problem} from '../problems/problem.ts'
import {ForeignDocumentError, parseTenantDocumentId, assertSameSite} from '../tenancy/documentId.ts'
import type {RuleDecision} from './commitDecision.ts'
import {activity, laterOf, type Actor, type ActivityParts} from './activity.ts'
import {guardedPatch, type Mutation, type NewDocument} from './mutation.ts'
import type {SiteRecord} from '../documents/site.ts'
import {cleanText} from '../people/cleanText.ts'
import {isLeadStatus, leadStatusTitle} from '../people/leadStatus.ts'
import {leadSubscription} from '../consent/subscriptionState.ts'
import {suppressionReason} from '../consent/suppressionRules.ts'
import {CHUNK_RETENTION_MS} from '../jobs/jobChunk.ts'

/** Who changes a lead, when, and the ids of new documents. */
export interface ChangeContext {
  actor: Actor
  /** ISO 8601, UTC. */
  now: string
  ids: {
    /** ULID of the timeline entry. */
    activity: string
  }
  /** The bulk change that it belongs to. */
  jobId?: string | undefined
}

/** The part of a lead that every change needs. */
export type ChangedLead = Pick<LeadRecord, '_id' | '_rev' | 'lastActivityAt'>

/**
 * The mutations of a change of a lead, with its timeline entry. The patch is guarded by the revision that
 * was read, so that no change by somebody else is overwritten.
 *
 * @param unset - names of attributes to remove
 * @throws ForeignDocumentError when the id is not that of a lead
 */
export function leadChange(
  lead: ChangedLead,
  set: Readonly<Record<string, unknown>>,
  entry: Pick<ActivityParts, 'kind' | 'text' | 'details'>,
  context: ChangeContext,
  unset: readonly string[] = [],
): Mutation[] {
  return [
    guardedPatch(lead, {
      set: {...set, lastActivityAt: laterOf(lead.lastActivityAt, context.now)},
      ...(unset.length > 0 ? {unset: [...unset]} : {}),
    }),
    leadEntry(lead._id, entry, context),
  ]
}

/**
 * The timeline entry of a change of a lead, by itself.
 *
 * @throws ForeignDocumentError when the id is not that of a lead
 */
export function leadEntry(
  leadId: string,
  entry: Pick<ActivityParts, 'kind' | 'text' | 'details'>,
  context: ChangeContext,
): Mutation {
  const id = parseTenantDocumentId(leadId)
  if (id?.kind !== 'lead') throw new ForeignDocumentError(id?.site ?? '')
  const {actor, now, ids, jobId} = context
  return {
    createIfNotExists: activity({
      ...entry,
      site: id.site,
      personKey: id.key,
      leadId,
      ulid: ids.activity,
      at: now,
      actor,
      jobId,
    }),
  }
}

/** What {@link changeLeadStatus} depends on. */
export interface StatusChange extends ChangeContext {
  lead: ChangedLead & Pick<LeadRecord, 'status'>
  site: Pick<SiteRecord, 'key' | 'leadStatuses'>
  /** Value of the new status. */
  to: string
  /** Why, in the editor's words. */
  reason?: string | undefined
}

/**
 * Decides on another status of a lead, which must be one that the site defines.
 *
 * @returns no mutations when the lead has that status already
 * @throws ForeignDocumentError when the lead belongs to another site
 */
export function changeLeadStatus(change: StatusChange): RuleDecision {
  const {lead, site, to} = change
  assertSameSite(site.key ?? '', lead)
  if (!isLeadStatus(site, to)) {
    return {ok: false, problems: [{field: 'status', ...problem('lead.status-unknown')}]}
  }
  if (lead.status === to) return {ok: true, mutations: []}
  const from = lead.status ?? ''
  const titles = {from: leadStatusTitle(site, from), to: leadStatusTitle(site, to)}
  const text =
    from === '' ? entryText('entry.status.set', titles) : entryText('entry.status.changed', titles)
  const reason = change.reason ? cleanText(change.reason, 1000) : undefined
  const details = {from, to, reason}
  const mutations = leadChange(lead, {status: to}, {kind: 'status', text, details}, change)
  return {ok: true, mutations}
}

/** Longest note, in UTF-16 code units. */
export const MAX_NOTE_LENGTH = 10_000

/** The parts of a note. */
export interface Note extends ChangeContext {
  lead: ChangedLead
  site: Pick<SiteRecord, 'key'>
  text: string
}

/**
 * Adds a note to a lead's timeline.
 *
 * @throws ForeignDocumentError when the lead belongs to another site
 */
export function addNote(note: Note): RuleDecision {
  const {lead, site} = note
  assertSameSite(site.key ?? '', lead)
  const text = cleanText(note.text, MAX_NOTE_LENGTH + 1)
  if (text === '') return {ok: false, problems: [{field: 'text', ...problem('lead.note-empty')}]}
  if (text.length > MAX_NOTE_LENGTH) {
    const tooLong = problem('lead.note-too-long', {limit: MAX_NOTE_LENGTH})
    return {ok: false, problems: [{field: 'text', ...tooLong}]}
  }
  const entry = {kind: 'note' as const, text: entryText('entry.note.added'), details: {text}}
  return {ok: true, mutations: leadChange(lead, {}, entry, note)}
}

/** The fields that hold what a lead is a member of. */
export type MembershipField = 'lists' | 'campaigns'

const MEMBERSHIP_TEXTS = {
  lists: {add: 'entry.lists.added', remove: 'entry.lists.removed'},
  campaigns: {add: 'entry.campaigns.added', remove: 'entry.campaigns.removed'},
} as const

/** What {@link changeMembership} depends on. */
export interface MembershipChange extends ChangeContext {
  lead: ChangedLead & Pick<LeadRecord, MembershipField>
  site: Pick<SiteRecord, 'key'>
  field: MembershipField
  /** The list or campaign. */
  target: {id: string; title?: string | undefined}
  how: 'add' | 'remove'
  /** Its index among the others. Default: the end. */
  at?: number
}

/**
 * Decides on adding a lead to a list or campaign, or removing it.
 *
 * @returns no mutations when nothing changes
 * @throws ForeignDocumentError when lead, list or campaign belongs to another site
 */
export function changeMembership(change: MembershipChange): RuleDecision {
  const {lead, site, field, target, how} = change
  assertSameSite(site.key ?? '', lead, {_id: target.id})
  const before = (lead[field] ?? []).filter((id) => typeof id === 'string')
  if (before.includes(target.id) === (how === 'add')) return {ok: true, mutations: []}
  const after =
    how === 'add'
      ? before.toSpliced(change.at ?? before.length, 0, target.id)
      : before.filter((id) => id !== target.id)
  const code = MEMBERSHIP_TEXTS[field][how]
  const {title} = target
  const text = title ? entryText(code, {title}) : entryText(`${code}-unnamed`)
  const details = {[`${field}.${how === 'add' ? 'to' : 'from'}`]: target.id, title}
  const entry = {kind: 'field' as const, text, details}
  return {ok: true, mutations: leadChange(lead, {[field]: after}, entry, change)}
}

/** How long a deleted lead can be restored, in milliseconds. */
export const RESTORABLE_MS = CHUNK_RETENTION_MS

/** A lead without the attributes that the store adds. */
export type LeadContent = NewDocument & {_type: 'lead'}

/** The content of a lead that is needed to restore it. */
export function leadContent(lead: LeadRecord): LeadContent {
  const own = Object.entries(lead).filter(
    ([name]) => !['_rev', '_createdAt', '_updatedAt', '_system'].includes(name),
  )
  return {...Object.fromEntries(own), _id: lead._id, _type: 'lead'}
}

/** What {@link deleteLead} depends on. */
export interface LeadDeletion extends ChangeContext {
  lead: LeadRecord
  site: Pick<SiteRecord, 'key'>
}

/**
 * Decides on the deletion of a lead. Its timeline, submissions and subscription stay: deleting a lead does
 * not erase the person.
 *
 * A deletion cannot be guarded by a revision, so the same transaction patches the lead first. When
 * somebody changed it meanwhile, nothing is deleted.
 *
 * @throws ForeignDocumentError when the lead belongs to another site
 */
export function deleteLead(deletion: LeadDeletion): RuleDecision {
  const {lead, site} = deletion
  assertSameSite(site.key ?? '', lead)
  const text = entryText('entry.lead.deleted')
  const entry = {kind: 'field' as const, text, details: {change: 'deleted'}}
  const mutations = [...leadChange(lead, {}, entry, deletion), {delete: {id: lead._id}}]
  return {ok: true, mutations}
}

/** What {@link restoreLead} depends on. */
export interface LeadRestoration extends ChangeContext {
  /** From {@link leadContent}. */
  content: LeadContent
  site: Pick<SiteRecord, 'key'>
  /** The person's subscription and suppression as they are now. */
  subscriber: Pick<SubscriberRecord, 'status'> | null
  suppression: Pick<SuppressionRecord, 'reason'> | null
}

/**
 * Decides on restoring a deleted lead. It shows the person's present subscription: a person who
 * unsubscribed meanwhile stays unsubscribed.
 *
 * It is created with `create`, so that a lead that a form has created meanwhile is not overwritten.
 *
 * @throws ForeignDocumentError when the content is not a lead of the site
 */
export function restoreLead(restoration: LeadRestoration): RuleDecision {
  const {content, site, subscriber, suppression, now} = restoration
  const id = parseTenantDocumentId(content._id)
  if (id?.kind !== 'lead' || id.site !== site.key) throw new ForeignDocumentError(site.key ?? '')
  const text = entryText('entry.lead.restored')
  const entry = {kind: 'field' as const, text, details: {change: 'restored'}}
  const last = content['lastActivityAt']
  const subscription = leadSubscription(subscriber?.status ?? null, suppressionReason(suppression))
  const restored = {
    ...content,
    _type: 'lead',
    site: id.site,
    subscription,
    lastActivityAt: laterOf(typeof last === 'string' ? last : null, now),
  }
  return {ok: true, mutations: [{create: restored}, leadEntry(content._id, entry, restoration)]}
}
