import type {Mutation} from '../changes/mutation.ts'

/** What became of one item of a job, or is about to. */
export type JobOutcome<Undo = unknown> =
  | {kind: 'changed'; id: string; mutations: Mutation[]; undo: Undo | null}
  /** It was that way already. */
  | {kind: 'unchanged'; id: string}
  /** Left out on purpose; the reason is for people. */
  | {kind: 'skipped'; id: string; reason: string}
  | {kind: 'failed'; id: string; reason: string}

/** How many items came to which end. */
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

/** The state that a job ends in, by how many items came to which end. */
export function finalState({
  succeeded,
  unchanged,
  skipped,
  failed,
}: JobTally): 'succeeded' | 'partly' | 'failed' {
  if (failed === 0) return 'succeeded'
  return succeeded + unchanged + skipped === 0 ? 'failed' : 'partly'
}
