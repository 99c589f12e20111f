import type {StoredDocument} from '../store/storedDocument.ts'
import {applyMutation, type MutationOutcome} from './applyMutation.ts'
import {assertShape, assertSize} from './documentLimits.ts'
import {MutationFailure, transactionFailed, type MutationErrorItem} from './mutationErrors.ts'
import {referenceCheck} from './referenceCheck.ts'
import type {
  CommitResult,
  TouchedDocument,
  TransactionContext,
  TransactionPlan,
} from './transaction.ts'

/** A permitted and consistent transaction, ready to be written. */
export interface AppliedTransaction {
  results: CommitResult['results']
  touched: TouchedDocument[]
}

/**
 * Applies a transaction in memory: nothing is written, so a failure changes nothing. Grants are checked
 * for every mutation, and all missing ones are reported together. They take precedence over other
 * errors, so that an error reveals no content of a document that the caller may not touch.
 *
 * @throws LakeError with the hosted API's `mutationError`
 */
export function applyTransaction(
  mutations: readonly unknown[] | TransactionPlan,
  context: TransactionContext,
): AppliedTransaction {
  const touched = new Map<string, TouchedDocument>()
  const outcomes: MutationOutcome[] = []
  const denied: MutationErrorItem[] = []

  const stored = new Map<string, StoredDocument | null>()
  const readStored = (id: string): StoredDocument | null => {
    let document = stored.get(id)
    if (document === undefined) {
      document = context.read(id)
      stored.set(id, document)
    }
    return document
  }
  const read = (id: string): StoredDocument | null => {
    const known = touched.get(id)
    return known ? known.after : readStored(id)
  }
  const inside = {...context, read}
  const steps =
    typeof mutations === 'function'
      ? mutations(read)
      : mutations.map((mutation, index) => ({mutation, index}))
  for (const {mutation, index} of steps) {
    try {
      const outcome = applyMutation(mutation, inside)
      outcomes.push(outcome)
      if (outcome.operation !== 'none') record(touched, outcome, index, readStored)
    } catch (error) {
      if (!(error instanceof MutationFailure)) throw error
      if (error.statusCode !== 403) {
        throw failure(error.statusCode, denied, {error: error.problem, index})
      }
      denied.push({error: error.problem, index})
    }
  }
  if (denied.length > 0) throw transactionFailed(403, denied)
  // A document that was created and deleted again counts as well, for the history.
  const changed = [...touched.values()].filter(
    ({before, after, deleted}) => before ?? after ?? deleted,
  )
  for (const document of changed) serialise(document)
  const check = referenceCheck(touched, {...context, read})
  for (const document of changed) withPosition(document.index, () => check(document))
  return {results: outcomes.map((outcome) => resultOf(outcome, touched, context)), touched: changed}
}

function failure(statusCode: number, denied: MutationErrorItem[], item: MutationErrorItem) {
  return denied.length > 0 ? transactionFailed(403, denied) : transactionFailed(statusCode, [item])
}

function record(
  touched: Map<string, TouchedDocument>,
  outcome: MutationOutcome,
  index: number,
  read: TransactionContext['read'],
): void {
  const {id, after, mutation, purge} = outcome
  const known = touched.get(id)
  if (!known) {
    const before = read(id)
    const deleted = after ? null : before
    const fresh = {id, before, after, deleted, json: '', mutations: [mutation], purge, index}
    touched.set(id, fresh)
    return
  }
  if (!after) known.deleted = known.after ?? known.deleted
  known.after = after
  known.mutations = purge ? [mutation] : [...known.mutations, mutation]
  known.purge ||= purge
  known.index = index
}

/** Runs a check of a mutation. @throws LakeError with the mutation's position */
function withPosition(index: number, act: () => void): void {
  try {
    act()
  } catch (error) {
    if (!(error instanceof MutationFailure)) throw error
    throw transactionFailed(error.statusCode, [{error: error.problem, index}])
  }
}

function serialise(document: TouchedDocument): void {
  const {after, index} = document
  if (!after) return
  withPosition(index, () => {
    assertShape(after)
    document.json = JSON.stringify(after)
    assertSize(after, document.json)
  })
}

function resultOf(
  outcome: MutationOutcome,
  touched: Map<string, TouchedDocument>,
  context: TransactionContext,
): CommitResult['results'][number] {
  const {id, operation} = outcome
  const change = touched.get(id)
  const document = change ? (change.after ?? change.before) : context.read(id)
  const readable = document !== null && context.can('read', document)
  return {id, operation, document: readable ? document : null}
}
