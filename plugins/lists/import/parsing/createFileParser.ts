import {correctedRow, type Corrections} from '../../../../core/imports/corrections.ts'
import {splitCell} from '../../../../core/imports/cells/splitCell.ts'
import {ChunkBuilder} from '../../../../core/imports/uploadChunks.ts'
import {uploadedRow} from '../../../../core/imports/uploadedRow.ts'
import {DuplicateFinder} from '../../../../core/spreadsheet/duplicates.ts'
import {fileOfBlob} from '../../../../core/spreadsheet/fileInput.ts'
import {openFiles, type Sheet} from '../../../../core/spreadsheet/files.ts'
import type {SheetRow} from '../../../../core/spreadsheet/rows.ts'
import {
  MAX_VALUES,
  type ColumnValue,
  type FileParser,
  type OpenedSheet,
  type SheetOptions,
  type SheetToRead,
} from './fileParser.ts'

/** Different values that are counted at most; a column with more is no choice. */
const MAX_COUNTED = 5000

/** Name of a table for people: with the archive and the worksheet that it is in. */
function nameOf({name, archive, worksheet}: Sheet): string {
  const file = archive === undefined ? name : `${archive} › ${name}`
  return worksheet === undefined ? file : `${file} › ${worksheet}`
}

/** A table as the wizard shows it, read with a person's options. */
function describe(key: string, sheet: Sheet, options: SheetOptions): OpenedSheet {
  const {kind, encoding, dialect} = sheet
  const isText = kind === 'csv'
  const {hasHeader = dialect.hasHeader, ...overrides} = options
  return {
    key,
    name: nameOf(sheet),
    kind,
    encoding: isText
      ? {
          name: options.encoding ?? encoding.encoding,
          isSure: options.encoding !== undefined || encoding.isSure,
        }
      : null,
    delimiter: isText
      ? {
          sign: options.delimiter ?? dialect.delimiter,
          isSure: options.delimiter !== undefined || dialect.isSure,
        }
      : null,
    hasHeader,
    sample: sheet.readSample(overrides),
  }
}

/** The rows of a table without its header row. */
async function* dataRows(
  sheet: Sheet,
  {hasHeader = sheet.dialect.hasHeader, ...overrides}: SheetOptions,
): AsyncGenerator<SheetRow[]> {
  let isFirst = hasHeader
  for await (const rows of sheet.rows(overrides)) {
    yield isFirst ? rows.slice(1) : rows
    isFirst = false
  }
}

/** Creates the reader of files that a worker runs. */
export function createFileParser(): FileParser {
  const open = new Map<string, Sheet>()
  let opened = 0

  const sheetOf = (key: string): Sheet => {
    const sheet = open.get(key)
    if (!sheet) throw new Error(`The table ${key} is not open.`)
    return sheet
  }

  return {
    async open(files) {
      const found = await openFiles(files.map((file) => fileOfBlob(file, file.name)))
      const sheets = found.sheets.map((sheet): OpenedSheet => {
        opened += 1
        const key = `sheet-${opened}`
        open.set(key, sheet)
        return describe(key, sheet, {})
      })
      return {sheets, problems: found.refused.map(({file, code}) => ({name: file, code}))}
    },
    async look(key, options) {
      return describe(key, sheetOf(key), options)
    },
    async values(key, options, column, separator) {
      const counts = new Map<string, number>()
      let isWhole = true
      for await (const rows of dataRows(sheetOf(key), options)) {
        for (const {cells} of rows) {
          const cell = cells[column] ?? ''
          const values = separator ? splitCell(cell, separator) : [cell.trim().toLowerCase()]
          for (const value of values) {
            if (counts.has(value) || counts.size < MAX_COUNTED) {
              counts.set(value, (counts.get(value) ?? 0) + 1)
            } else isWhole = false
          }
        }
      }
      const values: ColumnValue[] = Array.from(counts, ([value, count]) => ({value, count}))
      const ranked = values.toSorted((left, right) => right.count - left.count)
      return {
        values: ranked.slice(0, MAX_VALUES),
        isWhole: isWhole && ranked.length <= MAX_VALUES,
      }
    },
    async count(key, options) {
      let count = 0
      for await (const rows of dataRows(sheetOf(key), options)) count += rows.length
      return count
    },
    async *chunks(sheets: readonly SheetToRead[], corrections: Corrections = {}) {
      let number = 0
      const builder = new ChunkBuilder()
      const people = sheets.length > 1 ? new DuplicateFinder() : null
      for (const [index, {key, options, columns}] of sheets.entries()) {
        const duplicates = new DuplicateFinder()
        const earlier = people && {people, file: index + 1}
        for await (const rows of dataRows(sheetOf(key), options)) {
          for (const row of rows) {
            const read = correctedRow(row, corrections[number])
            number += 1
            const chunk = builder.add(index, uploadedRow(read, columns, duplicates, earlier))
            if (chunk) yield chunk
          }
        }
      }
      const last = builder.flush()
      if (last) yield last
    },
    close: () => open.clear(),
  }
}
