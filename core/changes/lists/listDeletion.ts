import {audienceOfGroup} from '../../audience/combineAudiences.ts'
import {ALL_LEADS} from '../../audience/leadSelection.ts'
import type {LeadRecord} from '../../documents/people.ts'
import {parseImportId} from '../../imports/importJob.ts'
import {tenantDocumentId} from '../../tenancy/documentId.ts'
import {BULK_VERSION, type BulkAction, type BulkIntent} from '../bulk/bulkIntent.ts'

/** What a deletion of a list does. */
export type ListDeletion = Extract<BulkAction, {kind: 'deleteList'}>

/**
 * Whether a lead is deleted with a list: the list is its only one, and one of the list's imports created
 * it. A lead that a form or a person created, that came by another import or that is on another list stays.
 */
export function isOnlyFromList(
  {lists, source}: Pick<LeadRecord, 'lists' | 'source'>,
  {listId, imports}: Pick<ListDeletion, 'listId' | 'imports'>,
): boolean {
  const [first, ...others] = new Set((lists ?? []).filter((id) => typeof id === 'string'))
  if (first !== listId || others.length > 0) return false
  return source?.kind === 'import' && imports.includes(source.importId ?? '')
}

/**
 * Whether an import created a lead, by the store's history: editors may write into a lead where it is from.
 *
 * @param importId - id of the import, as the lead names it
 * @param createdWith - ids of the documents that were written with the lead when it was created; `undefined`
 * where the history no longer has that, and the lead's own word counts
 */
export function isCreatedByImport(
  importId: string,
  createdWith: ReadonlySet<string> | undefined,
): boolean {
  if (!createdWith) return true
  const job = parseImportId(importId)
  if (!job) return false
  // Nobody but functions writes chunks with such ids.
  const prefix = tenantDocumentId(job.site, 'chunk', 'job', job.ulid, '')
  return [...createdWith].some((id) => id.startsWith(prefix))
}

/** {@link isOnlyFromList} as a GROQ condition with the parameters `$list` and `$imports`. */
export const ONLY_FROM_LIST =
  '$list in lists && count(lists) == 1 && source.kind == "import" && source.importId in $imports'

/** What a person decided about a list that is to be deleted. */
export interface DeletionRequest {
  list: {id: string; title: string}
  /** Ids of the list's imports whose leads are deleted, see {@link isOnlyFromList}; none keeps all leads. */
  imports: readonly string[]
  /** How many leads were on the list. */
  members: number
}

/**
 * The instruction that deletes a list: first each lead leaves it or is deleted, and when none is on it any
 * more, the list goes. Until then it can be used as before, and nothing refers to a list that is gone.
 */
export function listDeletion({list, imports, members}: DeletionRequest): BulkIntent {
  const audience = audienceOfGroup({kind: 'list', id: list.id})
  const action: ListDeletion = {
    kind: 'deleteList',
    listId: list.id,
    title: list.title.slice(0, 200),
    imports: [...imports],
  }
  return {
    version: BULK_VERSION,
    action,
    targets: {kind: 'matching', view: {...ALL_LEADS, audience}, excluded: []},
    expected: members,
  }
}
