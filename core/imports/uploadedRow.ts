import {cleanLine} from '../people/cleanText.ts'
import type {DuplicateFinder} from '../spreadsheet/duplicates.ts'
import {cellText, isNoValue} from './cells/cellText.ts'
import {parseEmailCell} from './cells/emailCell.ts'
import type {ColumnTarget, ImportMapping, RowProblem, RowProblemCode} from './importMapping.ts'
import {MAX_NAMING_RECORDS} from './importPlan.ts'
import type {MatchKey} from './matchKey.ts'
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

/** Columns that say whom a row is about: their positions, `null` where there is none. */
export interface PersonColumns {
  email: number | null
  /** What finds the lead of a row without an address. */
  key: number | null
}

/** The columns of a mapping that say whom a row is about. */
export function personColumns({columns}: ImportMapping, match: MatchKey | null): PersonColumns {
  const positionOf = (isIt: (target: ColumnTarget) => boolean): number | null => {
    const found = columns.findIndex(({target}) => isIt(target))
    return found === -1 ? null : found
  }
  return {
    email: positionOf((target) => target.kind === 'field' && target.field === 'email'),
    key: positionOf((target) =>
      match?.kind === 'custom'
        ? target.kind === 'custom' && target.name === match.name
        : match !== null && target.kind === 'field' && target.field === 'phone',
    ),
  }
}

/** Longest key that tells rows apart, in UTF-16 code units. */
const MAX_KEY = 1000

/** A text that is the same for rows about one person; `null` for a row that says of nobody. */
function whomOf(cells: readonly string[], {email, key}: PersonColumns): string | null {
  const text = email === null ? '' : cellText(cells[email] ?? '')
  if (!isNoValue(text)) return parseEmailCell(text)?.email ?? null
  const value = key === null ? '' : cleanLine(cellText(cells[key] ?? ''), MAX_KEY)
  return value === '' ? null : `key ${value}`
}

/**
 * A row as it is uploaded, with the line of an earlier row of the file about the same person. Chunks of an import
 * are carried out side by side, so this alone says which of several rows is the first.
 *
 * @param duplicates - knows the earlier rows of the file
 * @param earlier - knows the people of the files before; `null` for a single file
 */
export function uploadedRow(
  {line, cells, problem}: ReadRow,
  columns: PersonColumns,
  duplicates: DuplicateFinder,
  earlier: EarlierFiles | null = null,
): UploadedRow {
  const row: UploadedRow = {line, cells}
  if (problem) {
    row.problem = problem.code
    return row
  }
  const whom = whomOf(cells, columns)
  if (whom === null) return row
  const repeats = duplicates.find(whom, line)
  if (repeats !== undefined) row.repeats = repeats
  else if (earlier) {
    const first = earlier.people.find(whom, earlier.file) ?? earlier.file
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
