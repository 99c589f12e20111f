import type {LeadRecord} from '../documents/people.ts'
import type {FieldProblem} from '../envelope/envelope.ts'
import {ForeignDocumentError, parseTenantDocumentId} from '../tenancy/documentId.ts'
import {activity, laterOf, type Actor, type ActivityParts} from './activity.ts'
import {guardedPatch, type Mutation} from './mutation.ts'

/** Who changes a lead, when, and the ids that the change may use up. */
export interface ChangeContext {
  actor: Actor
  /** ISO 8601, UTC. */
  now: string
  ids: {
    /** ULID of the timeline entry. */
    activity: string
  }
  /** The bulk change that it is a part of. */
  jobId?: string | undefined
}

/** What to write for a change, in one transaction, or why it cannot be made. */
export type LeadChangeDecision =
  /** No mutations: the lead is that way already. */
  {ok: true; mutations: Mutation[]} | {ok: false; problems: FieldProblem[]}

/** The part of a lead that every change needs. */
export type ChangedLead = Pick<LeadRecord, '_id' | '_rev' | 'lastActivityAt'>

/**
 * A change of a lead with its timeline entry. The patch holds for the revision that was read, so
 * that nobody's work is overwritten unseen.
 *
 * @throws ForeignDocumentError when the id is not that of a lead
 */
export function leadChange(
  lead: ChangedLead,
  set: Readonly<Record<string, unknown>>,
  entry: Pick<ActivityParts, 'kind' | 'summary' | 'details'>,
  context: ChangeContext,
): Mutation[] {
  return [
    guardedPatch(lead, {set: {...set, lastActivityAt: laterOf(lead.lastActivityAt, context.now)}}),
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
  entry: Pick<ActivityParts, 'kind' | 'summary' | 'details'>,
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
