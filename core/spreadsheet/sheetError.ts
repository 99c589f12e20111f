/** Why a file, or a part of it, cannot be read. */
export type SheetErrorCode =
  /** There is no text in it. */
  | 'empty'
  /** A picture, a document, a web page …, whatever its name says. */
  | 'notATable'
  /** A workbook in the binary format before Excel 2007. */
  | 'oldWorkbook'
  /** A format that holds tables but is not read, such as OpenDocument. */
  | 'unsupported'
  /** Protected with a password. */
  | 'encrypted'
  /** Damaged or incomplete. */
  | 'broken'
  /** Larger than a limit. */
  | 'tooLarge'
  /** It unpacks to far more than its size, as only files made to harm do. */
  | 'bomb'
  /** An archive of more files than are read. */
  | 'tooManyEntries'
  /** An archive within an archive. */
  | 'nestedArchive'

/** A file cannot be read. The message names it, and says what to do. */
export class SheetError extends Error {
  readonly code: SheetErrorCode
  /** The file, or its path in the archive. */
  readonly file: string

  constructor(code: SheetErrorCode, file: string, options?: ErrorOptions) {
    super(`"${file}" ${TEXTS[code]}`, options)
    this.name = 'SheetError'
    this.code = code
    this.file = file
  }
}

const TEXTS: Record<SheetErrorCode, string> = {
  empty: 'is empty. Choose a file that has rows.',
  notATable: 'is no table. Save it as CSV (UTF-8) or as an Excel workbook (.xlsx).',
  oldWorkbook:
    'has the format before Excel 2007. Save it as an Excel workbook (.xlsx) or as CSV (UTF-8).',
  unsupported:
    'has a format that is not read here. Save it as CSV (UTF-8) or as an Excel workbook (.xlsx).',
  encrypted: 'is protected with a password. Save it without one.',
  broken: 'is damaged or incomplete. Download or save it again.',
  tooLarge: 'is too large to be opened. Save it as CSV, which has no limit, or divide it.',
  bomb: 'unpacks to far more than its size and is not opened. Save its tables as CSV.',
  tooManyEntries: 'holds too many files. Take out those that are needed.',
  nestedArchive: 'is an archive within an archive. Unpack it first.',
}
