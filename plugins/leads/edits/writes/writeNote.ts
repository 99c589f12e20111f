import type {Actor} from '../../../../core/changes/activity.ts'
import {addNote} from '../../../../core/changes/addNote.ts'
import type {SiteRecord} from '../../../../core/documents/site.ts'
import {LeadChangeError} from '../../data/leadChangeError.ts'
import {commitUnlessConflict, type LeadStore, type WritableLead} from './leadWrites.ts'

/** How often a note is tried when others keep changing the lead. */
const ATTEMPTS = 3

/** A note as an editor writes it. */
export interface NoteRequest {
  lead: WritableLead
  site: Pick<SiteRecord, 'key'>
  text: string
  actor: Actor
  /** ISO 8601, UTC. */
  now: string
  /** ULID of the timeline entry. */
  activityId: string
}

/**
 * Adds a note to a lead. It stands beside whatever others change, so a conflict only means to take
 * the lead's newest revision.
 *
 * @throws LeadChangeError when the note is not allowed or the lead is gone; else the client's error
 */
export async function writeNote(store: LeadStore, request: NoteRequest): Promise<void> {
  const {site, text, actor, now, activityId} = request
  let lead: WritableLead | null = request.lead
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    if (!lead) throw new LeadChangeError('The lead was deleted in the meantime.')
    const decision = addNote({lead, site, text, actor, now, ids: {activity: activityId}})
    if (!decision.ok) {
      throw new LeadChangeError(decision.problems.map((problem) => problem.reason).join(' '))
    }
    if (await commitUnlessConflict(store, decision.mutations)) return
    lead = await store.read(lead._id)
  }
  throw new LeadChangeError('Others keep changing this lead at the moment. Try again.')
}
