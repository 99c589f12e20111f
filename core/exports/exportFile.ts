import {chunk} from '../documents/chunk.ts'
import {CSV_BOM, CSV_TYPE, csvRows} from '../spreadsheet/csvText.ts'
import {NDJSON_TYPE, ndjsonText} from '../spreadsheet/ndjson.ts'
import {cacheNames, type NameReader} from './cacheNames.ts'
import {textReader, valueReader, type ExportTexts} from './exportCells.ts'
import {needsStanding, type ExportColumn} from './exportColumns.ts'
import {
  EXPORT_TITLES_QUERY,
  exportPageQuery,
  pageEndQuery,
  type ExportQuery,
  type ExportScope,
} from './exportQueries.ts'
import {existedAt, parseRows, withStandings, type CompleteRow} from './exportRows.ts'
import {standingReader} from './standingReader.ts'

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

/** How a file is read, with the rights of the exporting person. */
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
  const {format, headings} = file
  const asOf = file.asOf === null ? null : Date.parse(file.asOf)
  if (format === 'csv') yield {text: `${CSV_BOM}${csvRows([headings])}`, rows: 0}
  const toCells = cellReader(file, reader)
  const toRecord = recordReader(file)
  for await (const page of readPages(file, reader)) {
    const rows = page.filter(({row}) => existedAt(row, asOf))
    if (rows.length === 0) continue
    const text = format === 'ndjson' ? ndjsonText(rows.map(toRecord)) : csvRows(await toCells(rows))
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
  const {rows} = pageReader(file, where, reader)('')
  return cellReader(file, reader)((await rows).slice(0, file.pageSize))
}

/** Formats leads as cells, with the titles and names of what they refer to. */
function cellReader(file: ExportFile, reader: ExportReader) {
  const {columns} = file
  const titles = cacheNames(titleReader(file, reader))
  const owners = cacheNames(reader.owners)
  const texts: ExportTexts = {...file.texts, title: titles.nameOf, owner: owners.nameOf}
  const readers = columns.map((column) => textReader(column, texts))
  return async (rows: readonly CompleteRow[]): Promise<string[][]> => {
    const ids = (column: 'lists' | 'campaigns' | 'owner') =>
      columns.includes(column) ? rows.flatMap(({row}) => idsOf(row[column])) : []
    await titles.load([...ids('lists'), ...ids('campaigns')])
    await owners.load(ids('owner'))
    return rows.map((row) => readers.map((read) => read(row)))
  }
}

function idsOf(value: unknown): string[] {
  return (Array.isArray(value) ? value : [value]).filter((each) => typeof each === 'string')
}

/** Formats a lead as a record, by the ids of columns. */
function recordReader({columns}: ExportFile) {
  const readers = columns.map((column) => ({column, read: valueReader(column)}))
  return (row: CompleteRow): Record<string, unknown> => {
    const record: Record<string, unknown> = {}
    for (const {column, read} of readers) record[column] = read(row)
    return record
  }
}

/** A page that is being read; `end` is there before its rows. */
interface PageRead {
  rows: Promise<CompleteRow[]>
  end: Promise<string | null>
}

async function* readPages(file: ExportFile, reader: ExportReader): AsyncGenerator<CompleteRow[]> {
  for (const where of file.where) {
    const begin = pageReader(file, where, reader)
    let next: PageRead | null = begin('')
    while (next) {
      const current: PageRead = next
      const end: string | null = await current.end
      next = end === null ? null : begin(end)
      yield await current.rows
    }
  }
}

/** Begins to read the page after an id. */
function pageReader(
  {site, columns, pageSize}: ExportFile,
  where: ExportCondition,
  reader: ExportReader,
): (after: string) => PageRead {
  const scope: ExportScope = {site, where, columns}
  const readStandings = standingReader({site, columns, pageSize}, (query) =>
    reader.fetch(query, 'consent'),
  )
  const readRows = async (after: string, to: string | null): Promise<CompleteRow[]> => {
    const rows = parseRows(await reader.fetch(exportPageQuery(scope, {after, to}), 'page'))
    if (!needsStanding(columns)) return rows.map((row) => ({row, proof: null}))
    return withStandings(site, rows, await readStandings(rows, {after, to}))
  }
  return (after) => {
    const end = Promise.resolve(
      where.isOnePage ? null : reader.fetch(pageEndQuery(scope, after, pageSize), 'bound'),
    ).then((id) => (typeof id === 'string' && id > after ? id : null))
    const rows = end.then((to) => readRows(after, to))
    // The reader of the pages may stop before this one.
    for (const each of [end, rows]) each.catch(() => undefined)
    return {rows, end}
  }
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
