import {guardedPatch, type Mutation} from './mutation.ts'

/** What is read of a document that names who made it. */
export interface AuthoredDocument {
  _id: string
  _rev?: string
  createdBy?: unknown
  /** Of a shared view. */
  lock?: unknown
}

function lockedBy(lock: unknown): unknown {
  return typeof lock === 'object' && lock !== null && 'by' in lock ? lock.by : null
}

/**
 * Puts back who made a document, where somebody wrote another name into it. Grants ask that nobody
 * names somebody else, and cannot ask that the name stays: a shared view that anybody may edit could be
 * taken over, and then locked. A lock that came with another name goes with it.
 *
 * @param author - who created the document, by the store's history
 * @returns nothing when that is what it says
 */
export function restoreAuthor(document: AuthoredDocument, author: string): Mutation[] {
  if (document.createdBy === author) return []
  const by = lockedBy(document.lock)
  const isForeignLock = by !== null && by === document.createdBy
  return [
    guardedPatch(document, {
      set: {createdBy: author},
      ...(isForeignLock ? {unset: ['lock']} : {}),
    }),
  ]
}
