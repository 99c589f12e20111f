import {cleanLine} from '../people/cleanText.ts'
import {type ArchiveEntry, type ArchiveLimits, ARCHIVE_LIMITS, openArchive} from './archive.ts'
import {decodeAscii} from './decodeAscii.ts'
import {type Delimiter, detectDialect, type Dialect} from './dialect.ts'
import {
  decodeText,
  type DecodeReport,
  type DetectedEncoding,
  detectEncoding,
  type Encoding,
} from './encoding.ts'
import {type FileInput, readStart} from './fileInput.ts'
import {guessHasHeader} from './guessHasHeader.ts'
import {parseRows, readRows, type SheetRow} from './rows.ts'
import {SheetError} from './sheetError.ts'
import {openWorkbook} from './xlsx/workbook.ts'
import {readWorksheet} from './xlsx/worksheetRows.ts'

/** A table in a file. */
export interface Sheet {
  /** Name of the file; of a file in an archive, its path there. */
  name: string
  /** The archive that the file is in. */
  archive?: string
  /** Name of the worksheet in the workbook. */
  worksheet?: string
  /** Whether the workbook hides the worksheet. */
  isHidden?: boolean
  kind: 'csv' | 'xlsx'
  /** Size of the file in bytes, unpacked. */
  size: number
  /** The first rows, at most {@link SAMPLE_ROWS}, with the header row if there is one. */
  sample: SheetRow[]
  /** Of a workbook, UTF-8. */
  encoding: DetectedEncoding
  /** Of a workbook, only `hasHeader` and `isSure` mean something. */
  dialect: Dialect
  /** The first rows, read otherwise than was detected. */
  readSample(overrides: SheetOverrides): SheetRow[]
  /** All rows, with the header row if there is one; anew at each call. */
  rows(overrides?: SheetOverrides, report?: DecodeReport): AsyncGenerator<SheetRow[]>
}

/** What a person chose instead of what was detected. */
export interface SheetOverrides {
  encoding?: Encoding
  delimiter?: Delimiter
}

export interface OpenedFiles {
  sheets: Sheet[]
  /** Files, and parts of archives, that cannot be read. */
  refused: SheetError[]
}

/** Rows in {@link Sheet.sample}. */
export const SAMPLE_ROWS = 100

const SAMPLE_BYTES = 64 * 1024

/** Share of control characters from which a file is no text. */
const MAX_STRANGE = 0.02

/** Files that systems put into archives. */
const NO_TABLE = /(?:^|\/)(?:__MACOSX\/|\.|Thumbs\.db$|desktop\.ini$)/iu

/**
 * Opens files and finds their tables: CSV in any dialect and encoding, workbooks (.xlsx), and ZIP archives of both.
 * Formats are recognised by content; names do not matter. Reads no more than the first 64 kB of each table.
 *
 * What cannot be read does not keep others from being opened.
 */
export async function openFiles(
  files: readonly FileInput[],
  limits: ArchiveLimits = ARCHIVE_LIMITS,
): Promise<OpenedFiles> {
  const opened: OpenedFiles = {sheets: [], refused: []}
  for (const file of files) await openFile(shown(file), limits, opened)
  return opened
}

/** Longest name of a file, in UTF-16 code units; its end says what it is. */
const MAX_NAME = 300

/**
 * A file with a name that people can be shown: whoever made an archive may have written any character into it, such
 * as those that turn the direction of what follows.
 */
function shown(file: FileInput): FileInput {
  const name = cleanLine(file.name.slice(-MAX_NAME)) || 'file'
  return name === file.name ? file : {...file, name}
}

async function openFile(
  file: FileInput,
  limits: ArchiveLimits,
  opened: OpenedFiles,
  archive?: string,
): Promise<void> {
  try {
    const start = await readStart(file, SAMPLE_BYTES)
    const format = formatOf(start.bytes)
    if (format !== 'zip') {
      if (format !== 'text') throw new SheetError(format, file.name)
      opened.sheets.push(textSheet(file, start, archive))
      return
    }
    const entries = await openArchive(file, limits)
    if (entries.some(({name}) => /^xl\//iu.test(name))) {
      opened.sheets.push(...(await openWorksheets(file, entries, archive)))
    } else if (entries.some(({name}) => name === 'mimetype' || /^\[Content_Types\]/iu.test(name))) {
      throw new SheetError('unsupported', file.name)
    } else if (archive !== undefined) {
      throw new SheetError('nestedArchive', file.name)
    } else {
      const tables = entries.filter(({name}) => !NO_TABLE.test(name))
      if (tables.length === 0) throw new SheetError('empty', file.name)
      for (const table of tables) await openFile(shown(table), limits, opened, file.name)
    }
  } catch (error) {
    if (!(error instanceof SheetError)) throw error
    opened.refused.push(error)
  }
}

/** What a file is by its first bytes, or why it is no table. */
function formatOf(
  start: Uint8Array,
): 'zip' | 'text' | 'empty' | 'oldWorkbook' | 'encrypted' | 'notATable' {
  const signature = String.fromCharCode(...start.subarray(0, 8))
  if (signature.startsWith('PK\u0003\u0004') || signature.startsWith('PK\u0005\u0006')) return 'zip'
  if (signature === '\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1') {
    // Workbooks with a password are kept in the old container.
    const text = new TextDecoder('utf-16le').decode(start.subarray(0, start.length & ~1))
    return text.includes('EncryptedPackage') ? 'encrypted' : 'oldWorkbook'
  }
  if (/^(?:%PDF|\{\\rtf)/u.test(signature)) return 'notATable'
  const text = new TextDecoder(detectEncoding(start, false).encoding).decode(start)
  if (/^[\s\0]*$/u.test(text)) return 'empty'
  if (/^\s*<(?:!doctype|html|table|\?xml)/iu.test(text)) return 'notATable'
  const strange = text.match(/(?![\s\0])[\p{Cc}\ufffd]/gu)?.length ?? 0
  return strange > MAX_STRANGE * text.length ? 'notATable' : 'text'
}

function textSheet(
  file: FileInput,
  start: {bytes: Uint8Array; isWhole: boolean},
  archive: string | undefined,
): Sheet {
  const encoding = detectEncoding(start.bytes, start.isWhole)
  const decode = (chosen = encoding.encoding) =>
    new TextDecoder(chosen).decode(start.bytes, {stream: !start.isWhole})
  const dialect = detectDialect(decode())
  const isAscii = encoding.bomBytes === 0 && start.bytes.every((byte) => byte < 0x80)
  const readSample = (overrides: SheetOverrides) => {
    const delimiter = overrides.delimiter ?? dialect.delimiter
    const rows = parseRows(decode(overrides.encoding), {delimiter})
    // The sample may end within a row.
    return (start.isWhole ? rows : rows.slice(0, -1)).slice(0, SAMPLE_ROWS)
  }
  const sheet: Sheet = {
    name: file.name,
    kind: 'csv',
    size: file.size,
    sample: readSample({}),
    encoding,
    dialect,
    readSample,
    rows: (overrides = {}, report) => {
      const chunks = file.stream()
      const text =
        overrides.encoding === undefined && isAscii && encoding.encoding === 'utf-8'
          ? decodeAscii(chunks, report)
          : decodeText(chunks, overrides.encoding ?? encoding.encoding, report)
      return readRows(text, {delimiter: overrides.delimiter ?? dialect.delimiter})
    },
  }
  return archive === undefined ? sheet : {...sheet, archive}
}

async function openWorksheets(
  file: FileInput,
  entries: readonly ArchiveEntry[],
  archive: string | undefined,
): Promise<Sheet[]> {
  const workbook = await openWorkbook(entries, file.name)
  const sheets: Sheet[] = []
  for (const worksheet of workbook.worksheets) {
    const sample: SheetRow[] = []
    for await (const rows of readWorksheet(workbook, worksheet)) {
      sample.push(...rows.slice(0, SAMPLE_ROWS - sample.length))
      if (sample.length >= SAMPLE_ROWS) break
    }
    if (sample.length === 0) continue
    const sheet: Sheet = {
      name: file.name,
      worksheet: cleanLine(worksheet.name),
      isHidden: worksheet.isHidden,
      kind: 'xlsx',
      size: worksheet.entry.size,
      sample,
      encoding: {encoding: 'utf-8', isSure: true, bomBytes: 0},
      dialect: {
        delimiter: ',',
        quote: '"',
        lineBreak: '\n',
        ...guessHasHeader(sample.map(({cells}) => cells)),
      },
      readSample: () => sample,
      rows: () => readWorksheet(workbook, worksheet),
    }
    sheets.push(archive === undefined ? sheet : {...sheet, archive})
  }
  if (sheets.length === 0) throw new SheetError('empty', file.name)
  return sheets
}
