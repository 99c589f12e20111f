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
import type {FieldProblem} from '../../core/envelope/envelope.ts'
import {errorReason} from './errorReason.ts'

/** How often a change is decided again when others write in between. The person waits meanwhile. */
const RETRY = retryWithBackoff(4, pause, Math.random)

function pause(ms: number): Promise<void> {
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

/** Thrown when a change cannot be made; the text is for the person who asked for it. */
export class ChangeError extends Error {
  override readonly name = 'ChangeError'
  /** What is wrong with which field; no field means the whole. */
  readonly problems: readonly FieldProblem[]

  constructor(reason: string | readonly FieldProblem[]) {
    const problems = typeof reason === 'string' ? [{field: '', reason}] : reason
    super(problems.map((problem) => problem.reason).join(' '))
    this.problems = problems
  }
}

/** The problems of a form that could not be saved, by field where that is known. */
export function problemsOf(error: unknown): readonly FieldProblem[] {
  if (error instanceof ChangeError) return error.problems
  return [{field: '', reason: errorReason(error).reason}]
}

/** Texts that say why a change cannot be made. */
export interface ChangeTexts {
  /** The document is deleted. */
  gone: string
  /** Somebody else changed it after the person saw it. */
  overtaken?: string
  /** Others keep changing it. Default: the reason of the last conflict. */
  busy?: string
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
  texts: ChangeTexts,
  shown?: Current,
): Promise<Made<Written> | Overtaken<Now>> {
  try {
    const decision = await commitDecision(store, decide, shown)
    if (decision.kind === 'gone') throw new ChangeError(texts.gone)
    if (decision.kind === 'refused') throw new ChangeError(decision.problems)
    return decision
  } catch (error) {
    if (texts.busy && errorReason(error).kind === 'conflict') throw new ChangeError(texts.busy)
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
  texts: ChangeTexts,
  shown?: Current,
): Promise<Written> {
  const end = await commitChange(store, decide, texts, shown)
  if (end.kind === 'overtaken') throw new ChangeError(texts.overtaken ?? texts.gone)
  return end.written
}
