import {describeProblem, problem, type Problem} from '../problems/problem.ts'

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

/** A file cannot be read. Its problem names the file, and says what to do. */
export class SheetError extends Error {
  override readonly name = 'SheetError'
  readonly code: SheetErrorCode
  /** The file, or its path in the archive. */
  readonly file: string
  readonly problem: Problem

  constructor(code: SheetErrorCode, file: string, options?: ErrorOptions) {
    const found = problem(`sheet.${code}`, {file})
    super(describeProblem(found), options)
    this.code = code
    this.file = file
    this.problem = found
  }
}
