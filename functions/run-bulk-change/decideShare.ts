import type {ChainTail} from '../../core/audit/recordActivities.ts'
import {recordNewActivities} from '../../core/audit/recordNewActivities.ts'
import {decideLead} from '../../core/changes/bulk/decideLead.ts'
import type {BulkOutcome} from '../../core/changes/bulk/bulkOutcome.ts'
import type {Mutation} from '../../core/changes/mutation.ts'
import {deterministicUlid} from '../../core/people/ulid.ts'
import {readTail} from '../shared/auditTail.ts'
import {NotConfiguredError} from '../shared/storeErrors.ts'
import type {BulkRun} from './bulkRun.ts'
import type {BulkPeople} from './readPeople.ts'

/** What is to be written of some leads, with their events of the audit trail. */
export interface RecordedOutcomes {
  mutations: Mutation[]
  /** End of the trail behind which the events are put; `undefined` when there are none. */
  behind: ChainTail | null | undefined
  /** End of the trail once this is written. */
  tail: ChainTail | null | undefined
}

/** What becomes of the leads of a share, decided while the share before is being written. */
export interface DecidedShare {
  outcomes: BulkOutcome[]
  recorded: RecordedOutcomes
}

/** Decides what becomes of some leads. */
export function decideLeads(
  run: BulkRun,
  ids: readonly string[],
  people: BulkPeople,
): BulkOutcome[] {
  const now = run.services.now()
  return ids.map((id) =>
    decideLead({
      id,
      lead: people.lead(id),
      site: run.site,
      action: run.intent.action,
      undo: people.undo(id),
      subscriber: people.subscriber(id),
      suppression: people.suppression(id),
      actor: run.actor,
      now,
      ids: {activity: deterministicUlid(run.startedMs, run.jobId, id)},
      jobId: run.jobId,
    }),
  )
}

function mutationsOf(outcomes: readonly BulkOutcome[]): Mutation[] {
  return outcomes.flatMap((outcome) => (outcome.kind === 'changed' ? outcome.mutations : []))
}

function recordedBehind(
  {services, site}: BulkRun,
  outcomes: readonly BulkOutcome[],
  behind: ChainTail | null,
  secret: string,
): RecordedOutcomes {
  const now = services.now()
  const mutations = mutationsOf(outcomes)
  const recorded = recordNewActivities({site: site.key, mutations, tail: behind, now, secret})
  return {...recorded, behind}
}

/** Outcomes without their events of the audit trail: those come later, by the timeline's entries. */
export function unrecorded(outcomes: readonly BulkOutcome[]): RecordedOutcomes {
  return {mutations: mutationsOf(outcomes), behind: undefined, tail: undefined}
}

/**
 * Adds the audit trail's events to outcomes; without them where its secret is not set: the sweep
 * adds them then.
 *
 * @throws whatever reading the end of the trail throws
 */
export async function record(
  run: BulkRun,
  outcomes: readonly BulkOutcome[],
): Promise<RecordedOutcomes> {
  const {services, site} = run
  try {
    const secret = services.secrets(site, 'audit')
    run.tail ??= await readTail(services.client, site.key)
    return recordedBehind(run, outcomes, run.tail, secret)
  } catch (error) {
    if (error instanceof NotConfiguredError) return unrecorded(outcomes)
    throw error
  }
}

/**
 * Decides on a share before its turn, as if the one before it were written already.
 *
 * @returns `null` while the end of the audit trail is not known
 */
export function decideAhead(
  run: BulkRun,
  ids: readonly string[],
  people: BulkPeople,
): DecidedShare | null {
  const {services, site, tail} = run
  if (tail === undefined) return null
  const outcomes = decideLeads(run, ids, people)
  const secret = services.secrets(site, 'audit')
  return {outcomes, recorded: recordedBehind(run, outcomes, tail, secret)}
}
