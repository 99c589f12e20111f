import type {ReadRow} from '../../../../core/imports/uploadedRow.ts'
import {MAX_IMPORT_COLUMNS} from '../../../../core/imports/importMapping.ts'
import {MAX_NAMING_RECORDS} from '../../../../core/imports/importPlan.ts'
import {ndjsonColumns, ndjsonHeading, ndjsonRow} from '../../../../core/imports/ndjsonTable.ts'
import {sheetColumns, type NamedColumn} from '../../../../core/imports/sheetColumns.ts'
import type {Delimiter} from '../../../../core/spreadsheet/dialect.ts'
import {
  decodeText,
  type DecodeReport,
  type Encoding,
} from '../../../../core/spreadsheet/encoding.ts'
import {joinBytes, type FileInput} from '../../../../core/spreadsheet/fileInput.ts'
import {openFiles} from '../../../../core/spreadsheet/files.ts'
import {readNdjson, type NdjsonLine} from '../../../../core/spreadsheet/ndjson.ts'
import {problem, type Problem} from '../../../../core/problems/problem.ts'
import {BodyError} from '../../readBody.ts'

/** A table whose beginning is read; the rest arrives. */
export interface ArrivingTable {
  columns: readonly NamedColumn[]
  /** All rows, once. */
  rows: AsyncGenerator<ReadRow[]>
  /** How it is read; of records, only the encoding means something. */
  read: {encoding: Encoding; delimiter: Delimiter | null; header: boolean; isSure: boolean}
  /** What could not be decoded so far. */
  report: DecodeReport
}

/** How to read a table, where that is not to be detected. */
export interface TableOptions {
  name: string
  encoding?: Encoding | undefined
  delimiter?: Delimiter | undefined
  header?: boolean | undefined
}

/** From so many bytes on, encoding, delimiter and columns are detected; `openFiles` reads no more. */
const START_BYTES = 64 * 1024

function unreadable(why: Problem): BodyError {
  return new BodyError(422, why, 'file')
}

/** Refuses what no mapping can name. */
function checkWidth(columns: readonly NamedColumn[]): void {
  if (columns.length <= MAX_IMPORT_COLUMNS) return
  throw unreadable(
    problem('import-file.too-wide', {count: columns.length, limit: MAX_IMPORT_COLUMNS}),
  )
}

/**
 * Opens a CSV file that is arriving: detects how it is written, by its first bytes.
 *
 * @throws BodyError when it is no such file; what reading throws
 */
export async function openCsv(
  bytes: AsyncGenerator<Uint8Array>,
  {name, encoding, delimiter, header}: TableOptions,
): Promise<ArrivingTable> {
  const start = await takeStart(bytes)
  if (start[0] === 0x50 && start[1] === 0x4b && (start[2] ?? 0) <= 5) {
    throw unreadable(problem('import-file.archive'))
  }
  if (start[0] === 0x1f && start[1] === 0x8b) {
    throw unreadable(problem('import-file.packed'))
  }
  const {sheets, refused} = await openFiles([arrivingFile(name, start, bytes)])
  const sheet = sheets[0]
  if (!sheet) {
    throw unreadable(refused[0]?.problem ?? problem('import-file.no-table'))
  }
  const overrides = {...(encoding ? {encoding} : {}), ...(delimiter ? {delimiter} : {})}
  const sample = sheet.readSample(overrides)
  const hasHeader = header ?? sheet.dialect.hasHeader
  const [first] = sample
  if (!first) throw unreadable(problem('import-file.empty'))
  if (hasHeader && first.problem) {
    throw unreadable(
      problem('import-file.headings-unreadable', {
        line: first.problem.line,
        problem: problem(HEADER[first.problem.code]),
      }),
    )
  }
  const columns = sheetColumns(sample, hasHeader)
  checkWidth(columns)
  const report: DecodeReport = {invalid: 0, bytes: 0}
  return {
    columns,
    rows: withoutFirst(sheet.rows(overrides, report), hasHeader),
    read: {
      encoding: encoding ?? sheet.encoding.encoding,
      delimiter: delimiter ?? sheet.dialect.delimiter,
      header: hasHeader,
      isSure:
        (encoding !== undefined || sheet.encoding.isSure) &&
        ((delimiter !== undefined && header !== undefined) || sheet.dialect.isSure),
    },
    report,
  }
}

const HEADER = {
  unclosedQuote: 'import-file.unclosed-quote',
  cellTooLong: 'import-file.heading-too-long',
  tooManyColumns: 'import-file.too-many-columns',
  rowTooLong: 'import-file.row-too-long',
} as const

async function takeStart(bytes: AsyncGenerator<Uint8Array>): Promise<Uint8Array> {
  const taken: Uint8Array[] = []
  let size = 0
  while (size <= START_BYTES) {
    const {done, value} = await bytes.next()
    if (done) break
    taken.push(value)
    size += value.length
  }
  return joinBytes(taken)
}

/** A file of which the start can be read again, and the rest once. */
function arrivingFile(
  name: string,
  start: Uint8Array,
  rest: AsyncGenerator<Uint8Array>,
): FileInput {
  return {
    name,
    size: start.length,
    async *stream() {
      if (start.length > 0) yield start
      // A reader of only the start stops before this.
      yield* rest
    },
  }
}

async function* withoutFirst(
  batches: AsyncGenerator<ReadRow[]>,
  hasHeader: boolean,
): AsyncGenerator<ReadRow[]> {
  let isFirst = hasHeader
  for await (const rows of batches) {
    yield isFirst ? rows.slice(1) : rows
    isFirst = false
  }
}

/**
 * Opens NDJSON that is arriving: the names of its first records are the columns.
 *
 * @throws BodyError when none of them can be read; what reading throws
 */
export async function openNdjson(
  bytes: AsyncGenerator<Uint8Array>,
  {encoding = 'utf-8'}: TableOptions,
): Promise<ArrivingTable> {
  const report: DecodeReport = {invalid: 0, bytes: 0}
  const batches = readNdjson(decodeText(bytes, encoding, report))
  const start: NdjsonLine[] = []
  while (start.length < MAX_NAMING_RECORDS) {
    const {done, value} = await batches.next()
    if (done) break
    start.push(...value)
  }
  if (start.length === 0) throw unreadable(problem('import-file.no-records'))
  if (start.every(({problem}) => problem !== undefined)) {
    throw unreadable(problem('import-file.not-json', {line: start[0]?.line ?? 1}))
  }
  const names = ndjsonColumns(start)
  const positions = new Map(names.map((name, index) => [name, index] as const))
  const rowsOf = (lines: readonly NdjsonLine[]) => lines.map((line) => ndjsonRow(line, positions))
  const sample = rowsOf(start)
  const columns = names.map((name, column) => ({
    name,
    heading: ndjsonHeading(name),
    samples: sample.map(({cells}) => cells[column] ?? '').filter((value) => value.trim() !== ''),
  }))
  checkWidth(columns)
  return {
    columns,
    rows: (async function* () {
      yield sample
      for await (const lines of batches) yield rowsOf(lines)
    })(),
    read: {encoding, delimiter: null, header: true, isSure: true},
    report,
  }
}
