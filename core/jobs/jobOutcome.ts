import type {Mutation} from '../changes/mutation.ts'

/** What became of one item of a job, or is about to. */
export type JobOutcome<Undo = unknown> =
  | {kind: 'changed'; id: string; mutations: Mutation[]; undo: Undo | null}
  /** It already had the wanted value. */
  | {kind: 'unchanged'; id: string}
  /** Left out on purpose; people read the reason. */
  | {kind: 'skipped'; id: string; reason: string}
  | {kind: 'failed'; id: string; reason: string}

/** How many items ended in which way. */
export interface JobTally {
  succeeded: number
  unchanged: number
  skipped: number
  failed: number
}

/** Counts outcomes. */
export function tallyOf(outcomes: readonly JobOutcome[]): JobTally {
  const tally: JobTally = {succeeded: 0, unchanged: 0, skipped: 0, failed: 0}
  for (const {kind} of outcomes) tally[kind === 'changed' ? 'succeeded' : kind] += 1
  return tally
}

/** The state in which a job with these numbers ends. */
export function finalState({
  succeeded,
  unchanged,
  skipped,
  failed,
}: JobTally): 'succeeded' | 'partly' | 'failed' {
  if (failed === 0) return 'succeeded'
  return succeeded + unchanged + skipped === 0 ? 'failed' : 'partly'
}

/** Failures that the document of a job lists; its chunks have all of them. */
const MAX_LISTED_FAILURES = 100

/**
 * Adds outcomes to the numbers in a job's document. Belongs into the transaction that writes what was
 * decided, so that the numbers always agree with what was written.
 *
 * @param listed - how many failures the document lists already
 */
export function countOutcomes(
  jobId: string,
  outcomes: readonly JobOutcome[],
  listed: number,
): Mutation {
  const {succeeded, unchanged, skipped, failed} = tallyOf(outcomes)
  const failures = outcomes.flatMap((outcome) =>
    outcome.kind === 'failed' ? [{reference: outcome.id, reason: outcome.reason}] : [],
  )
  const shown = failures.slice(0, Math.max(0, MAX_LISTED_FAILURES - listed))
  return {
    patch: {
      id: jobId,
      inc: {
        'totals.succeeded': succeeded,
        'totals.skipped': skipped,
        'totals.failed': failed,
        unchanged,
        moreFailures: failures.length - shown.length,
      },
      ...(shown.length > 0
        ? {
            setIfMissing: {failures: []},
            insert: {
              after: 'failures[-1]',
              items: shown.map((failure) => ({_key: failure.reference, ...failure})),
            },
          }
        : {}),
    },
  }
}
