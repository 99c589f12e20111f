import type {SanityClient} from '@sanity/client'
import {defineQuery} from 'groq'
import {ulid as newUlid} from 'ulid'
import {commitDecision, commitOnce, committer} from '../../../../core/changes/commitDecision.ts'
import {
  createList,
  recordListImport,
  type ListSource,
} from '../../../../core/changes/lists/listDecisions.ts'
import {
  includedFiles,
  type ImportDraft,
  type NamedList,
} from '../../../../core/imports/importDraft.ts'
import {tenantDocumentId} from '../../../../core/tenancy/documentId.ts'
import type {LeadList} from '../../../../core/sanity.types.generated.ts'
import {changeStore, ChangeError} from '../../../ui/changeStore.ts'

/**
 * Ids of the lists that files name; a list that will be created has the same id each time.
 *
 * @param ulids - of lists that will be created, by the name's key; new ones are added
 */
export function idsOfLists(
  site: string,
  lists: readonly NamedList[],
  ulids: Map<string, string>,
): Record<string, string> {
  const ids = lists.flatMap(({key, choice}): [string, string][] => {
    if (choice.kind === 'ignore') return []
    if (choice.kind === 'existing') return [[key, choice.id]]
    const ulid = ulids.get(key) ?? newUlid()
    ulids.set(key, ulid)
    return [[key, tenantDocumentId(site, 'list', ulid)]]
  })
  return Object.fromEntries(ids)
}

/** Lists of the site by name, which new ones must not repeat. */
const existingListsQuery = defineQuery(
  '*[_type == "leadList" && site == $site] | order(_id asc)[0...2000]{_id, title}',
)

/** What {@link createLists} depends on. */
export interface ListsOfImport {
  site: string
  lists: readonly NamedList[]
  /** As {@link idsOfLists} gives them. */
  ids: Readonly<Record<string, string>>
  draft: ImportDraft
  importId: string
  createdBy: string
}

/**
 * Creates the lists of an import that are not there yet, and records at the others that it brings leads.
 * Doing it again changes nothing.
 *
 * @throws ChangeError when a name cannot be that of a list; else the client's error
 */
export async function createLists(client: SanityClient, input: ListsOfImport): Promise<void> {
  const {site, lists, ids, draft, importId, createdBy} = input
  const files = includedFiles(draft)
  const source: ListSource = {
    kind: files.some(({vendor}) => vendor !== null) ? 'migration' : 'import',
    label: files[0]?.name ?? '',
    importId,
  }
  const wanted = lists.filter(({choice}) => choice.kind === 'new')
  if (wanted.length > 0) {
    const named = await client.fetch<{_id: string; title: string | null}[]>(
      existingListsQuery,
      {site},
      {perspective: 'raw', tag: 'leads.import.lists'},
    )
    const mutations = wanted.flatMap(({key, name}) => {
      const id = ids[key] ?? ''
      const others = named.filter(({_id}) => _id !== id)
      const ulid = id.split('.').at(-1) ?? ''
      const decision = createList({title: name, source, createdBy}, {site, named: others}, ulid)
      if (!decision.ok) throw new ChangeError(decision.problems)
      return decision.mutations
    })
    await commitOnce(committer(client, 'leads.import.lists', 'sync'), mutations)
  }
  const existing = lists.flatMap(({choice}) => (choice.kind === 'existing' ? [choice.id] : []))
  for (const id of new Set([...existing, ...draft.lists])) {
    const store = changeStore(
      client,
      'leads.import.lists',
      async () => (await client.getDocument<LeadList>(id, {tag: 'leads.import.lists'})) ?? null,
    )
    await commitDecision(store, (list) => ({
      mutations: list ? recordListImport(list, importId) : [],
    }))
  }
}
