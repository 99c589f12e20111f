import type {SanityClient} from '@sanity/client'
import {defineQuery} from 'groq'
import {z} from 'zod'
import {searchParams} from '../../../core/audience/searchTerms.ts'
import {fetchByBody} from '../../../core/documents/fetchByBody.ts'

const listsByNameQuery = defineQuery(`{
  "total": count(*[_type == "leadList" && site == $site]),
  "lists": *[_type == "leadList" && site == $site && ($all || [title, description] match $terms)
      && (lower(title) > $title || (lower(title) == $title && _id > $id))]
    | order(lower(title) asc, _id asc)[0...61]{
      _id, _rev, _createdAt, title, description, createdBy, source, imports, memberCount
    }
}`)

const newestListsQuery = defineQuery(`{
  "total": count(*[_type == "leadList" && site == $site]),
  "lists": *[_type == "leadList" && site == $site && ($all || [title, description] match $terms)
      && (_createdAt < $createdAt || (_createdAt == $createdAt && _id > $id))]
    | order(_createdAt desc, _id asc)[0...61]{
      _id, _rev, _createdAt, title, description, createdBy, source, imports, memberCount
    }
}`)

const largestListsQuery = defineQuery(`{
  "total": count(*[_type == "leadList" && site == $site]),
  "lists": *[_type == "leadList" && site == $site && ($all || [title, description] match $terms)
      && (coalesce(memberCount.value, -1) < $value
        || (coalesce(memberCount.value, -1) == $value && _id > $id))]
    | order(coalesce(memberCount.value, -1) desc, _id asc)[0...61]{
      _id, _rev, _createdAt, title, description, createdBy, source, imports, memberCount
    }
}`)

const listQuery = defineQuery(`*[_type == "leadList" && site == $site && _id == $id][0]{
  _id, _rev, _createdAt, title, description, createdBy, source, imports, memberCount
}`)

const namedListsQuery = defineQuery(
  '*[_type == "leadList" && site == $site && lower(title) == $title][0...5]{_id, title}',
)

/** Lists on a page; one more is read, to know whether there is a next page. */
const PAGE = 60

/** Orders of lists, as the menu lists them. */
export const LIST_ORDERS = ['name', 'newest', 'largest'] as const

/** One of {@link LIST_ORDERS}. */
export type ListOrder = (typeof LIST_ORDERS)[number]

/** Parses an order; `name` for an unknown one. */
export function parseListOrder(text: string | undefined): ListOrder {
  return LIST_ORDERS.find((known) => known === text) ?? 'name'
}

const text = z.string().nullish()

const List = z.object({
  _id: z.string(),
  _rev: z.string(),
  _createdAt: z.string(),
  title: text,
  description: text,
  createdBy: text,
  source: z
    .object({
      kind: z.enum(['manual', 'import', 'migration']).nullish().catch(null),
      label: text,
      importId: text,
    })
    .nullish(),
  imports: z.array(z.string()).nullish(),
  memberCount: z.object({value: z.number(), at: z.string()}).nullish().catch(null),
})

/** A list of a site. */
export type ListEntry = z.output<typeof List>

/** Where a page starts. */
export interface ListPlace {
  /** The last list of the page before; `null` for the first page. */
  after: ListEntry | null
}

/** Where the first page starts. */
export const FIRST_PAGE: ListPlace = {after: null}

/** A page of lists. */
export interface ListsPage {
  lists: ListEntry[]
  /** Number of all lists of the site. */
  total: number
  /** Where the next page starts; `null` after the last one. */
  next: ListPlace | null
}

const Page = z.object({total: z.number(), lists: z.array(List)})

/** Lists are records without drafts: read them as they are stored. */
const RAW = {perspective: 'raw'} as const

/**
 * Reads a page of a site's lists. Rejects when the signal aborts.
 *
 * @param search - words in names or descriptions; blank for all lists
 */
export async function fetchLists(
  client: SanityClient,
  site: string,
  {order, search}: {order: ListOrder; search: string},
  {after}: ListPlace,
  signal: AbortSignal,
): Promise<ListsPage> {
  const {terms} = searchParams(search)
  const params = {site, terms, all: terms.length === 0, id: after?._id ?? ''}
  const options = {signal, tag: 'leads.lists.page'}
  const found = await fetchOrdered(client, order, params, after, options)
  const {total, lists: all} = Page.parse(found)
  const lists = all.slice(0, PAGE)
  const last = lists.at(-1)
  return {lists, total, next: all.length > PAGE && last ? {after: last} : null}
}

function fetchOrdered(
  client: SanityClient,
  order: ListOrder,
  params: {site: string; terms: string[]; all: boolean; id: string},
  after: ListEntry | null,
  options: {signal: AbortSignal; tag: string},
): Promise<unknown> {
  switch (order) {
    case 'newest': {
      const createdAt = after?._createdAt ?? '9999-12-31T23:59:59.999Z'
      return fetchByBody(client, newestListsQuery, {...params, createdAt}, options)
    }
    case 'largest': {
      const value = after ? (after.memberCount?.value ?? -1) : Number.MAX_SAFE_INTEGER
      return fetchByBody(client, largestListsQuery, {...params, value}, options)
    }
    default: {
      const title = (after?.title ?? '').toLowerCase()
      return fetchByBody(client, listsByNameQuery, {...params, title}, options)
    }
  }
}

/** Reads one list; `null` when it is deleted. */
export async function fetchList(
  client: SanityClient,
  site: string,
  id: string,
): Promise<ListEntry | null> {
  const found: unknown = await client.fetch(listQuery, {site, id}, {...RAW, tag: 'leads.lists.one'})
  return List.nullable().parse(found)
}

/** Reads the lists that have a name, whatever its case. */
export function fetchNamedLists(
  client: SanityClient,
  site: string,
  title: string,
): Promise<{_id: string; title: string | null}[]> {
  const params = {site, title: title.toLowerCase()}
  return fetchByBody(client, namedListsQuery, params, {tag: 'leads.lists.named'})
}
