import type {SanityClient} from '@sanity/client'
import {z} from 'zod'
import {chunk} from '../../../core/documents/chunk.ts'
import {
  type GridRequest,
  type GridView,
  changedSinceQuery,
  countQuery,
  pageQuery,
  positionQuery,
  rowsQuery,
  type GridQuery,
} from './pageQueries.ts'
import {changedRowSchema, leadRowSchema, type ChangedRow} from './leadRow.ts'
import {pageOf, type LeadPage, type PageParam} from './leadPages.ts'
import type {RowPlace} from './pagePlace.ts'
import {fetchByBody} from '../../../core/documents/fetchByBody.ts'

/** Most ids in one request. */
const IDS_PER_REQUEST = 200

async function ask(
  client: SanityClient,
  {query, params}: GridQuery,
  tag: string,
  signal?: AbortSignal,
): Promise<unknown> {
  return fetchByBody(client, query, params, {tag, ...(signal && {signal})})
}

/** Reads one page of leads: the last one if no lead has the value of a jump or a later one. */
export async function fetchPage(
  client: SanityClient,
  request: GridRequest,
  param: PageParam,
  signal: AbortSignal,
): Promise<LeadPage> {
  const read = async (wanted: PageParam) => {
    const answer = await ask(client, pageQuery(request, wanted.place), 'leads.grid.page', signal)
    return pageOf(z.array(leadRowSchema).parse(answer), wanted)
  }
  const page = await read(param)
  if (param.place.kind !== 'at' || page.rows.length > 0) return page
  return read({place: {kind: 'end'}, edge: param.edge})
}

/** Counts the leads of a view. */
export async function fetchCount(
  client: SanityClient,
  view: GridView,
  signal: AbortSignal,
): Promise<number> {
  return z.number().parse(await ask(client, countQuery(view), 'leads.grid.count', signal))
}

/** Counts the leads of a view before a row. */
export async function fetchPosition(
  client: SanityClient,
  view: GridView,
  row: RowPlace,
  signal: AbortSignal,
): Promise<number> {
  const answer = await ask(client, positionQuery(view, row), 'leads.grid.position', signal)
  return z.number().parse(answer)
}

/** Reads rows by id, in batches. */
export async function fetchRows(
  client: SanityClient,
  request: GridRequest,
  ids: readonly string[],
): Promise<ChangedRow[]> {
  const answers = await Promise.all(
    chunk(ids, IDS_PER_REQUEST).map((batch) =>
      ask(client, rowsQuery(request, batch), 'leads.grid.rows'),
    ),
  )
  return answers.flatMap((answer) => z.array(changedRowSchema).parse(answer))
}

/**
 * Reads at most 200 leads that changed since a time.
 *
 * @param since - ISO 8601, UTC
 */
export async function fetchChangedSince(
  client: SanityClient,
  request: GridRequest,
  since: string,
): Promise<ChangedRow[]> {
  const answer = await ask(client, changedSinceQuery(request, since), 'leads.grid.catch-up')
  return z.array(changedRowSchema).parse(answer)
}
