import type {SanityClient} from '@sanity/client'
import {z} from 'zod'
import type {LeadSelection} from '../../../../core/audience/leadSelection.ts'
import type {NameReader} from '../../../../core/exports/cacheNames.ts'
import type {ExportColumn} from '../../../../core/exports/exportColumns.ts'
import {
  exportParts,
  exportSample,
  idConditions,
  type ExportFile,
  type ExportFormat,
  type ExportPart,
  type ExportReader,
} from '../../../../core/exports/exportFile.ts'
import {exportCountQuery} from '../../../../core/exports/exportQueries.ts'
import type {WorkspaceSite} from '../../../ui/siteContext.tsx'
import {selectionFilter} from '../selectionFilter.ts'
import {fetchByBody} from '../../../../core/documents/fetchByBody.ts'

/** Leads per request. */
const EXPORT_PAGE_SIZE = 1000

export interface LeadExport {
  client: SanityClient
  site: WorkspaceSite
  selection: LeadSelection
  columns: readonly ExportColumn[]
  format: ExportFormat
  texts: ExportFile['texts'] & {column: (id: ExportColumn) => string}
  /** Reads the names of users. */
  readOwners: NameReader
  signal: AbortSignal
  /** Leads per request. */
  pageSize?: number
}

/**
 * Makes the file of the selected leads in parts, with the user's rights; see `exportParts`.
 *
 * @throws LeadViewError when the view's filter or segment is invalid
 * @throws the store's errors, and the signal's reason when it aborts
 */
export async function* exportLeads(work: LeadExport): AsyncGenerator<ExportPart> {
  for await (const part of exportParts(await fileOf(work), readerOf(work))) {
    work.signal.throwIfAborted()
    yield part
  }
}

/**
 * Reads the first rows of the file of the selected leads, as cells.
 *
 * @param rows - how many, at most
 * @throws what `exportLeads` throws
 */
export async function sampleLeads(work: LeadExport, rows: number): Promise<string[][]> {
  const {selection} = work
  const few: LeadSelection =
    selection.kind === 'ids'
      ? {...selection, ids: selection.ids.toSorted().slice(0, rows)}
      : selection
  const reader = readerOf(work, () => 'leads.export.sample')
  return exportSample(await fileOf({...work, selection: few, pageSize: rows}), reader)
}

async function fileOf(work: LeadExport): Promise<ExportFile> {
  const {client, site, selection, columns, format, texts, pageSize = EXPORT_PAGE_SIZE} = work
  const where =
    selection.kind === 'ids'
      ? idConditions(selection.ids, pageSize)
      : [await selectionFilter(client, site, selection)]
  const headings = columns.map(texts.column)
  return {site: site.key, where, columns, headings, format, asOf: null, texts, pageSize}
}

function readerOf(
  {client, signal, readOwners}: LeadExport,
  tagOf: (what: string) => string = (what) => `leads.export.${what}`,
): ExportReader {
  return {
    owners: readOwners,
    fetch({query, params}, tag) {
      signal.throwIfAborted()
      return fetchByBody<unknown>(client, query, params, {tag: tagOf(tag), signal})
    },
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
  const {query, params} = exportCountQuery({site: site.key, where, columns: []})
  const options = {tag: 'leads.export.count', signal}
  return z.number().parse(await fetchByBody(client, query, params, options))
}
