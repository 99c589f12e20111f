import type {Actor} from '../../../../core/changes/activity.ts'
import {changeLeadStatus} from '../../../../core/changes/changeLeadStatus.ts'
import type {SiteRecord} from '../../../../core/documents/site.ts'
import {LeadChangeError} from '../../data/leadChangeError.ts'
import {commitUnlessConflict, type LeadStore, type WritableLead} from './leadWrites.ts'

/** A change of status as an editor asks for it. */
export interface StatusRequest {
  /** The lead as the editor saw it. */
  lead: WritableLead
  site: Pick<SiteRecord, 'key' | 'leadStatuses'>
  /** Value of the new status. */
  to: string
  actor: Actor
  /** ISO 8601, UTC. */
  now: string
  /** ULID of the timeline entry. */
  activityId: string
}

/** How a change of status ended. */
export type StatusOutcome =
  /** `isNew` unless the lead had that status already. */
  | {kind: 'changed'; isNew: boolean}
  /** Somebody else, the user `by`, gave the lead another status in the meantime; nothing was written. */
  | {kind: 'overtaken'; status: string; by: string | null}

function decide(request: StatusRequest, lead: WritableLead) {
  const {site, to, actor, now, activityId} = request
  const decision = changeLeadStatus({lead, site, to, actor, now, ids: {activity: activityId}})
  if (decision.ok) return decision.mutations
  throw new LeadChangeError(decision.problems.map((problem) => problem.reason).join(' '))
}

/**
 * Writes a change of status with its timeline entry. When somebody changed the lead in between, it is
 * read again: if its status is still the one the editor saw, the change is decided anew, once; if
 * not, the other one's stands.
 *
 * @throws LeadChangeError when the change is not allowed or the lead is gone; else the client's error
 */
export async function writeStatus(
  store: LeadStore,
  request: StatusRequest,
): Promise<StatusOutcome> {
  const {lead, to} = request
  const first = decide(request, lead)
  if (first.length === 0) return {kind: 'changed', isNew: false}
  if (await commitUnlessConflict(store, first)) return {kind: 'changed', isNew: true}
  const current = await store.read(lead._id)
  if (!current) throw new LeadChangeError('The lead was deleted in the meantime.')
  if (current.status === to) return {kind: 'changed', isNew: false}
  if (current.status !== lead.status) {
    const status = current.status ?? ''
    return {kind: 'overtaken', status, by: await store.whoSetStatus(lead._id, status)}
  }
  await store.commit(decide(request, current))
  return {kind: 'changed', isNew: true}
}
