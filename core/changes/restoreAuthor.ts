import {JOB_KIND_NAMES, type JobKindName} from '../jobs/jobKinds.ts'
import {guardedPatch, type Mutation} from './mutation.ts'

/** Kinds of documents with an author, in an attribute that grants cannot protect. */
export const AUTHORED_KINDS: readonly ('list' | 'mapping' | 'view' | JobKindName)[] = [
  'list',
  'mapping',
  'view',
  ...JOB_KIND_NAMES,
]

/** A document with an author, as far as {@link restoreAuthor} needs it. */
export interface AuthoredDocument {
  _id: string
  _rev?: string
  createdBy?: unknown
  /** Of a shared view. */
  lock?: unknown
}

/**
 * Restores the author of a document where somebody wrote another one into it. Grants ask that new
 * documents name their author, but cannot ask that the name stays: a shared view that anybody may edit
 * could be taken over, and then locked. Such a lock is removed.
 *
 * @param author - the creator of the document by the store's history
 * @returns nothing when the document names that author
 */
export function restoreAuthor(document: AuthoredDocument, author: string): Mutation[] {
  if (document.createdBy === author) return []
  const isLocked = document.lock !== undefined
  return [
    guardedPatch(document, {
      set: {createdBy: author},
      ...(isLocked ? {unset: ['lock']} : {}),
    }),
  ]
}
