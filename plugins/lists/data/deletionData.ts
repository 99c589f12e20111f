import type {SanityClient} from '@sanity/client'
import {defineQuery} from 'groq'
import {z} from 'zod'
import {newBulkJob} from '../../../core/changes/bulk/bulkJob.ts'
import {commitOnce, committer} from '../../../core/changes/commitDecision.ts'
import {listDeletion, type DeletionRequest} from '../../../core/changes/lists/listDeletion.ts'
import {listsOfRows} from '../../../core/changes/lists/listCounts.ts'
import {importsOfList} from '../../../core/changes/lists/listDecisions.ts'
import {listUsers, type ListUser} from '../../../core/changes/lists/listUsers.ts'
import {parseImportIntent} from '../../../core/imports/importPlan.ts'
import {countOnlyFromList} from './leadsOfList.ts'
import {fetchList} from './listsData.ts'

const listDeletionQuery = defineQuery(`{
  "segments": *[_type == "segment" && site == $site] | order(_id asc)[0...2000]{
    _id, title, definition
  },
  "campaigns": *[_type == "campaign" && site == $site && defined(audience)]
    | order(_id asc)[0...2000]{_id, title, "definition": audience},
  "views": *[_type == "savedView" && site == $site && defined(definition)]
    | order(_id asc)[0...2000]{_id, title, definition},
  "members": count(*[_type == "lead" && site == $site && $list in lists])
}`)

const listImportsQuery = defineQuery(
  '*[_type == "leadImport" && _id in $ids] | order(_id asc){_id, intent}',
)

const Definitions = z.array(
  z.object({_id: z.string(), title: z.string().nullish(), definition: z.string().nullish()}),
)
const Deletion = z.object({
  segments: Definitions,
  campaigns: Definitions,
  views: Definitions,
  members: z.number(),
})

/** What deleting a list would do, counted now. */
export interface DeletionPreview {
  /** Leads on the list. */
  members: number
  /** Leads that only this list brought, and the imports that brought them. */
  only: number
  imports: readonly string[]
  /** What uses the list; while anything does, it can't be deleted. */
  users: readonly ListUser[]
}

/**
 * Counts what deleting a list would do.
 *
 * @returns `null` when the list is gone
 */
export async function fetchDeletion(
  client: SanityClient,
  site: string,
  listId: string,
  signal: AbortSignal,
): Promise<DeletionPreview | null> {
  const list = await fetchList(client, site, listId)
  if (!list) return null
  const options = {perspective: 'raw', signal, tag: 'leads.lists.deletion'} as const
  const imports = await importsForList(client, listId, importsOfList(list), options)
  const params = {site, list: listId}
  const [found, only]: [unknown, number] = await Promise.all([
    client.fetch(listDeletionQuery, params, options),
    countOnlyFromList(client, {...params, imports}, signal),
  ])
  const {members, ...surroundings} = Deletion.parse(found)
  return {
    members,
    only,
    imports,
    users: listUsers(listId, surroundings),
  }
}

/**
 * Those of a list's imports that were for it, as far as their documents say: users write those and the list, so the
 * function that deletes asks the history. An import that is gone counts.
 */
async function importsForList(
  client: SanityClient,
  listId: string,
  ids: readonly string[],
  options: {perspective: 'raw'; signal: AbortSignal; tag: string},
): Promise<string[]> {
  if (ids.length === 0) return []
  const found = await client.fetch<{_id: string; intent: string | null}[]>(
    listImportsQuery,
    {ids},
    options,
  )
  const others = found.filter(({intent}) => {
    const work = parseImportIntent(intent)?.work
    return work?.kind !== 'rows' || !listsOfRows(work).includes(listId)
  })
  const isOther = new Set(others.map(({_id}) => _id))
  return ids.filter((id) => !isOther.has(id))
}

/** Who deletes a list, and the id of the job. */
export interface DeletionAuthor {
  site: string
  /** Id of the user. */
  userId: string
  ulid: string
}

/**
 * Asks for the deletion of a list, which a function carries out.
 *
 * @throws the client's error when it is not allowed
 */
export async function commitDeletion(
  client: SanityClient,
  request: DeletionRequest,
  {site, userId, ulid}: DeletionAuthor,
): Promise<void> {
  const now = new Date().toISOString()
  const parts = {site, ulid, intent: listDeletion(request), createdBy: userId, now}
  const job = newBulkJob({...parts, way: 'function'})
  await commitOnce(committer(client, 'leads.lists.delete', 'sync'), [{create: job}])
}
