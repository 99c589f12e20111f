import type {ListRecord} from '../../documents/list.ts'
import {cleanLine, cleanText} from '../../people/cleanText.ts'
import {problem, type FieldProblem, type Problem} from '../../problems/problem.ts'
import {assertSameSite, parseIdOfKind, tenantDocumentId} from '../../tenancy/documentId.ts'
import {byRule, GONE, overtaken, type ChangeDecision} from '../commitDecision.ts'
import {guardedPatch, withoutBlanks, type Mutation, type PatchOperations} from '../mutation.ts'

/** Longest name of a list, in UTF-16 code units. */
export const MAX_LIST_TITLE = 120

/** Longest description of a list, in UTF-16 code units. */
export const MAX_LIST_DESCRIPTION = 1000

/** What a user enters for a list. */
export interface ListInput {
  title: string
  description?: string | undefined
}

/** Where a list came from: made by hand, the file of an import, or the system that was migrated from. */
export type ListSource =
  | {kind: 'manual'}
  | {kind: 'import' | 'migration'; label: string; importId: string}

/** What decisions on lists depend on. */
export interface ListContext {
  /** Key of the site. */
  site: string
  /** Lists of the site that may have the same name; others do not matter. */
  named: readonly Pick<ListRecord, '_id' | 'title'>[]
}

/** The parts of a new list. */
export interface NewList extends ListInput {
  source: ListSource
  /** Id of the user who makes it; grants allow no other. */
  createdBy: string
}

/** The mutations of a new list, or why it is refused. */
export type CreateListDecision =
  | {ok: true; id: string; title: string; mutations: Mutation[]}
  | {ok: false; problems: FieldProblem[]}

/**
 * Decides on a new list, which has no members yet. Its name must be unique within the site, upper and
 * lower case being the same. Problems name `title`. Committing the decision twice creates one list.
 *
 * @param ulid - key of the new document
 */
export function createList(list: NewList, context: ListContext, ulid: string): CreateListDecision {
  const id = tenantDocumentId(context.site, 'list', ulid)
  const checked = checkList(id, list, context)
  if (!checked.ok) return checked
  const {title, description} = checked
  const {source, createdBy} = list
  const imports = source.kind === 'manual' ? {} : {imports: [source.importId]}
  const document = {
    _id: id,
    _type: 'leadList',
    site: context.site,
    title,
    ...withoutBlanks({description}),
    source,
    ...imports,
    createdBy,
  }
  return {ok: true, id, title, mutations: [{createIfNotExists: document}]}
}

/** The attributes of a list that {@link editList} depends on. */
export type ChangedList = Pick<ListRecord, '_id' | '_rev' | 'title' | 'description'>

/**
 * Decides on another name or description of a list that a person saw before. Somebody else's change of
 * either meanwhile stays; a new count does not matter. Problems name `title`.
 *
 * @param current - `null` when it is gone
 * @returns the new title, once it is changed
 * @throws ForeignDocumentError when the list belongs to another site
 */
export function editList(
  current: ChangedList | null,
  seen: Pick<ListRecord, 'title' | 'description'>,
  input: ListInput,
  context: ListContext,
): ChangeDecision<string, ChangedList> {
  if (!current) return GONE
  assertSameSite(context.site, current)
  const isAsSeen =
    current.title === seen.title && (current.description ?? '') === (seen.description ?? '')
  if (!isAsSeen) return overtaken(current)
  const checked = checkList(current._id, input, context)
  if (!checked.ok) return byRule(checked, '')
  const {title, description} = checked
  const isSame = title === current.title && description === (current.description ?? '')
  if (isSame) return byRule({ok: true, mutations: []}, title)
  const operations: PatchOperations =
    description === '' ? {set: {title}, unset: ['description']} : {set: {title, description}}
  return byRule({ok: true, mutations: [guardedPatch(current, operations)]}, title)
}

/**
 * Records that an import brings leads into a list, for deleting the list with the leads that only
 * it brought.
 *
 * @returns nothing when that is recorded already
 */
export function recordListImport(
  list: Pick<ListRecord, '_id' | '_rev' | 'imports' | 'source'>,
  importId: string,
): Mutation[] {
  if (importsOfList(list).includes(importId)) return []
  const imports = [...(list.imports ?? []), importId]
  return [guardedPatch(list, {set: {imports}})]
}

/** Attributes that the store sets, and the count, which is taken again. */
const NOT_RESTORED = new Set(['_rev', '_updatedAt', '_system', 'memberCount'])

/**
 * Restores a deleted list under its id, unless it is there.
 *
 * @param content - the list as it was, from the store's history
 * @returns nothing when that is no such list
 */
export function restoredList(
  content: Readonly<Record<string, unknown>>,
  listId: string,
): Mutation[] {
  const id = parseIdOfKind(listId, 'list')
  const isList = content['_id'] === listId && content['_type'] === 'leadList'
  if (!id || !isList || content['site'] !== id.site) return []
  const kept = Object.entries(content).filter(([name]) => !NOT_RESTORED.has(name))
  return [
    {
      createIfNotExists: {
        ...Object.fromEntries(kept),
        _id: listId,
        _type: 'leadList',
        site: id.site,
      },
    },
  ]
}

/** Ids of the imports that brought leads into a list. */
export function importsOfList({source, imports}: Pick<ListRecord, 'imports' | 'source'>): string[] {
  const ids = [source?.importId, ...(imports ?? [])].flatMap((id) => id || [])
  return [...new Set(ids)]
}

/** Two names that differ only by case, by the form of a character or by white space are the same. */
export function listNameKey(title: string): string {
  return cleanLine(title).normalize('NFKC').toLowerCase()
}

function checkList(
  id: string,
  input: ListInput,
  {named}: ListContext,
): {ok: true; title: string; description: string} | {ok: false; problems: FieldProblem[]} {
  // One character more than the limit, so that a long name is refused and not cut.
  const title = cleanLine(input.title, MAX_LIST_TITLE + 1)
  const refuse = (found: Problem) => ({
    ok: false as const,
    problems: [{field: 'title', ...found}],
  })
  if (title === '') return refuse(problem('list.name-missing'))
  if (title.length > MAX_LIST_TITLE) {
    return refuse(problem('list.name-too-long', {limit: MAX_LIST_TITLE}))
  }
  const key = listNameKey(title)
  const other = named.find((list) => list._id !== id && listNameKey(list.title ?? '') === key)
  if (other) return refuse(problem('list.name-taken', {title: other.title ?? ''}))
  return {ok: true, title, description: cleanText(input.description ?? '', MAX_LIST_DESCRIPTION)}
}
