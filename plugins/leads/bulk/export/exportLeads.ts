import type {SanityClient} from '@sanity/client'
import {z} from 'zod'
import type {LeadSelection} from '../../../../core/audience/leadSelection.ts'
import {chunk} from '../../../../core/documents/chunk.ts'
import type {AudienceFilter} from '../../../../core/audience/toGroq.ts'
import type {WorkspaceSite} from '../../../ui/siteContext.tsx'
import {CSV_BOM, csvRows} from '../../../../core/spreadsheet/csvText.ts'
import {selectionFilter} from '../selectionFilter.ts'
import type {ColumnId} from '../../data/columnId.ts'
import {leadRowSchema, type LeadRow} from '../../data/leadRow.ts'
import {leadCells, type CellTexts} from './leadCells.ts'
import {cacheNames, type NameReader} from './cacheNames.ts'
import {defineQuery} from 'groq'
import {leadCondition, type GridQuery} from '../../data/pageQueries.ts'
import {wholeRowFields} from '../../data/rowFields.ts'
import {addressSubscription} from '../../../../core/consent/subscriptionState.ts'
import {parseTenantDocumentId, tenantDocumentId} from '../../../../core/tenancy/documentId.ts'

const exportListsQuery = defineQuery(
  '*[_type == "leadList" && site == $site && _id in $ids]{_id, title}',
)

const exportStandingsQuery = defineQuery(`*[
  _type in ["newsletterSubscriber", "suppression", "lead"] && site == $site && _id in $ids
]{_id, _type, email, status, reason, liftedAt}`)

/** Leads per request. */
const EXPORT_PAGE_SIZE = 1000

export interface LeadExport {
  client: SanityClient
  site: WorkspaceSite
  selection: LeadSelection
  columns: readonly ColumnId[]
  texts: Omit<CellTexts, 'owner' | 'list'> & {column: (id: ColumnId) => string}
  /** Reads the names of users. */
  readOwners: NameReader
  signal: AbortSignal
  /** Leads per request. */
  pageSize?: number
}

/** A part of the file's text, with its number of leads. */
export interface ExportPart {
  text: string
  rows: number
}

/**
 * Writes the selected leads as CSV in parts; the first part is the heading. Each lead is in the file
 * once, in the order of ids, as it is when its page is read. A lead that is added or removed
 * meanwhile may be missing or not.
 *
 * @throws LeadViewError when the view's filter or segment is invalid
 * @throws the store's errors, and the signal's reason when it aborts
 */
export async function* exportLeads(work: LeadExport): AsyncGenerator<ExportPart> {
  const {columns, texts} = work
  yield {text: `${CSV_BOM}${csvRows([columns.map(texts.column)])}`, rows: 0}
  const lists = cacheNames(listReader(work))
  const owners = cacheNames(work.readOwners)
  const cells: CellTexts = {...texts, list: lists.nameOf, owner: owners.nameOf}
  for await (const rows of readPages(work)) {
    if (columns.includes('lists')) await lists.load(rows.flatMap((row) => row.lists ?? []))
    if (columns.includes('owner')) await owners.load(rows.flatMap((row) => row.owner ?? []))
    work.signal.throwIfAborted()
    if (rows.length === 0) continue
    const complete = columns.includes('subscription')
      ? await withSubscriptions(work.client, work.site.key, rows, work.signal)
      : rows
    yield {text: csvRows(complete.map((row) => leadCells(row, columns, cells))), rows: rows.length}
  }
}

/** Counts the selected leads. */
export async function countExport(
  client: SanityClient,
  site: WorkspaceSite,
  selection: LeadSelection,
  signal: AbortSignal,
): Promise<number> {
  const where = await selectionFilter(client, site, selection)
  const options = {perspective: 'raw', tag: 'leads.export.count', signal} as const
  return z
    .number()
    .parse(await client.fetch(`count(*[${leadCondition(where)}])`, where.params, options))
}

async function* readPages(work: LeadExport): AsyncGenerator<LeadRow[]> {
  const {client, columns, selection, signal, pageSize = EXPORT_PAGE_SIZE} = work
  const options = {perspective: 'raw', tag: 'leads.export.page', signal} as const
  for (const where of await readTargets(work, pageSize)) {
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

/** The conditions to page through: ids go into several, so that not every request has all of them. */
async function readTargets(work: LeadExport, pageSize: number): Promise<AudienceFilter[]> {
  const {client, site, selection} = work
  if (selection.kind === 'matching') return [await selectionFilter(client, site, selection)]
  const ids = [...new Set(selection.ids)].sort()
  return Promise.all(
    chunk(ids, pageSize).map((some) => selectionFilter(client, site, {kind: 'ids', ids: some})),
  )
}

/**
 * The query of one page of a file, in the order of ids.
 *
 * @param after - id of the last lead of the page before; empty for the first page
 */
export function exportPageQuery(
  where: AudienceFilter,
  columns: readonly ColumnId[],
  after: string,
  size: number,
): GridQuery {
  const {projection, params} = wholeRowFields(columns)
  return {
    query: `*[${leadCondition(where)} && _id > $after] | order(_id asc)[0...${size}]{${projection}}`,
    params: {...where.params, ...params, after},
  }
}

function listReader({client, site, signal}: LeadExport): NameReader {
  const options = {perspective: 'raw', tag: 'leads.export.lists', signal} as const
  return async (ids) => {
    const found = await client.fetch(exportListsQuery, {site: site.key, ids}, options)
    return new Map(found.flatMap(({_id, title}) => (title ? [[_id, title] as const] : [])))
  }
}

/**
 * Replaces the lead's copy of the subscription, which editors may write, by the state of its
 * subscriber and suppression: the file may be used for mailing.
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
