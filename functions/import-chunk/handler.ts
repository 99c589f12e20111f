import type {ImportUndo} from '../../core/imports/importUndo.ts'
import {parseImportRows} from '../../core/imports/importUndo.ts'
import {ROWS_PER_CHUNK} from '../../core/imports/importPlan.ts'
import {countMade} from '../../core/leads/planPlaces.ts'
import type {JobOutcome} from '../../core/jobs/jobOutcome.ts'
import type {FunctionServices} from '../shared/functionServices.ts'
import type {JobKind, JobRun} from '../shared/jobs/jobKind.ts'
import {runJob, type JobResult} from '../shared/jobs/runJob.ts'
import {mailResult} from './mailResult.ts'
import {openImport, storedIntent, type ImportPlan} from './openImport.ts'
import {decideChunkRow, pageOfRows, readRows, type FoundRows} from './rowsToImport.ts'
import {decideUndo, pageOfUndo, readUndo, type FoundUndo} from './rowsToUndo.ts'

/** How long one call works before it hands the rest over, in milliseconds; its limit is 900 s. */
const CALL_BUDGET_MS = 840_000

/**
 * Carries out an import, or resumes it: checks its rows, writes them, or undoes an earlier import.
 *
 * @param jobId - id of a `leadImport`; for any other id there is nothing to do
 * @param elapsed - milliseconds of a clock that only goes forward
 * @throws whatever reading and writing throw; another call then resumes it
 */
export function importRows(
  services: FunctionServices,
  jobId: string,
  elapsed: () => number,
  budgetMs = CALL_BUDGET_MS,
): Promise<JobResult> {
  return runJob(services, IMPORT, jobId, elapsed, budgetMs)
}

/** What a decision on rows needs: those of an uploaded chunk, or what to undo. */
type Found = FoundRows | FoundUndo

/** Imports, as the job engine carries them out. An item is the number of a row. */
export const IMPORT: JobKind<number, ImportPlan, Found, ImportUndo> = {
  name: 'import',
  parseRows: parseImportRows,
  chunkSize: ROWS_PER_CHUNK,
  idOf: String,
  // Of a person in several files the first counts, and the others add what it lacks.
  stageOf: (plan, chunk) =>
    plan.kind === 'rows' && plan.rows.mode === 'write' ? (plan.rows.chunks[chunk]?.file ?? 0) : 0,
  open: openImport,
  storedIntent,
  async page(run, plan, after, chunks) {
    return plan.kind === 'undo'
      ? pageOfUndo(run, plan, after)
      : pageOfRows(run, plan, after, chunks)
  },
  alongside(plan, outcomes) {
    if (plan.kind === 'undo' || !plan.places) return []
    const made = outcomes.filter((each) => each.kind === 'changed' && each.undo?.kind === 'created')
    return countMade(plan.places.id, made.length)
  },
  read: (run, plan, items, source, isAgain) =>
    plan.kind === 'undo'
      ? readUndo(run, items, source)
      : readRows(run, plan, items, source, isAgain),
  ended: (run, plan) => mailResult(run.services, run, plan),
  decide: (run: JobRun, plan, row, found): JobOutcome<ImportUndo> => {
    if (plan.kind === 'undo' && found.kind === 'undo') return decideUndo(run, plan, row, found)
    if (plan.kind === 'rows' && found.kind === 'rows') return decideChunkRow(run, plan, row, found)
    throw new TypeError('What was read is for another kind of work.')
  },
}
