import {defineQuery} from 'groq'
import {z} from 'zod'
import {commitDecision} from '../../core/changes/commitDecision.ts'
import {LISTS_AT_ONCE, recordListCount, type DueLists} from '../../core/changes/lists/listCounts.ts'
import {chunk} from '../../core/documents/chunk.ts'
import type {LeadList} from '../../core/sanity.types.generated.ts'
import {isDocumentOfKind} from '../../core/tenancy/documentId.ts'
import {changeStore} from '../shared/changeStore.ts'
import type {FunctionServices} from '../shared/functionServices.ts'

/** The query for the number of members of each of some lists of a site, in their order. */
export function membersQuery(
  site: string,
  ids: readonly string[],
): {query: string; params: Record<string, string>} {
  const counts = ids.map(
    (_, index) => `count(*[_type == "lead" && site == $site && $l${index} in lists])`,
  )
  const lists = Object.fromEntries(ids.map((id, index) => [`l${index}`, id]))
  return {query: `[${counts.join(', ')}]`, params: {...lists, site}}
}

const LISTS_DUE_QUERY = defineQuery(`*[_type == "leadList" && site == $site && _id > $after
    && (!defined(memberCount.at) || memberCount.at < $before)]
  | order(_id asc)[0...200]._id`)

const Counts = z.array(z.int().min(0))

/** Ids that {@link LISTS_DUE_QUERY} returns at a time. */
const PAGE = 200

/** What counting did. */
export interface CountResult {
  counted: number
  /** Lists that could not be counted, or whose count could not be stored. */
  failures: number
}

/** Counts some lists by one query, and stores their counts. Lists that are gone are left out. */
async function countSome(
  services: FunctionServices,
  site: string,
  ids: readonly string[],
): Promise<CountResult> {
  const {client, now} = services
  const at = now()
  const {query, params} = membersQuery(site, ids)
  const found: unknown = await client.fetch(query, params, {tag: 'leads.lists.count'})
  const values = Counts.parse(found)
  const store = changeStore(client, 'leads.lists.write', () =>
    client.getDocuments<LeadList>([...ids], {tag: 'leads.lists.read'}),
  )
  try {
    const {counted} = await commitDecision(store, (documents) => {
      const mutations = ids.flatMap((id, index) => {
        const list = documents[index]
        const value = values[index]
        const isOwn = list && value !== undefined && isDocumentOfKind(list, 'list')
        return isOwn && list._id === id ? recordListCount(list, value, at) : []
      })
      return {mutations, counted: mutations.length}
    })
    return {counted, failures: 0}
  } catch {
    return {counted: 0, failures: ids.length}
  }
}

/**
 * Counts the members of lists that were counted before a moment, {@link LISTS_AT_ONCE} by one query, and
 * stores the counts with the time at which counting began.
 *
 * @param hasTime - whether there is time for more; what is left is due until it is counted
 */
export async function countLists(
  services: FunctionServices,
  {site, ids, before}: DueLists,
  hasTime: () => boolean,
): Promise<CountResult> {
  const result: CountResult = {counted: 0, failures: 0}
  let after = ''
  while (hasTime()) {
    const due: string[] =
      ids === null
        ? await readDue(services, site, before, after)
        : await olderThan(services, ids, before)
    for (const some of chunk(due, LISTS_AT_ONCE)) {
      if (!hasTime()) return result
      const {counted, failures} = await countSome(services, site, some)
      result.counted += counted
      result.failures += failures
    }
    const last = due.at(-1)
    if (ids !== null || due.length < PAGE || last === undefined) break
    after = last
  }
  return result
}

function readDue(
  {client}: FunctionServices,
  site: string,
  before: string,
  after: string,
): Promise<string[]> {
  return client.fetch<string[]>(LISTS_DUE_QUERY, {site, before, after}, {tag: 'leads.lists.due'})
}

/** Those of some lists that were counted before a moment, or never. */
async function olderThan(
  {client}: FunctionServices,
  ids: readonly string[],
  before: string,
): Promise<string[]> {
  const lists = await client.getDocuments<LeadList>([...ids], {tag: 'leads.lists.read'})
  return lists.flatMap((list) => {
    const isNew = (list?.memberCount?.at ?? '') >= before
    return list && !isNew ? [list._id] : []
  })
}
