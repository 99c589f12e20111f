import {chunk} from '../documents/chunk.ts'
import {CSV_BOM, CSV_TYPE, csvRows} from '../spreadsheet/csvText.ts'
import {NDJSON_TYPE, ndjsonText} from '../spreadsheet/ndjson.ts'
import {cacheNames, type NameReader} from './cacheNames.ts'
import {needsStanding, type ExportColumn} from './exportColumns.ts'
import {
  EXPORT_TITLES_QUERY,
  exportPageQuery,
  pageEndQuery,
  standingsQuery,
  type ExportQuery,
  type ExportScope,
} from './exportQueries.ts'
import {
  existedAt,
  exportText,
  exportValue,
  parseRows,
  standingIds,
  withStandings,
  type CompleteRow,
  type ExportRow,
  type ExportTexts,
  type StandingDocument,
} from './exportRows.ts'

/** The forms of a file. */
export const EXPORT_FORMATS = ['csv', 'ndjson'] as const

/** One of {@link EXPORT_FORMATS}. */
export type ExportFormat = (typeof EXPORT_FORMATS)[number]

/** Media types of files. */
export const EXPORT_TYPES: Readonly<Record<ExportFormat, string>> = {
  csv: CSV_TYPE,
  ndjson: NDJSON_TYPE,
}

/** A condition of leads; `isOnePage` where so few match that one request reads them. */
export type ExportCondition = ExportScope['where'] & {isOnePage?: true}

/** A file of leads. */
export interface ExportFile {
  site: string
  /** The leads of each condition are in the file one after the other. */
  where: readonly ExportCondition[]
  columns: readonly ExportColumn[]
  /** Headings of a CSV file, one for each column. */
  headings: readonly string[]
  format: ExportFormat
  /** Leads that were created later are left out; ISO 8601, UTC. `null` keeps all that are read. */
  asOf: string | null
  texts: Omit<ExportTexts, 'owner' | 'title'>
  /** Leads per request. */
  pageSize: number
}

/** How a file is read, with the rights of whoever makes it. */
export interface ExportReader {
  fetch: (query: ExportQuery, tag: 'page' | 'bound' | 'consent' | 'lists') => Promise<unknown>
  /** Reads the names of users. */
  owners: NameReader
}

/** A part of the file's text, with its number of leads. */
export interface ExportPart {
  text: string
  rows: number
}

/**
 * Makes a file of leads in parts; the first part is the heading of a CSV file. Each lead is in it once, in
 * the order of ids, as it is when its page is read: what changes meanwhile may be in it or not. Two pages are
 * read at a time, and none before the parts before it were taken.
 *
 * @throws what reading throws
 */
export async function* exportParts(
  file: ExportFile,
  reader: ExportReader,
): AsyncGenerator<ExportPart> {
  const {columns, format, headings, asOf} = file
  if (format === 'csv') yield {text: `${CSV_BOM}${csvRows([headings])}`, rows: 0}
  const toCells = cellReader(file, reader)
  for await (const page of readPages(file, reader)) {
    const rows = page.filter(({row}) => existedAt(row, asOf))
    if (rows.length === 0) continue
    const text =
      format === 'ndjson'
        ? ndjsonText(rows.map((row) => recordOf(row, columns)))
        : csvRows(await toCells(rows))
    yield {text, rows: rows.length}
  }
}

/**
 * The first rows of a file as people read them, at most `pageSize` of them.
 *
 * @throws what reading throws
 */
export async function exportSample(file: ExportFile, reader: ExportReader): Promise<string[][]> {
  const [where] = file.where
  if (!where) return []
  const {rows} = beginPage({...file, where}, '', file.pageSize, reader)
  return cellReader(file, reader)((await rows).slice(0, file.pageSize))
}

/** Formats leads as cells, with the titles and names of what they refer to. */
function cellReader(file: ExportFile, reader: ExportReader) {
  const {columns} = file
  const titles = cacheNames(titleReader(file, reader))
  const owners = cacheNames(reader.owners)
  const texts: ExportTexts = {...file.texts, title: titles.nameOf, owner: owners.nameOf}
  return async (rows: readonly CompleteRow[]): Promise<string[][]> => {
    const ids = (column: 'lists' | 'campaigns' | 'owner') =>
      columns.includes(column) ? rows.flatMap(({row}) => idsOf(row[column])) : []
    await titles.load([...ids('lists'), ...ids('campaigns')])
    await owners.load(ids('owner'))
    return rows.map((row) => columns.map((column) => exportText(row, column, texts)))
  }
}

function idsOf(value: unknown): string[] {
  return (Array.isArray(value) ? value : [value]).filter((each) => typeof each === 'string')
}

function recordOf(row: CompleteRow, columns: readonly ExportColumn[]): Record<string, unknown> {
  return Object.fromEntries(columns.map((column) => [column, exportValue(row, column)] as const))
}

/** A page that is being read; `end` is there before its rows. */
interface PageRead {
  rows: Promise<CompleteRow[]>
  end: Promise<string | null>
}

async function* readPages(file: ExportFile, reader: ExportReader): AsyncGenerator<CompleteRow[]> {
  for (const where of file.where) {
    const scope: ExportScope = {site: file.site, where, columns: file.columns}
    let next: PageRead | null = beginPage(scope, '', file.pageSize, reader)
    while (next) {
      const current: PageRead = next
      const end: string | null = await current.end
      next = end === null ? null : beginPage(scope, end, file.pageSize, reader)
      yield await current.rows
    }
  }
}

function beginPage(
  scope: ExportScope,
  after: string,
  size: number,
  reader: ExportReader,
): PageRead {
  const isOnePage = 'isOnePage' in scope.where
  const end = Promise.resolve(
    isOnePage ? null : reader.fetch(pageEndQuery(scope, after, size), 'bound'),
  ).then((id) => (typeof id === 'string' && id > after ? id : null))
  const rows = end.then(async (to) => {
    const page = parseRows(await reader.fetch(exportPageQuery(scope, {after, to}), 'page'))
    return completeRows(scope, page, reader)
  })
  // Whoever takes the pages may stop before this one.
  for (const each of [end, rows]) each.catch(() => undefined)
  return {rows, end}
}

async function completeRows(
  {site, columns}: ExportScope,
  rows: readonly ExportRow[],
  reader: ExportReader,
): Promise<CompleteRow[]> {
  if (!needsStanding(columns)) return rows.map((row) => ({row, proof: null}))
  const query = standingsQuery(columns)
  const params = {site, ids: standingIds(site, rows)}
  const found = rows.length > 0 ? await reader.fetch({query, params}, 'consent') : []
  return withStandings(site, rows, Array.isArray(found) ? found.filter(isStanding) : [])
}

function isStanding(value: unknown): value is StandingDocument {
  return (
    typeof value === 'object' &&
    value !== null &&
    '_id' in value &&
    '_type' in value &&
    (value._type === 'newsletterSubscriber' || value._type === 'suppression')
  )
}

function titleReader({site}: ExportFile, reader: ExportReader): NameReader {
  return async (ids) => {
    const query = {query: EXPORT_TITLES_QUERY, params: {site, ids}}
    const found = await reader.fetch(query, 'lists')
    return new Map(
      (Array.isArray(found) ? found : []).flatMap((each: unknown) => {
        if (typeof each !== 'object' || each === null) return []
        if (!('_id' in each) || !('title' in each)) return []
        const {_id, title} = each
        return typeof _id === 'string' && typeof title === 'string' && title !== ''
          ? [[_id, title] as const]
          : []
      }),
    )
  }
}

/** The conditions of ids, so many at a time that not every request has all of them. */
export function idConditions(ids: readonly string[], size: number): ExportCondition[] {
  const sorted = [...new Set(ids)].sort()
  return chunk(sorted, size).map((some) => ({
    filter: '_id in $ids',
    params: {ids: some},
    isOnePage: true,
  }))
}
