import {defineQuery} from 'groq'
import {parseBulkIntent} from '../../core/changes/bulk/bulkIntent.ts'
import {commitOnce} from '../../core/changes/commitDecision.ts'
import type {BulkPeople} from '../../core/changes/bulk/bulkPeople.ts'
import {
  isCreatedByImport,
  isOnlyFromList,
  type ListDeletion,
} from '../../core/changes/lists/listDeletion.ts'
import {bringsIntoList, listsOfRows} from '../../core/changes/lists/listCounts.ts'
import {restoredList} from '../../core/changes/lists/listDecisions.ts'
import {listUsers, type ListSurroundings} from '../../core/changes/lists/listUsers.ts'
import type {Mutation} from '../../core/changes/mutation.ts'
import {problem} from '../../core/problems/problem.ts'
import type {Lead} from '../../core/sanity.types.generated.ts'
import {isDocumentOfKind, parseIdOfKind} from '../../core/tenancy/documentId.ts'
import {changeStore} from '../shared/changeStore.ts'
import {readCreatedWith} from '../../core/history/createdWith.ts'
import {readChanges} from '../shared/documentHistory.ts'
import {JobRefusal, type JobRun} from '../shared/jobs/jobKind.ts'
import {readCreatedWork} from '../shared/createdWork.ts'
import {readHistoryLines} from '../../core/history/historyLines.ts'
import type {EarlierJob} from './bulkTargets.ts'

const LIST_USERS_QUERY = defineQuery(`{
  "segments": *[_type == "segment" && site == $site] | order(_id asc)[0...2000]{
    _id, title, definition
  },
  "campaigns": *[_type == "campaign" && site == $site && defined(audience)]
    | order(_id asc)[0...2000]{_id, title, "definition": audience},
  "views": *[_type == "savedView" && site == $site && defined(definition)]
    | order(_id asc)[0...2000]{_id, title, definition}
}`)

const LIST_MEMBERS_QUERY = defineQuery(
  '*[_type == "lead" && site == $site && $list in lists] | order(_id asc)[0...100]._id',
)

const OPEN_JOBS_QUERY = defineQuery(`*[
  _type in ["leadImport", "bulkChange"] && site == $site
    && state in ["queued", "running"] && _updatedAt > $since
] | order(_id asc)[0...1000].intent`)

/** A job whose document nobody has written for so long brings no more leads, in milliseconds. */
const STILL_MS = 600_000

/**
 * Checks that no job brings leads into a list. Each of them also looks for its lists before it writes, but it
 * may have looked just before, and queries may not see what it wrote.
 *
 * @throws JobRefusal while one does
 */
async function checkFilling({services, site}: JobRun, listId: string): Promise<void> {
  const since = new Date(Date.parse(services.now()) - STILL_MS).toISOString()
  const intents = await services.client.fetch<(string | null)[]>(
    OPEN_JOBS_QUERY,
    {site: site.key, since},
    {tag: 'leads.bulk.list-jobs'},
  )
  if (intents.some((intent) => bringsIntoList(intent, listId))) {
    throw new JobRefusal(problem('list.being-filled'))
  }
}

/**
 * Checks that a list can be deleted.
 *
 * @throws JobRefusal when it is gone, of another site, still used, or being filled
 */
export async function checkDeletion(run: JobRun, {listId}: ListDeletion): Promise<void> {
  const {services, site} = run
  const {client} = services
  const isOwn = parseIdOfKind(listId, 'list')?.site === site.key
  const list = isOwn ? await client.getDocument(listId, {tag: 'leads.bulk.list'}) : null
  if (!list || !isDocumentOfKind(list, 'list')) throw new JobRefusal(problem('list.gone'))
  const surroundings = await client.fetch<ListSurroundings>(
    LIST_USERS_QUERY,
    {site: site.key},
    {tag: 'leads.bulk.list-users'},
  )
  const [user] = listUsers(listId, surroundings)
  if (user) throw new JobRefusal(problem(`list.used-by-${user.kind}`, {title: user.title}))
  await checkFilling(run, listId)
}

/** What is known of imports by the history, for one call: it does not change. */
const KNOWN_IMPORTS = new WeakMap<JobRun, Map<string, Promise<boolean>>>()

/**
 * Whether an import was created to bring leads into a list: editors may write into a list which imports did. Of one
 * whose creation the history no longer has, the list's word counts.
 */
function wasForList(run: JobRun, importId: string, listId: string): Promise<boolean> {
  const known = KNOWN_IMPORTS.get(run) ?? new Map<string, Promise<boolean>>()
  KNOWN_IMPORTS.set(run, known)
  const asked = known.get(importId)
  if (asked) return asked
  const found = readCreatedWork(run.services.client, importId).then((created) => {
    if (!created) return true
    const {work} = created
    return work?.kind === 'rows' && listsOfRows(work).includes(listId)
  })
  known.set(importId, found)
  return found
}

/**
 * Ids of the leads that would be deleted with a list for where they say they are from, and that another than
 * that import created, or an import that was not for the list.
 */
export async function readOthers(
  run: JobRun,
  action: ListDeletion,
  people: BulkPeople,
): Promise<Set<string>> {
  const named = people.leadIds.flatMap((id) => {
    const {lead} = people.person(id)
    return lead && isOnlyFromList(lead, action) ? [{id, importId: lead.source?.importId ?? ''}] : []
  })
  const ids = named.map(({id}) => id)
  const created = await readCreatedWith(run.services.client, ids)
  const staying = new Set<string>()
  for (const {id, importId} of named) {
    const isFromList =
      isCreatedByImport(importId, created.get(id)) &&
      (await wasForList(run, importId, action.listId))
    if (!isFromList) staying.add(id)
  }
  return staying
}

/**
 * What ends the deletion of a list: the list goes, once no lead is on it. Queries may not see the newest
 * writes, so the leads that they name are read by id.
 *
 * @throws JobRefusal while leads are on the list; deleting it again removes them
 */
export async function finishDeletion(run: JobRun, {listId}: ListDeletion): Promise<Mutation[]> {
  const {services, site} = run
  const {client} = services
  await checkFilling(run, listId)
  const params = {site: site.key, list: listId}
  const found = await client.fetch<string[]>(LIST_MEMBERS_QUERY, params, {
    tag: 'leads.bulk.members',
  })
  const leads =
    found.length > 0 ? await client.getDocuments<Lead>(found, {tag: 'leads.bulk.members'}) : []
  const left = leads.filter((lead) => lead?.lists?.includes(listId))
  if (left.length === 0) return [{delete: {id: listId}}]
  throw new JobRefusal(problem('list.has-leads'))
}

/**
 * Restores the list that an earlier bulk change deleted, before its leads return to it: as it was before
 * the deletion by the store's history. Of any other bulk change there is nothing to restore.
 *
 * @throws JobRefusal when the history no longer has the list
 */
export async function restoreList({services, site}: JobRun, earlier: EarlierJob): Promise<void> {
  const {client} = services
  const parsed = parseBulkIntent(earlier.intent)
  const action = parsed.ok ? parsed.intent.action : null
  if (action?.kind !== 'deleteList') return
  const {listId} = action
  if (parseIdOfKind(listId, 'list')?.site !== site.key) return
  if (await client.getDocument(listId, {tag: 'leads.bulk.list'})) return
  const query = {reverse: 'true', limit: '1', excludeContent: 'true'}
  const [last] = await readHistoryLines(client, [listId], query)
  const {changes} = last ? await readChanges(client, [listId], last.id) : {changes: []}
  const before = changes[0]?.before ?? null
  const mutations = before ? restoredList(before, listId) : []
  if (mutations.length === 0) {
    throw new JobRefusal(problem('list.not-restorable'))
  }
  const store = changeStore(client, 'leads.bulk.restore-list', async () => null)
  await commitOnce(store, mutations)
}
