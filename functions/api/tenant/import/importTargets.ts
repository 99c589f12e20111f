import {defineQuery} from 'groq'
import {commitDecision} from '../../../../core/changes/commitDecision.ts'
import {
  createCustomField,
  customFieldName,
  type NewCustomField,
} from '../../../../core/changes/createCustomField.ts'
import {recordListImport} from '../../../../core/changes/lists/listDecisions.ts'
import {splitCell} from '../../../../core/imports/cells/splitCell.ts'
import {valueKey} from '../../../../core/imports/cells/valueKey.ts'
import type {ImportMapping} from '../../../../core/imports/importMapping.ts'
import {customFieldId} from '../../../../core/leads/registeredFields.ts'
import {fieldProblem, problem, type FieldProblem} from '../../../../core/problems/problem.ts'
import type {CustomField, LeadList} from '../../../../core/sanity.types.generated.ts'
import {changeStore} from '../../../shared/changeStore.ts'
import {readDocuments} from '../../../shared/readDocuments.ts'
import type {WholeSite} from '../../../shared/siteRegistry.ts'
import type {Caller} from '../../caller.ts'
import type {CheckedOptions} from './importOptions.ts'

/** Lists and campaigns of the options that the caller cannot see. */
export async function goneTargets(
  {client}: Caller,
  {lists, campaigns, listNames}: CheckedOptions,
): Promise<FieldProblem[]> {
  const named: [string, string][] = [
    ...lists.map((id, index): [string, string] => [`lists.${index}`, id]),
    ...campaigns.map((id, index): [string, string] => [`campaigns.${index}`, id]),
    ...Object.entries(listNames).map(([name, id]): [string, string] => [`listNames.${name}`, id]),
  ]
  const ids = named.map(([, id]) => id)
  const found = await readDocuments(client, ids, 'leads.api.import-targets')
  return named.flatMap(([field, id]) =>
    found.has(id) ? [] : [fieldProblem(field, problem('import-request.target-gone'))],
  )
}

/** Most names of lists of a file that are looked up; a column with more is no column of lists. */
const MAX_NAMES = 2000

/** Collects the names of lists in the rows of a file. */
export class ListNames {
  readonly #columns: [number, Parameters<typeof splitCell>[1]][]
  readonly #names = new Map<string, string>()

  constructor({columns}: ImportMapping) {
    this.#columns = columns.flatMap(
      ({target}, column): [number, Parameters<typeof splitCell>[1]][] =>
        target.kind === 'lists' ? [[column, target.separator]] : [],
    )
  }

  add(cells: readonly string[]): void {
    for (const [column, separator] of this.#columns) {
      for (const name of splitCell(cells[column] ?? '', separator)) {
        const key = valueKey(name)
        if (this.#names.size < MAX_NAMES && !this.#names.has(key)) this.#names.set(key, name)
      }
    }
  }

  /** As the file has them first, by their keys. */
  get names(): ReadonlyMap<string, string> {
    return this.#names
  }
}

const LISTS_QUERY = defineQuery(
  '*[_type == "leadList" && site == $site] | order(_id asc)[0...2000]{_id, title}',
)

/**
 * Finds the lists that a file names, by their names or ids, as the wizard does.
 *
 * @param given - ids by the keys of names, which come first
 * @returns ids by keys, and the names of which there is no list
 */
export async function findLists(
  {client}: Caller,
  site: string,
  names: ListNames['names'],
  given: Readonly<Record<string, string>>,
): Promise<{lists: Record<string, string>; unknown: string[]}> {
  const lists = {...given}
  const open = [...names].filter(([key]) => !Object.hasOwn(given, key))
  if (open.length === 0) return {lists, unknown: []}
  const found = await client.fetch<{_id: string; title: string | null}[]>(
    LISTS_QUERY,
    {site},
    {tag: 'leads.api.import-lists'},
  )
  const ids = new Map(
    found.flatMap(({_id, title}) => [
      [valueKey(title ?? ''), _id] as const,
      [valueKey(_id), _id] as const,
    ]),
  )
  const unknown: string[] = []
  for (const [key, name] of open) {
    const id = ids.get(key)
    if (id === undefined) unknown.push(name)
    else lists[key] = id
  }
  return {lists, unknown}
}

/** Records at lists that an import brings leads, with the caller's rights. */
export async function recordLists(
  {client}: Caller,
  ids: Iterable<string>,
  importId: string,
): Promise<void> {
  for (const id of new Set(ids)) {
    const store = changeStore(client, 'leads.api.import-lists', () =>
      client.getDocument<LeadList>(id, {tag: 'leads.api.import-lists'}),
    )
    await commitDecision(store, (list) => ({
      mutations: list ? recordListImport(list, importId) : [],
    }))
  }
}

/**
 * Creates the custom fields that a mapping names and the site does not have, with the caller's rights. One that
 * somebody made in between, or that the rules refuse, is only not among the fields that the site lists.
 */
export async function createFields(
  {client}: Caller,
  site: WholeSite,
  newFields: readonly NewCustomField[],
): Promise<void> {
  for (const asked of newFields) {
    const id = customFieldId(site.key, customFieldName(asked.title))
    const store = changeStore(client, 'leads.api.custom-field', async () => {
      const taken = await client.getDocument<CustomField>(id, {tag: 'leads.api.custom-field'})
      return taken ? {...site, customFields: [...site.customFields, taken]} : site
    })
    await commitDecision(store, (current) => createCustomField(asked, current))
  }
}
