import {normalizeEmail} from '../people/normalizeEmail.ts'
import type {DuplicateFinder} from '../spreadsheet/duplicates.ts'
import type {RowProblem, RowProblemCode} from './importMapping.ts'
import {MAX_NAMING_RECORDS} from './importPlan.ts'
import type {UploadedRow} from './uploadedChunk.ts'

/** A row as the reader of a file gives it. */
export interface ReadRow {
  /** Line of the file where the row begins, from 1. */
  line: number
  cells: string[]
  /** With which the reader gave up on the row. */
  problem?: {code: string}
}

/** What finds the people of earlier files: of files that are imported together. */
export interface EarlierFiles {
  /** Knows people by their addresses, with the number of the first file that has them, from 1. */
  people: DuplicateFinder
  /** Number of the file that is read, from 1. */
  file: number
}

/**
 * A row as it is uploaded, with the line of an earlier row of the file about the same person.
 *
 * @param emailColumn - position of the column with the addresses; `null` without one
 * @param duplicates - knows the earlier rows of the file
 * @param earlier - knows the people of the files before; `null` for a single file
 */
export function uploadedRow(
  {line, cells, problem}: ReadRow,
  emailColumn: number | null,
  duplicates: DuplicateFinder,
  earlier: EarlierFiles | null = null,
): UploadedRow {
  const row: UploadedRow = {line, cells}
  if (problem) row.problem = problem.code
  if (emailColumn === null || problem) return row
  const email = normalizeEmail(cells[emailColumn] ?? '')
  if (!email.ok) return row
  const repeats = duplicates.find(email.email, line)
  if (repeats !== undefined) row.repeats = repeats
  else if (earlier) {
    const first = earlier.people.find(email.email, earlier.file) ?? earlier.file
    if (first < earlier.file) row.again = true
  }
  return row
}

/** Problem of a row that was emptied, since the data of its person was erased. */
export const ERASED_ROW = 'erased'

/** Problems of readers that have a text of their own. */
const READING_PROBLEMS: Readonly<Record<string, RowProblemCode>> = {
  invalidJson: 'not-json',
  notAnObject: 'not-json',
  unknownNames: 'unknown-names',
  [ERASED_ROW]: 'erased',
}

/**
 * The problem of a row with which the reader of the file gave up on it.
 *
 * @param code - as the row was uploaded with it: whoever uploads may write any text
 */
export function readingProblem(code: string): RowProblem {
  const known = Object.hasOwn(READING_PROBLEMS, code) ? READING_PROBLEMS[code] : undefined
  const values = {limit: MAX_NAMING_RECORDS}
  if (known === 'unknown-names') return {code: known, column: null, values}
  return {code: known ?? 'unreadable-row', column: null}
}
