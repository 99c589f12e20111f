import {parseSiteDocumentId, parseTenantDocumentId} from '../../core/tenancy/documentId.ts'
import {KINDS} from '../../core/tenancy/kinds.ts'

/** Why the Studio must not show its form of a document. */
export type RecordProblem =
  /** The link names another type than the document has: its form would write into it. */
  | 'mistyped'
  /** There is no such record: the form would offer to restore a revision, against every rule. */
  | 'gone'
  /** There is a draft: the form would offer to publish it over the record. */
  | 'draft'

/** State of a record's document. */
export interface RecordState {
  isReady: boolean
  hasPublished: boolean
  hasDraft: boolean
}

/** The type that an id implies; `null` for an id that implies none. */
function typeOfId(id: string): string | null {
  const parsed = parseTenantDocumentId(id)
  if (parsed) return KINDS[parsed.kind].type
  return parseSiteDocumentId(id) === null ? null : 'site'
}

/**
 * Why the Studio must not show the form of a document; `null` when it may.
 *
 * @param id - of the published document
 * @param type - as the link or the list names it
 * @param record - `null` for a type that is edited in forms
 */
export function recordProblem(
  id: string,
  type: string,
  record: RecordState | null,
): RecordProblem | null {
  const expected = typeOfId(id)
  if (expected !== null && expected !== type) return 'mistyped'
  if (!record?.isReady) return null
  if (record.hasDraft) return 'draft'
  return record.hasPublished ? null : 'gone'
}
