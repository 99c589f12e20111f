import {commitDecision} from '../../../../core/changes/commitDecision.ts'
import type {Mutation} from '../../../../core/changes/mutation.ts'
import {ROW_LABELS, UNDO_LABELS} from '../../../../core/imports/importLabels.ts'
import {fieldProblem, problem, type Problem} from '../../../../core/problems/problem.ts'
import {parseImportId} from '../../../../core/imports/importJob.ts'
import {parseImportIntent, type SourceFile} from '../../../../core/imports/importPlan.ts'
import {
  needsCorrection,
  reportCells,
  reportHeadings,
  reportRows,
} from '../../../../core/imports/report.ts'
import {reconcileImport} from '../../../../core/imports/reconciliation.ts'
import {sourceTotalsOf} from '../../../../core/imports/sourceTotals.ts'
import {
  filesOfImport,
  eachReportedPage,
  readReportedChunks,
  type ChunkReader,
} from '../../../../core/imports/reportedChunks.ts'
import {countDone, hasEnded, jobTally, type JobRecord} from '../../../../core/jobs/jobRecord.ts'
import {requestCancel, resumeJob} from '../../../../core/jobs/jobTransitions.ts'
import type {JobChunk, LeadImport} from '../../../../core/sanity.types.generated.ts'
import {CSV_BOM, CSV_TYPE, csvRows} from '../../../../core/spreadsheet/csvText.ts'
import {isDocumentOfKind} from '../../../../core/tenancy/documentId.ts'
import {storedText} from '../../../../core/problems/storedProblems.ts'
import {changeStore} from '../../../shared/changeStore.ts'
import {isRefusal} from '../../../shared/storeErrors.ts'
import {withRetry} from '../../../shared/withRetry.ts'
import {answer, refuse, refuseBecause, refuseFields} from '../../answer.ts'
import {forCaller, type Caller} from '../../caller.ts'
import type {ApiContext, ApiServices} from '../../services.ts'
import {textStream} from '../textStream.ts'
import {IMPORT_PATH} from './importCase.ts'

type Import = LeadImport & JobRecord

const UNKNOWN = problem('import-request.unknown')

/** Makes a route about one import that the caller can see. */
function forImport(
  {env}: ApiServices,
  route: (context: ApiContext, caller: Caller, job: Import) => Response | Promise<Response>,
) {
  return forCaller(env, async (context, caller) => {
    const id = context.req.param('id') ?? ''
    const job = parseImportId(id) ? await readImport(caller, id) : undefined
    if (!job || !isDocumentOfKind(job, 'import')) {
      return refuseBecause(context, 'invalid', UNKNOWN, {httpStatus: 404})
    }
    return route(context, caller, job)
  })
}

function readImport({client}: Caller, id: string): Promise<Import | undefined> {
  return client.getDocument<Import>(id, {tag: 'leads.api.import-state'})
}

/** `GET /api/v1/tenant/leads/import/{id}`: how far an import is, and what became of its rows. */
export function importStateRoute(services: ApiServices) {
  return forImport(services, (context, _, job) => answer(context, 'ok', stateOf(services, job)))
}

function stateOf({env}: ApiServices, job: Import) {
  const work = parseImportIntent(job.intent)?.work
  const labels = work?.kind === 'undo' ? UNDO_LABELS : ROW_LABELS
  const rows = work?.kind === 'rows' ? work.chunks.reduce((sum, chunk) => sum + chunk.rows, 0) : 0
  const whole = (job.failures ?? []).find(({_key}) => _key === 'whole')
  return {
    id: job._id,
    site: job.site,
    title: job.title,
    kind: work?.kind === 'rows' ? (work.mode === 'check' ? 'dryRun' : 'import') : 'undo',
    state: job.state,
    // Until all rows are written down, the instruction says how many there are.
    totals: {
      total: Math.max(job.totals?.total ?? 0, rows),
      done: countDone(job),
      ...jobTally(job),
    },
    counts: Object.fromEntries(labels.map((label) => [label, job.counts?.[label] ?? 0])),
    reconciliation: hasEnded(job) ? reconcileImport(job, sourceTotalsOf(job)) : null,
    waitingFor: storedText(job.waitingFor),
    reason: storedText(whole?.reason),
    createdAt: job._createdAt,
    startedAt: job.startedAt ?? null,
    finishedAt: job.finishedAt ?? null,
    errors:
      work?.kind === 'rows' ? `${env.publicApiUrl ?? ''}${IMPORT_PATH}/${job._id}/errors` : null,
  }
}

/**
 * `GET /api/v1/tenant/leads/import/{id}/errors`: the rows that were not imported, or not whole, as CSV: their
 * columns as they were sent, and the reason. Corrected, it can be imported again.
 */
export function importErrorsRoute(services: ApiServices) {
  return forImport(services, async (context, caller, job) => {
    const files = filesOfImport(job)
    const wanted = context.req.query('file') ?? '0'
    const file = /^\d{1,3}$/u.test(wanted) ? files[Number(wanted)] : undefined
    if (!file) {
      const why = problem('import-request.file-number', {count: files.length})
      return refuseFields(context, [fieldProblem('file', why)])
    }
    if (!hasEnded(job)) {
      const detail = 'The import is under way. Ask again when it has ended.'
      return refuse(context, 'invalid', {httpStatus: 409, title: 'Not ready yet', detail})
    }
    const read = chunkReader(caller)
    const first = await readReportedChunks(job, files, 0, read)
    if (first.chunks.some(({uploaded}) => uploaded === null)) {
      const detail = 'The rows were removed: they are kept for seven days.'
      return refuse(context, 'invalid', {httpStatus: 410, title: 'Gone', detail})
    }
    context.header('Content-Type', CSV_TYPE)
    context.header('Content-Disposition', 'attachment; filename="rows-to-correct.csv"')
    return context.body(textStream(errorParts(job, files, file, read), () => undefined))
  })
}

function chunkReader({client}: Caller): ChunkReader {
  return (ids) =>
    withRetry(() => client.getDocuments<JobChunk>([...ids], {tag: 'leads.api.import-errors'}))
}

async function* errorParts(
  job: Import,
  files: readonly SourceFile[],
  file: SourceFile,
  read: ChunkReader,
): AsyncGenerator<{text: string}> {
  yield {text: `${CSV_BOM}${csvRows([reportHeadings(file)])}`}
  for await (const page of eachReportedPage(job, files, read, {isWanted: needsCorrection})) {
    const cells = page.chunks
      .filter((chunk) => chunk.file === file)
      .flatMap((chunk) => reportRows(chunk, needsCorrection).map((row) => reportCells(row, file)))
    if (cells.length > 0) yield {text: csvRows(cells)}
  }
}

/** `POST /api/v1/tenant/leads/import/{id}/cancel`: stops an import after the rows that it is at. */
export function cancelImportRoute(services: ApiServices) {
  return changeRoute(services, (job) =>
    hasEnded(job) ? {refusal: problem('import-request.ended')} : {mutations: requestCancel(job)},
  )
}

/** `POST /api/v1/tenant/leads/import/{id}/resume`: resumes an import that was cancelled, or failed. */
export function resumeImportRoute(services: ApiServices) {
  return changeRoute(services, (job) => {
    const mutations = resumeJob(job)
    return mutations.length > 0 ? {mutations} : {refusal: problem('import-request.not-stopped')}
  })
}

type JobChange = {mutations: Mutation[]} | {refusal: Problem}

/** Makes a route that changes an import with the caller's own rights. */
function changeRoute(services: ApiServices, decide: (job: Import) => JobChange) {
  return forImport(services, async (context, caller, {_id: id}) => {
    const store = changeStore(caller.client, 'leads.api.import-change', () =>
      readImport(caller, id),
    )
    try {
      const decision = await commitDecision(store, (job) => {
        const change: JobChange = job ? decide(job) : {refusal: UNKNOWN}
        return 'refusal' in change ? {...change, mutations: []} : {...change, refusal: null}
      })
      if (decision.refusal !== null) {
        const input = {httpStatus: 409, title: 'Not possible'}
        return await refuseBecause(context, 'invalid', decision.refusal, input)
      }
    } catch (error) {
      if (!isRefusal(error)) throw error
      return refuseBecause(context, 'forbidden', problem('import-request.change-forbidden'))
    }
    const job = await readImport(caller, id)
    return answer(context, 'ok', job ? stateOf(services, job) : null, 202)
  })
}
