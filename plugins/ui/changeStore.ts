import type {SanityClient} from '@sanity/client'
import {
  commitDecision,
  committer,
  retryWithBackoff,
  type ChangeDecision,
  type ChangeStore,
  type Made,
  type Overtaken,
} from '../../core/changes/commitDecision.ts'
import {fieldProblem, type FieldProblem, type Problem} from '../../core/problems/problem.ts'
import {ProblemError} from '../../core/problems/problemError.ts'
import {failureOf} from './failure.ts'

/** How often a change is decided again when others write in between. The person waits meanwhile. */
const RETRY = retryWithBackoff(4, pause, Math.random)

/** Lets so many milliseconds pass. */
export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms)
  })
}

/**
 * How a tool reads and commits documents for a decision.
 *
 * @param tag - request tag of the write
 * @param read - reads the documents by their ids
 */
export function changeStore<Current>(
  client: SanityClient,
  tag: string,
  read: () => Promise<Current>,
): ChangeStore<Current> {
  return {...committer(client, tag, 'sync'), read, retry: RETRY}
}

/** Thrown when a change cannot be made; its problems are for the person who asked for it. */
export class ChangeError extends ProblemError<FieldProblem> {
  override readonly name = 'ChangeError'
}

/** The error of a change that cannot be made as a whole. */
export function changeError(...problems: readonly Problem[]): ChangeError {
  return new ChangeError(problems.map((each) => fieldProblem('', each)))
}

/** The problems of a form that could not be saved, by field where that is known. */
export function problemsOf(error: unknown): readonly FieldProblem[] {
  if (error instanceof ChangeError) return error.problems
  return failureOf(error).problems.map((each) => fieldProblem('', each))
}

/** Why a change of a kind of documents cannot be made. */
export interface ChangeProblems {
  /** The document is deleted. */
  gone: Problem
  /** Somebody else changed it after the person saw it. */
  overtaken?: Problem
  /** Others keep changing it. Default: the problem of the last conflict. */
  busy?: Problem
}

/**
 * Commits a change that a person asks for.
 *
 * @param shown - the documents as the person sees them, where the first attempt decides on these
 * @throws ChangeError when it is not allowed or there is nothing to change any more; else the client's
 * error
 */
export async function commitChange<Current, Written, Now>(
  store: ChangeStore<Current>,
  decide: (current: Current) => ChangeDecision<Written, Now>,
  ifNot: ChangeProblems,
  shown?: Current,
): Promise<Made<Written> | Overtaken<Now>> {
  try {
    const decision = await commitDecision(store, decide, shown)
    if (decision.kind === 'gone') throw changeError(ifNot.gone)
    if (decision.kind === 'refused') throw new ChangeError(decision.problems)
    return decision
  } catch (error) {
    if (ifNot.busy && failureOf(error).kind === 'conflict') throw changeError(ifNot.busy)
    throw error
  }
}

/**
 * Commits a change like {@link commitChange}, but throws where somebody else changed the same.
 *
 * @returns the value after the change
 * @throws ChangeError when it cannot be made; else the client's error
 */
export async function commitOrThrow<Current, Written, Now>(
  store: ChangeStore<Current>,
  decide: (current: Current) => ChangeDecision<Written, Now>,
  ifNot: ChangeProblems,
  shown?: Current,
): Promise<Written> {
  const end = await commitChange(store, decide, ifNot, shown)
  if (end.kind === 'overtaken') throw changeError(ifNot.overtaken ?? ifNot.gone)
  return end.written
}
