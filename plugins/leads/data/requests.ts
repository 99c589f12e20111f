import type {SanityClient} from '@sanity/client'
import {z} from 'zod'
import {changedRowSchema, pageRowSchema, type ChangedRow, type PageRow} from './leadRow.ts'
import {pageParams, type PageCursor} from './pageParams.ts'
import {leadCountQuery, leadRowsQuery, leadsChangedSinceQuery, pageQuery} from './pageQueries.ts'
import type {SearchParams} from './searchTerms.ts'
import type {Sort} from './sortKeys.ts'

/** Leads are records without drafts: read as they are stored. */
const RAW = {perspective: 'raw'} as const

/** Most ids that one request asks for; with the query they stay within a URL. */
const IDS_PER_REQUEST = 200

/** Reads one page of leads. Rejects when the signal aborts. */
export async function fetchPage(
  client: SanityClient,
  request: {site: string; sort: Sort; search: SearchParams; cursor: PageCursor},
  signal: AbortSignal,
): Promise<PageRow[]> {
  const {site, sort, search, cursor} = request
  const params = {...pageParams(site, search, cursor)}
  const rows: unknown = await client.fetch(pageQuery(sort), params, {
    ...RAW,
    signal,
    tag: 'leads.grid.page',
  })
  return z.array(pageRowSchema).parse(rows)
}

/** Counts the leads that match the search. */
export async function fetchCount(
  client: SanityClient,
  site: string,
  search: SearchParams,
  signal: AbortSignal,
): Promise<number> {
  const params = {site, q: search.q, terms: search.terms}
  const count: unknown = await client.fetch(leadCountQuery, params, {
    ...RAW,
    signal,
    tag: 'leads.grid.count',
  })
  return z.number().parse(count)
}

/** Reads rows by id, in as few requests as their number allows. */
export async function fetchRows(
  client: SanityClient,
  site: string,
  ids: readonly string[],
  search: SearchParams,
): Promise<ChangedRow[]> {
  const chunks = Array.from({length: Math.ceil(ids.length / IDS_PER_REQUEST)}, (_, index) =>
    ids.slice(index * IDS_PER_REQUEST, (index + 1) * IDS_PER_REQUEST),
  )
  const answers = await Promise.all(
    chunks.map((chunk): Promise<unknown> => {
      const params = {site, ids: chunk, q: search.q, terms: search.terms}
      return client.fetch(leadRowsQuery, params, {...RAW, tag: 'leads.grid.rows'})
    }),
  )
  return answers.flatMap((answer) => z.array(changedRowSchema).parse(answer))
}

/**
 * Reads what changed since a time, at most 200 leads.
 *
 * @param since - ISO 8601, UTC
 */
export async function fetchChangedSince(
  client: SanityClient,
  site: string,
  since: string,
  search: SearchParams,
): Promise<ChangedRow[]> {
  const params = {site, since, q: search.q, terms: search.terms}
  const rows: unknown = await client.fetch(leadsChangedSinceQuery, params, {
    ...RAW,
    tag: 'leads.grid.catch-up',
  })
  return z.array(changedRowSchema).parse(rows)
}
