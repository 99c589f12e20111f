import type {RetryPolicy} from '../changes/commitDecision.ts'
import {describeProblem, problem, type Problem} from '../problems/problem.ts'
import {ProblemError} from '../problems/problemError.ts'
import type {JobOutcome} from './jobOutcome.ts'

/** The result of a transaction. Any other failure, such as a store that is away, is thrown. */
export type CommitResult =
  | {kind: 'written'}
  /** Somebody else wrote in between; nothing was written. */
  | {kind: 'conflict'}
  /** The store refuses it, for a lasting reason. */
  | {kind: 'refused'; problem: Problem}

/** Reads, decides and writes for {@link carryOut}. */
export interface ChunkStore<Item, Found, Undo> {
  /** How outcomes name an item. */
  idOf: (item: Item) => string
  /** The documents as they are now. */
  read: (items: readonly Item[]) => Promise<Found>
  /** Decides each item; pure. */
  decide: (items: readonly Item[], found: Found) => JobOutcome<Undo>[]
  /** Writes outcomes and their record in one transaction. */
  commit: (outcomes: readonly JobOutcome<Undo>[]) => Promise<CommitResult>
}

/** After so many refusals in a row for one reason the other items fail untried. */
const MAX_REFUSALS = 8

interface Refusals {
  problem: Problem
  count: number
}

const BUSY = problem('job.busy')

/**
 * Carries out items of a job, in one transaction where possible. When somebody else wrote in between,
 * it reads and decides again. When the store refuses, or others keep writing, it halves the items, down
 * to those at fault: the others must not suffer for them.
 *
 * @param found - the documents, where they were read already
 * @returns what became of each item, as it was written
 * @throws whatever reading or writing throws; what was not written is then still to be done
 */
export async function carryOut<Item, Found, Undo>(
  items: readonly Item[],
  found: Found | null,
  store: ChunkStore<Item, Found, Undo>,
  policy: RetryPolicy,
): Promise<JobOutcome<Undo>[]> {
  const refusals: Refusals = {problem: BUSY, count: 0}

  const fail = async (failing: readonly Item[], cause: Problem): Promise<JobOutcome<Undo>[]> => {
    const outcomes = failing.map((item): JobOutcome<Undo> => ({
      kind: 'failed',
      id: store.idOf(item),
      problems: [cause],
    }))
    for (let attempt = 0; attempt <= policy.attempts; attempt += 1) {
      const result = await store.commit(outcomes)
      if (result.kind === 'written') return outcomes
      if (result.kind === 'refused') break
    }
    throw new ProblemError([problem('job.unrecorded', {problem: cause})])
  }

  const carryOutSome = async (
    some: readonly Item[],
    known: Found | null,
  ): Promise<JobOutcome<Undo>[]> => {
    if (refusals.count >= MAX_REFUSALS) return fail(some, refusals.problem)
    let cause: Problem = BUSY
    let current = known
    for (let attempt = 0; attempt < policy.attempts; attempt += 1) {
      if (attempt > 0) await policy.pause(attempt)
      current ??= await store.read(some)
      const outcomes = store.decide(some, current)
      const result = await store.commit(outcomes)
      if (result.kind === 'written') {
        refusals.count = 0
        return outcomes
      }
      if (result.kind === 'refused') {
        cause = result.problem
        break
      }
      current = null
    }
    const middle = Math.ceil(some.length / 2)
    if (some.length > 1) {
      const first = await carryOutSome(some.slice(0, middle), current)
      return [...first, ...(await carryOutSome(some.slice(middle), current))]
    }
    const isSame = describeProblem(cause) === describeProblem(refusals.problem)
    refusals.count = isSame ? refusals.count + 1 : 1
    refusals.problem = cause
    return fail(some, cause)
  }

  return items.length === 0 ? [] : carryOutSome(items, found)
}
