import {JOB_KIND_NAMES, type JobKindName} from '../jobs/jobKinds.ts'
import {guardedPatch, type Mutation} from './mutation.ts'

/** Kinds whose documents name who made them, in an attribute that grants cannot protect. */
export const AUTHORED_KINDS: readonly ('view' | JobKindName)[] = ['view', ...JOB_KIND_NAMES]

/** What is read of a document that names who made it. */
export interface AuthoredDocument {
  _id: string
  _rev?: string
  createdBy?: unknown
  /** Of a shared view. */
  lock?: unknown
}

/**
 * Puts back who made a document, where somebody wrote another name into it. Grants ask that nobody
 * names somebody else, and cannot ask that the name stays: a shared view that anybody may edit could be
 * taken over, and then locked. Whoever took it over may have locked it in any name, so its lock goes.
 *
 * @param author - who created the document, by the store's history
 * @returns nothing when that is what it says
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
