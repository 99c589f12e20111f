import {strongReferences} from '../groq/indexes/strongReference.ts'
import type {StoredDocument} from '../store/storedDocument.ts'
import {referenceToNothing, stillReferenced} from './mutationErrors.ts'
import type {TransactionContext, TouchedDocument} from './transaction.ts'

/** So many documents are named that keep another from being deleted. */
const MOST_NAMED = 10

type Context = Pick<TransactionContext, 'read' | 'can' | 'referrers'>

/**
 * Checks what a transaction leaves of documents against strong references, in the way of the hosted
 * store: none may lead nowhere, and what one leads to may not go. References that were there before
 * are left alone. What the caller may not read is not there for them, and is not named.
 *
 * @param touched - what the transaction leaves of all documents that it touched
 * @param context - `read` gives documents as the transaction leaves them
 * @returns what checks one of them, and throws MutationFailure 409
 */
export function referenceCheck(
  touched: ReadonlyMap<string, TouchedDocument>,
  context: Context,
): (document: TouchedDocument) => void {
  let referring: ReadonlyMap<string, string[]> | null = null
  return ({id, before, after}) => {
    if (after) {
      assertTargets(id, before, after, context)
    } else if (before) {
      referring ??= referrersAmong(touched)
      assertUnreferenced(id, touched, referring.get(id) ?? [], context)
    }
  }
}

/** Which of the documents refer to others, by the ids of these. */
function referrersAmong(touched: ReadonlyMap<string, TouchedDocument>): Map<string, string[]> {
  const found = new Map<string, string[]>()
  for (const {id, after} of touched.values()) {
    for (const target of strongReferences(after)) {
      found.set(target, [...(found.get(target) ?? []), id].slice(0, MOST_NAMED))
    }
  }
  return found
}

function assertTargets(
  id: string,
  before: StoredDocument | null,
  after: StoredDocument,
  {read, can}: Context,
): void {
  const targets = strongReferences(after)
  if (targets.size === 0) return
  const known = strongReferences(before)
  for (const target of targets) {
    if (target === id || known.has(target)) continue
    const document = read(target)
    if (!document || !can('read', document)) throw referenceToNothing(id, target)
  }
}

function assertUnreferenced(
  id: string,
  touched: ReadonlyMap<string, TouchedDocument>,
  referring: readonly string[],
  {read, can, referrers}: Context,
): void {
  // Of those that the transaction touched, what it leaves counts.
  const stored = referrers(id, touched.size + MOST_NAMED).filter((other) => !touched.has(other))
  const all = [...stored, ...referring].slice(0, MOST_NAMED)
  if (all.length === 0) return
  const named = all.filter((other) => {
    const document = read(other)
    return document !== null && can('read', document)
  })
  throw stillReferenced(id, named)
}
