import type {ItemProblem} from '../jobs/jobOutcome.ts'
import type {SourceFile} from './importPlan.ts'
import type {RowLabel} from './importLabels.ts'
import {ROW_LABELS} from './importLabels.ts'
import type {ImportRows} from './importUndo.ts'
import {describeProblem, type Problem} from '../problems/problem.ts'
import {storedRowProblem} from './rowProblem.ts'
import type {UploadedRow} from './uploadedChunk.ts'

/** A chunk of an import with the rows that were uploaded for it. */
export interface ReportedChunk {
  /** What became of the rows. */
  done: ImportRows
  /** Number of the chunk's first row in the import, from 0. */
  first: number
  /** The rows as they were read; `null` once they are purged. */
  uploaded: readonly UploadedRow[] | null
  /** The file of the rows. */
  file: Pick<SourceFile, 'name' | 'mapping'>
}

/** A remark about a cell of a row; about the row as a whole where it names no column. */
export interface ReportRemark {
  /** Heading of the column, or its number from 1 where it has none; `null` for the row as a whole. */
  column: string | null
  /** Number of the column, from 0; `null` for the row as a whole. */
  at: number | null
  /** The cell as it was read; `null` for the row as a whole, and once the rows are purged. */
  value: string | null
  problem: Problem
  /** Whether correcting the row helps; otherwise the row itself is sound. */
  isFault: boolean
}

/** What became of a row. */
export interface ReportedRow {
  /** Number of the row in the import, from 0. */
  row: number
  file: string
  /** Line of the file; `null` once the rows are purged. */
  line: number | null
  /** `null` for a row that is still to be done. */
  label: RowLabel | null
  /** The lead that it concerns, where it existed before. */
  leadId: string | null
  /** Fields in which that lead differed. */
  fields: readonly string[]
  remarks: readonly ReportRemark[]
  /** The row as it was read; empty once the rows are purged. */
  cells: readonly string[]
}

function headingOf({mapping}: ReportedChunk['file'], column: number): string {
  return mapping.columns[column]?.heading.trim() || String(column + 1)
}

function remarkOf(
  problem: ItemProblem,
  cells: readonly string[],
  file: ReportedChunk['file'],
): ReportRemark {
  const {column} = problem
  return {
    column: column === null ? null : headingOf(file, column),
    at: column,
    value: column === null ? null : (cells[column] ?? null),
    problem: storedRowProblem(problem),
    isFault: true,
  }
}

function labelsByRow({labels = {}}: ImportRows): Map<string, RowLabel> {
  return new Map(
    ROW_LABELS.flatMap((label) => (labels[label] ?? []).map((id) => [id, label] as const)),
  )
}

/**
 * What became of the rows of a chunk, in their order.
 *
 * @param isWanted - which rows to report; all by default
 */
export function reportRows(
  {done, first, uploaded, file}: ReportedChunk,
  isWanted: (row: Pick<ReportedRow, 'label' | 'remarks'>) => boolean = () => true,
): ReportedRow[] {
  const labels = labelsByRow(done)
  const notes = new Map((done.notes ?? []).map((note) => [note.id, note] as const))
  const reasons = new Map(
    [...done.failed, ...done.skipped].map(({id, problems}) => [id, problems] as const),
  )
  const ids = new Set([...done.waiting.map(String), ...labels.keys(), ...reasons.keys()])
  const rows = [...ids].map(Number).sort((left, right) => left - right)
  return rows.flatMap((row): ReportedRow[] => {
    const id = String(row)
    const read = uploaded?.[row - first]
    const cells = read?.cells ?? []
    const note = notes.get(id)
    const faults = (note?.problems ?? []).map((each) => remarkOf(each, cells, file))
    const whole = (reasons.get(id) ?? []).map((problem): ReportRemark => ({
      column: null,
      at: null,
      value: null,
      problem,
      isFault: false,
    }))
    const remarks = faults.length > 0 ? faults : whole
    const label = labels.get(id) ?? null
    if (!isWanted({label, remarks})) return []
    const {about = null, fields = []} = note ?? {}
    const line = read?.line ?? null
    return [{row, file: file.name, line, label, leadId: about, fields, remarks, cells}]
  })
}

/** Heading of the column with the reasons, in files of rows that were not imported. */
export const REASON_HEADING = 'Why not imported'

/** First row of the file of a report: the original columns, and the reason. */
export function reportHeadings({mapping}: ReportedChunk['file']): string[] {
  return [...mapping.columns.map(({heading}) => heading), REASON_HEADING]
}

/**
 * A row of the file of a report: its original cells, and why it was not imported, or not all of it. The file
 * can be corrected and imported again; cells are escaped where the file is formatted (`csvRows`).
 *
 * @param describe - says a problem, in English by default
 */
export function reportCells(
  {cells, remarks}: ReportedRow,
  {mapping}: ReportedChunk['file'],
  describe: (problem: Problem) => string = describeProblem,
): string[] {
  const columns = mapping.columns.map((_, index) => cells[index] ?? '')
  const reasons = remarks.map(({column, problem}) =>
    column === null ? describe(problem) : `${column}: ${describe(problem)}`,
  )
  return [...columns, reasons.join(' ')]
}

/** Whether a row belongs into the file of rows to correct: not imported for a fault, or not all of it. */
export function needsCorrection({label, remarks}: Pick<ReportedRow, 'label' | 'remarks'>): boolean {
  return label === 'invalid' || remarks.some(({isFault}) => isFault)
}
