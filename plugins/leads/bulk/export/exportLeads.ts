import type {SanityClient} from '@sanity/client'
import {z} from 'zod'
import type {LeadSelection} from '../../../../core/audience/leadSelection.ts'
import {chunk} from '../../../../core/documents/chunk.ts'
import type {Site} from '../../../../core/sanity.types.generated.ts'
import {CSV_BOM, csvRows} from '../../../../core/spreadsheet/csvText.ts'
import {bulkWhere, type BulkWhere} from '../bulkWhere.ts'
import type {ColumnId} from '../../data/columnId.ts'
import {leadRowSchema, type LeadRow} from '../../data/leadRow.ts'
import {leadCells, type CellTexts} from './leadCells.ts'
import {rememberNames, type NameReader} from './rememberNames.ts'
import {defineQuery} from 'groq'
import type {GridQuery} from '../../data/pageQueries.ts'
import {wholeRowFields} from '../../data/rowFields.ts'
import {addressSubscription} from '../../../../core/consent/subscriptionState.ts'
import {parseTenantDocumentId, tenantDocumentId} from '../../../../core/tenancy/documentId.ts'

/** Leads of one request. */
const EXPORT_PAGE_SIZE = 1000

/** What a file of leads is made of. */
export interface LeadExport {
  client: SanityClient
  site: Site
  selection: LeadSelection
  columns: readonly ColumnId[]
  texts: Omit<CellTexts, 'owner' | 'list'> & {column: (id: ColumnId) => string}
  /** Names of users by their ids, as far as they have one. */
  readOwners: NameReader
  signal: AbortSignal
  /** Leads of one request. */
  pageSize?: number
}

/** A piece of the file, and how many leads are in it. */
export interface ExportPart {
  text: string
  rows: number
}

/** What to page through: ids are asked for in pieces, rather than all of them with every page. */
async function targets(work: LeadExport, pageSize: number): Promise<BulkWhere[]> {
  const {client, site, selection} = work
  if (selection.kind === 'matching') return [await bulkWhere(client, site, selection)]
  const ids = [...new Set(selection.ids)].sort()
  return Promise.all(
    chunk(ids, pageSize).map((piece) => bulkWhere(client, site, {kind: 'ids', ids: piece})),
  )
}

async function* pages(work: LeadExport): AsyncGenerator<LeadRow[]> {
  const {client, columns, selection, signal, pageSize = EXPORT_PAGE_SIZE} = work
  const options = {perspective: 'raw', tag: 'leads.export.page', signal} as const
  for (const where of await targets(work, pageSize)) {
    let after = ''
    for (;;) {
      signal.throwIfAborted()
      const {query, params} = exportPageQuery(where, columns, after, pageSize)
      const rows = z.array(leadRowSchema).parse(await client.fetch(query, params, options))
      yield rows
      after = rows.at(-1)?._id ?? ''
      if (selection.kind === 'ids' || rows.length < pageSize) break
    }
  }
}

/** Reads the titles of lists. */
function listReader({client, site, signal}: LeadExport): NameReader {
  const options = {perspective: 'raw', tag: 'leads.export.lists', signal} as const
  return async (ids) => {
    const found = await client.fetch(exportListsQuery, {site: site.key, ids}, options)
    return new Map(found.flatMap(({_id, title}) => (title ? [[_id, title] as const] : [])))
  }
}

/**
 * Makes a file of selected leads as CSV, part by part; the first is its heading. The leads are in the
 * order of their ids, each once, as they are when their page is read. Who comes or goes meanwhile may
 * be in it or not.
 *
 * @throws LeadViewError when the view's filter or segment does not make sense
 * @throws whatever the store throws, and the signal's reason when that aborts
 */
export async function* exportLeads(work: LeadExport): AsyncGenerator<ExportPart> {
  const {columns, texts} = work
  yield {text: `${CSV_BOM}${csvRows([columns.map(texts.column)])}`, rows: 0}
  const lists = rememberNames(listReader(work))
  const owners = rememberNames(work.readOwners)
  const cells: CellTexts = {...texts, list: lists.nameOf, owner: owners.nameOf}
  for await (const rows of pages(work)) {
    if (columns.includes('lists')) await lists.learn(rows.flatMap((row) => row.lists ?? []))
    if (columns.includes('owner')) await owners.learn(rows.flatMap((row) => row.owner ?? []))
    work.signal.throwIfAborted()
    if (rows.length === 0) continue
    const told = columns.includes('subscription')
      ? await withSubscriptions(work.client, work.site.key, rows, work.signal)
      : rows
    yield {text: csvRows(told.map((row) => leadCells(row, columns, cells))), rows: rows.length}
  }
}

/** Counts the leads of a selection now. */
export async function countExport(
  client: SanityClient,
  site: Site,
  selection: LeadSelection,
  signal: AbortSignal,
): Promise<number> {
  const {query, params} = exportCountQuery(await bulkWhere(client, site, selection))
  const options = {perspective: 'raw', tag: 'leads.export.count', signal} as const
  return z.number().parse(await client.fetch(query, params, options))
}

/** Titles of some lists. Params: `site`, `ids`. */
const exportListsQuery = defineQuery(
  '*[_type == "leadList" && site == $site && _id in $ids]{_id, title}',
)

function among({condition}: BulkWhere): string {
  const leads = '_type == "lead" && site == $site'
  return condition === 'true' ? leads : `${leads} && (${condition})`
}

/**
 * The query of one page of a file, in the order of ids. Its text is put together from fragments of
 * the grid's columns and of the selection's condition; values are parameters.
 *
 * @param after - id of the last lead before it; empty for the first page
 */
export function exportPageQuery(
  where: BulkWhere,
  columns: readonly ColumnId[],
  after: string,
  size: number,
): GridQuery {
  const {projection, params} = wholeRowFields(columns)
  return {
    query: `*[${among(where)} && _id > $after] | order(_id asc)[0...${size}]{${projection}}`,
    params: {...where.params, ...params, after},
  }
}

/** How many leads a selection has. */
function exportCountQuery(where: BulkWhere): GridQuery {
  return {query: `count(*[${among(where)}])`, params: where.params}
}

const exportStandingsQuery = defineQuery(`*[
  _type in ["newsletterSubscriber", "suppression", "lead"] && site == $site && _id in $ids
]{_id, _type, email, status, reason, liftedAt}`)

/**
 * Gives rows the subscription that holds for the lead's address, for a file that others may mail by.
 * The lead's own copy is not asked: editors may write it.
 *
 * @throws whatever the store throws
 */
async function withSubscriptions(
  client: SanityClient,
  site: string,
  rows: readonly LeadRow[],
  signal: AbortSignal,
): Promise<LeadRow[]> {
  const idOf = (row: LeadRow, kind: 'subscriber' | 'suppression') =>
    tenantDocumentId(site, kind, parseTenantDocumentId(row._id)?.key ?? '')
  const ids = rows.flatMap((row) => [row._id, idOf(row, 'subscriber'), idOf(row, 'suppression')])
  const options = {perspective: 'raw', tag: 'leads.export.consent', signal} as const
  const found = await client.fetch(exportStandingsQuery, {site, ids}, options)
  const byId = new Map(found.map((document) => [document._id, document] as const))
  return rows.map((row) => {
    const subscriber = byId.get(idOf(row, 'subscriber'))
    const suppression = byId.get(idOf(row, 'suppression'))
    const subscription = addressSubscription({
      email: byId.get(row._id)?.email,
      subscriber: subscriber?._type === 'newsletterSubscriber' ? subscriber : null,
      suppression: suppression?._type === 'suppression' ? suppression : null,
    })
    return {...row, subscription}
  })
}
