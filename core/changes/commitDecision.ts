import {withPendingTrail} from '../audit/withPendingTrail.ts'
import type {FieldProblem} from '../problems/problem.ts'
import type {Mutation} from './mutation.ts'

/** The mutations of a decision, for one transaction; none where nothing has to be written. */
export interface Decision {
  mutations: readonly Mutation[]
}

/** The change is made, or it is that way already. */
export interface Made<Written> extends Decision {
  kind: 'changed' | 'unchanged'
  /** The value after the change. */
  written: Written
}

/** Somebody changed the same thing after the person saw it. Their value stays; nothing is written. */
export interface Overtaken<Now> extends Decision {
  kind: 'overtaken'
  /** What it is now. */
  now: Now
  /** Id of the user who changed it; `null` where that is not known. */
  by: string | null
}

/** What was to be changed is deleted. */
export interface Gone extends Decision {
  kind: 'gone'
}

/** The rules do not allow it. */
export interface Refused extends Decision {
  kind: 'refused'
  problems: readonly FieldProblem[]
}

/** The outcome of a change that a person asks for. Only `changed` has mutations. */
export type ChangeDecision<Written = null, Now = null> =
  | Made<Written>
  | Overtaken<Now>
  | Gone
  | Refused

/** The outcome of a rule for a document that exists. */
export type RuleDecision =
  /** No mutations: it is that way already. */
  {ok: true; mutations: Mutation[]} | {ok: false; problems: FieldProblem[]}

/** What was to be changed is deleted. */
export const GONE: Gone = {kind: 'gone', mutations: []}

/** Somebody else's value stays. */
export function overtaken<Now>(now: Now, by: string | null = null): Overtaken<Now> {
  return {kind: 'overtaken', mutations: [], now, by}
}

/**
 * The outcome of a change that follows from a rule.
 *
 * @param written - the value after the change
 */
export function byRule<Written>(decision: RuleDecision, written: Written): Made<Written> | Refused {
  if (!decision.ok) return {kind: 'refused', mutations: [], problems: decision.problems}
  const {mutations} = decision
  return {kind: mutations.length > 0 ? 'changed' : 'unchanged', mutations, written}
}

/** How a transaction ended. */
export type Transaction =
  /** The id of the transaction is the new revision of its documents. */
  | {kind: 'written'; id: string}
  /** A document has another revision by now, or exists already. Nothing was written. */
  | {kind: 'conflict'; error: unknown}

/** Commits mutations: all in one transaction, or none. */
export interface Committer {
  /** @throws whatever else than a conflict keeps the store from writing */
  commit: (mutations: Mutation[]) => Promise<Transaction>
}

/** The part of `@sanity/client` that commits. */
export interface CommittingClient {
  mutate: (
    mutations: Mutation[],
    options: {
      tag: string
      visibility: 'sync' | 'async'
      returnDocuments: false
      autoGenerateArrayKeys: false
    },
  ) => Promise<{transactionId: string}>
}

function isConflict(error: unknown): boolean {
  return error instanceof Error && 'statusCode' in error && error.statusCode === 409
}

/**
 * Commits with a client of the store, in the name of its token's owner.
 *
 * @param tag - request tag of the write
 * @param visibility - `sync` waits until queries see the write
 */
export function committer(
  client: CommittingClient,
  tag: string,
  visibility: 'sync' | 'async',
): Committer {
  const options = {tag, visibility, returnDocuments: false, autoGenerateArrayKeys: false} as const
  return {
    async commit(mutations) {
      try {
        const {transactionId: id} = await client.mutate(mutations, options)
        return {kind: 'written', id}
      } catch (error) {
        if (isConflict(error)) return {kind: 'conflict', error}
        throw error
      }
    },
  }
}

/** How often a decision that met a conflict is made again. */
export interface RetryPolicy {
  /** Most attempts, the first one included. */
  attempts: number
  /** Lets time pass before the next attempt; see {@link backoffMs}. */
  pause: (attempt: number) => Promise<void>
}

/**
 * A policy that waits after each conflict, see {@link backoffMs}.
 *
 * @param sleep - lets so many milliseconds pass
 * @param random - from 0 to 1
 */
export function retryWithBackoff(
  attempts: number,
  sleep: (ms: number) => Promise<void>,
  random: () => number,
): RetryPolicy {
  return {attempts, pause: (attempt) => sleep(backoffMs(attempt, random()))}
}

/** How the documents of a decision are read and written. */
export interface ChangeStore<Current> extends Committer {
  /** Reads the documents by their ids: a query may not see the newest writes yet. */
  read: () => Promise<Current>
  retry: RetryPolicy
}

/**
 * How long to wait after an attempt that met a conflict: 10 ms, doubled each time, with a jitter that
 * keeps two writers from meeting again.
 *
 * @param attempt - number of the attempt that failed, from 1
 * @param random - from 0 to 1
 */
export function backoffMs(attempt: number, random: number): number {
  return 10 * 2 ** (attempt - 1) * (0.5 + random)
}

/** Commits mutations. Adds the document that wakes the writer of the audit trail, where it is needed. */
export function commitMutations(
  store: Committer,
  mutations: readonly Mutation[],
): Promise<Transaction> {
  return store.commit(withPendingTrail(mutations))
}

/**
 * Commits mutations that are not decided again.
 *
 * @throws whatever keeps the store from writing, a conflict too
 */
export async function commitOnce(store: Committer, mutations: readonly Mutation[]): Promise<void> {
  const transaction = await commitMutations(store, mutations)
  if (transaction.kind === 'conflict') throw transaction.error
}

/**
 * Reads, decides and commits. When somebody else wrote in between, it reads and decides again.
 *
 * @param decide - pure; its mutations are committed
 * @param shown - the documents as the person sees them: the first attempt decides on these
 * @returns the decision that holds
 * @throws whatever reading or committing throws; a conflict only after all attempts
 */
export async function commitDecision<Current, Made extends Decision>(
  store: ChangeStore<Current>,
  decide: (current: Current) => Made,
  shown?: Current,
): Promise<Made> {
  let current = shown ?? (await store.read())
  for (let attempt = 1; ; attempt += 1) {
    const decision = decide(current)
    const {mutations} = decision
    if (mutations.length === 0) return decision
    const transaction = await commitMutations(store, mutations)
    if (transaction.kind === 'written') return decision
    if (attempt >= store.retry.attempts) throw transaction.error
    await store.retry.pause(attempt)
    current = await store.read()
  }
}
