import {strongReferences} from '../groq/indexes/strongReference.ts'
import type {StoredDocument} from '../store/storedDocument.ts'
import {referenceToNothing, stillReferenced} from './mutationErrors.ts'
import type {TransactionContext, TouchedDocument} from './transaction.ts'

/** Most referring documents that an error contains. */
const MOST_NAMED = 10

type Context = Pick<TransactionContext, 'read' | 'can' | 'referrers'>

/**
 * Creates the check of strong references, as in the hosted store: the target of a new one must exist,
 * and a document with references to it can't be deleted. Documents that the caller may not read
 * count as missing, and errors don't contain their ids.
 *
 * @param touched - all documents that the transaction touched
 * @param context - `read` returns documents as the transaction leaves them
 * @returns checks one of the documents, and throws MutationFailure 409
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

/** Ids of the documents that refer to others, by the ids of those others. */
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
  // Documents that the transaction touched count as it leaves them.
  const stored = referrers(id, touched.size + MOST_NAMED).filter((other) => !touched.has(other))
  const all = [...stored, ...referring].slice(0, MOST_NAMED)
  if (all.length === 0) return
  const named = all.filter((other) => {
    const document = read(other)
    return document !== null && can('read', document)
  })
  throw stillReferenced(id, named)
}
