import type {Dialect} from '../../../../core/spreadsheet/dialect.ts'
import type {Encoding} from '../../../../core/spreadsheet/encoding.ts'
import type {SheetRow} from '../../../../core/spreadsheet/rows.ts'
import type {SheetErrorCode} from '../../../../core/spreadsheet/sheetError.ts'
import type {CellSeparator} from '../../../../core/imports/cells/splitCell.ts'
import type {Corrections} from '../../../../core/imports/corrections.ts'
import type {PreparedChunk} from '../../../../core/imports/uploadChunks.ts'
import type {PersonColumns} from '../../../../core/imports/uploadedRow.ts'

/** What a person chose instead of what was detected. */
export interface SheetOptions {
  encoding?: Encoding
  delimiter?: Dialect['delimiter']
  hasHeader?: boolean
}

/** A table in an opened file: the file itself, a file of an archive, or a sheet of a workbook. */
export interface OpenedSheet {
  key: string
  name: string
  kind: 'csv' | 'xlsx'
  /** `null` for a workbook. */
  encoding: {name: Encoding; isSure: boolean} | null
  /** `null` for a workbook. */
  delimiter: {sign: Dialect['delimiter']; isSure: boolean} | null
  hasHeader: boolean
  /** The first rows, with the header row where there is one. */
  sample: readonly SheetRow[]
}

/** Why a file could not be opened. */
export interface FileProblem {
  name: string
  code: SheetErrorCode
}

/** Tables of files, and the files that could not be opened. */
export interface OpenedFiles {
  sheets: OpenedSheet[]
  problems: FileProblem[]
}

/** A table to read whole, and which columns say whom its rows are about. */
export interface SheetToRead {
  key: string
  options: SheetOptions
  columns: PersonColumns
}

/** Most values of a column that can be mapped one by one. */
export const MAX_VALUES = 200

/** A value of a column, and how many rows have it. */
export interface ColumnValue {
  value: string
  count: number
}

/** Reads files of rows. A worker does it, so that the page stays responsive. */
export interface FileParser {
  /** Opens files beside those that are open. */
  open: (files: readonly File[]) => Promise<OpenedFiles>
  /** Reads the first rows of a table again, with other options. */
  look: (key: string, options: SheetOptions) => Promise<OpenedSheet>
  /**
   * Reads the different values of a column, most frequent first. With a separator, as they are written; without
   * one, in lower case.
   *
   * @param separator - where a cell holds several values
   * @returns at most {@link MAX_VALUES}; `isWhole` says whether these are all
   */
  values: (
    key: string,
    options: SheetOptions,
    column: number,
    separator?: CellSeparator,
  ) => Promise<{values: ColumnValue[]; isWhole: boolean}>
  /** Counts the rows of a table without its header row. */
  count: (key: string, options: SheetOptions) => Promise<number>
  /**
   * Reads tables whole, one chunk at a time; nothing is read ahead of what is taken. Corrected rows are as if the
   * files had them, so that later rows of the same people are marked.
   */
  chunks: (
    sheets: readonly SheetToRead[],
    corrections?: Corrections,
  ) => AsyncGenerator<PreparedChunk>
  close: () => void
}
