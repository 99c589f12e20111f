import type {DocumentMutations} from '../audit/storeTransaction.ts'
import {parseIdOfKind, parseSiteDocumentId} from '../tenancy/documentId.ts'
import {AUTHORED_KINDS} from './restoreAuthor.ts'

/** A rule that no grant can state, and that a function restores after somebody broke it. */
export type Guard =
  /** A lead's copy of the subscription says what its subscriber says. */
  | 'subscription'
  /** Whoever made a document stays its author. */
  | 'author'
  /** A published consent text keeps its words. */
  | 'consentTexts'
  /** A change of a customer sync rule raises its revision, and leaves it sound. */
  | 'rule'

const STANDING = ['subscriber', 'suppression'] as const

/**
 * The rule that a change by somebody else than the product may have broken; `null` where there is none.
 *
 * @param change - what was done to the document; `null` where the store's history does not say
 */
export function guardOf(id: string, change: DocumentMutations | null): Guard | null {
  // An empty first segment is a path such as `..subscription`, which may lead anywhere.
  const isWritten = (path: string): boolean =>
    change === null || change.isReplaced || change.patched.has(path) || change.patched.has('')
  if (parseIdOfKind(id, 'lead')) {
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
