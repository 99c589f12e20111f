import type {DocumentMutations} from '../audit/storeTransaction.ts'
import {parseIdOfKind, parseSiteDocumentId} from '../tenancy/documentId.ts'
import {isUnfiled} from './fileLead.ts'
import {AUTHORED_KINDS} from './restoreAuthor.ts'

/** A rule that grants cannot express. A function restores it after a change broke it. */
export type Guard =
  /** A lead's copy of the subscription equals that of its subscriber. */
  | 'subscription'
  /** A lead that was added by hand is filed under the key of its address. */
  | 'filing'
  /** The author of a document never changes. */
  | 'author'
  /** A published consent text never changes. */
  | 'consentTexts'
  /** A change of a customer sync rule raises its revision, and leaves it valid. */
  | 'rule'

const STANDING = ['subscriber', 'suppression'] as const

/**
 * The rule that a change by a user may have broken; `null` for none.
 *
 * @param change - the change of the document; `null` where the store's history does not have it
 */
export function guardOf(id: string, change: DocumentMutations | null): Guard | null {
  // An empty first segment is a path such as `..subscription`, which may lead anywhere.
  const isWritten = (path: string): boolean =>
    change === null || change.isReplaced || change.patched.has(path) || change.patched.has('')
  if (parseIdOfKind(id, 'lead')) {
    if (change?.created && isUnfiled({...change.created, _id: id})) return 'filing'
    return change?.created || isWritten('subscription') ? 'subscription' : null
  }
  if (STANDING.some((kind) => parseIdOfKind(id, kind))) return 'subscription'
  if (AUTHORED_KINDS.some((kind) => parseIdOfKind(id, kind))) {
    return isWritten('createdBy') ? 'author' : null
  }
  if (parseIdOfKind(id, 'rule')) return 'rule'
  if (parseSiteDocumentId(id) !== null) return isWritten('consentTexts') ? 'consentTexts' : null
  return null
}
