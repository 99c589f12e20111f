import {leadSubscription} from '../consent/subscriptionState.ts'
import {suppressionReason} from '../consent/suppressionRules.ts'
import type {LeadRecord, SubscriberRecord, SuppressionRecord} from '../documents/people.ts'
import type {SiteRecord} from '../documents/site.ts'
import {CHUNK_RETENTION_MS} from '../jobs/jobChunk.ts'
import {assertSameSite, ForeignDocumentError, parseTenantDocumentId} from '../tenancy/documentId.ts'
import {laterOf} from './activity.ts'
import {leadChange, leadEntry, type ChangeContext, type LeadChangeDecision} from './leadChange.ts'
import type {NewDocument} from './mutation.ts'

/** How long a deleted lead can be restored, in milliseconds. */
export const RESTORABLE_MS = CHUNK_RETENTION_MS

/** A lead as it was, without what the store adds. */
export type LeadContent = NewDocument & {_type: 'lead'}

/** What is kept of a lead that is deleted. */
export function leadContent(lead: LeadRecord): LeadContent {
  const own = Object.entries(lead).filter(
    ([name]) => !['_rev', '_createdAt', '_updatedAt', '_system'].includes(name),
  )
  return {...Object.fromEntries(own), _id: lead._id, _type: 'lead'}
}

/** What a deletion is decided on. */
export interface LeadDeletion extends ChangeContext {
  lead: LeadRecord
  site: Pick<SiteRecord, 'key'>
}

/**
 * Decides on the deletion of a lead. Its timeline, submissions and subscription stay: a deletion
 * takes a lead off the books, it does not erase the person.
 *
 * The store cannot tie a deletion to a revision, so the lead is patched before, in the same
 * transaction: when somebody changed it meanwhile, nothing is deleted.
 *
 * @throws ForeignDocumentError when the lead belongs to another site
 */
export function deleteLead(deletion: LeadDeletion): LeadChangeDecision {
  const {lead, site} = deletion
  assertSameSite(site.key ?? '', lead)
  const entry = {kind: 'field' as const, summary: 'Lead deleted', details: {change: 'deleted'}}
  const mutations = [...leadChange(lead, {}, entry, deletion), {delete: {id: lead._id}}]
  return {ok: true, mutations}
}

/** What a restoration is decided on. */
export interface LeadRestoration extends ChangeContext {
  /** As {@link leadContent} gave it. */
  content: LeadContent
  site: Pick<SiteRecord, 'key'>
  /** The person's subscription and suppression as they are now. */
  subscriber: Pick<SubscriberRecord, 'status'> | null
  suppression: Pick<SuppressionRecord, 'reason'> | null
}

/**
 * Decides on bringing a deleted lead back as it was. What it shows of the subscription is what that
 * is now: whoever unsubscribed meanwhile stays unsubscribed.
 *
 * Written with `create`: a lead that came back by itself, through a form, is not overwritten.
 *
 * @throws ForeignDocumentError when the content is not that of a lead of the site
 */
export function restoreLead(restoration: LeadRestoration): LeadChangeDecision {
  const {content, site, subscriber, suppression, now} = restoration
  const id = parseTenantDocumentId(content._id)
  if (id?.kind !== 'lead' || id.site !== site.key) throw new ForeignDocumentError(site.key ?? '')
  const entry = {kind: 'field' as const, summary: 'Lead restored', details: {change: 'restored'}}
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
