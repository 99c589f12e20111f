import type {Mutation} from '../changes/mutation.ts'
import type {Problem} from '../problems/problem.ts'
import {formatProblems} from '../problems/storedProblems.ts'

/** Something that is wrong with an item, for a report: a code with what its sentence needs, no value. */
export interface ItemProblem {
  code: string
  /** Which part of the item, from 0; `null` for the item as a whole. */
  column: number | null
  values?: Readonly<Record<string, string | number>> | undefined
}

/** What a kind of job adds to the outcome of an item, for reports. */
export interface ItemNote {
  problems?: readonly ItemProblem[] | undefined
  /** Id of the document that the item concerns. */
  about?: string | undefined
  /** Attributes of that document in which it differs from the item. */
  fields?: readonly string[] | undefined
}

interface Outcome {
  id: string
  /** Category within the kind of job; `counts.<label>` of the job's document counts it. */
  label?: string | undefined
  note?: ItemNote | undefined
  /** Names of sums within the kind of job that this item adds one to; the end of the job has them. */
  sums?: readonly string[] | undefined
}

/** What became of one item of a job, or is about to. */
export type JobOutcome<Undo = unknown> = Outcome &
  (
    | {
        kind: 'changed'
        mutations: Mutation[]
        undo: Undo | null
        /** Why the item counts as left out although something of it is written. */
        skipped?: readonly Problem[] | undefined
      }
    /** It already had the wanted value. */
    | {kind: 'unchanged'}
    /** Left out on purpose. */
    | {kind: 'skipped'; problems: readonly Problem[]}
    | {kind: 'failed'; problems: readonly Problem[]}
  )

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
  for (const outcome of outcomes) {
    if (outcome.kind !== 'changed') tally[outcome.kind] += 1
    else tally[outcome.skipped ? 'skipped' : 'succeeded'] += 1
  }
  return tally
}

/** How many outcomes have each label. */
function labelsOf(outcomes: readonly JobOutcome[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const {label} of outcomes)
    if (label !== undefined) counts.set(label, (counts.get(label) ?? 0) + 1)
  return counts
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
    outcome.kind === 'failed'
      ? [{reference: outcome.id, reason: formatProblems(outcome.problems)}]
      : [],
  )
  const shown = failures.slice(0, Math.max(0, MAX_LISTED_FAILURES - listed))
  const labels = [...labelsOf(outcomes)].map(
    ([label, count]) => [`counts.${label}`, count] as const,
  )
  const missing = {
    ...(labels.length > 0
      ? {counts: {}, ...Object.fromEntries(labels.map(([path]) => [path, 0]))}
      : {}),
    ...(shown.length > 0 ? {failures: []} : {}),
  }
  return {
    patch: {
      id: jobId,
      ...(Object.keys(missing).length > 0 ? {setIfMissing: missing} : {}),
      inc: {
        'totals.succeeded': succeeded,
        'totals.skipped': skipped,
        'totals.failed': failed,
        unchanged,
        moreFailures: failures.length - shown.length,
        ...Object.fromEntries(labels),
      },
      ...(shown.length > 0
        ? {
            insert: {
              after: 'failures[-1]',
              items: shown.map((failure) => ({_key: failure.reference, ...failure})),
            },
          }
        : {}),
    },
  }
}
