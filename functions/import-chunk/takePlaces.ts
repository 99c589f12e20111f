import {commitDecision} from '../../core/changes/commitDecision.ts'
import {canonicalJson} from '../../core/crypto/canonicalJson.ts'
import {importId} from '../../core/imports/importJob.ts'
import type {RowsToImport} from '../../core/imports/importPlan.ts'
import {parseImportRows, rowsOfNewLeads} from '../../core/imports/importUndo.ts'
import {chunkIds} from '../../core/jobs/jobChunk.ts'
import {hasEnded, parseJobId} from '../../core/jobs/jobRecord.ts'
import {importPlacesId, takeForImport} from '../../core/leads/planPlaces.ts'
import {problem, type Problem} from '../../core/problems/problem.ts'
import type {JobChunk, LeadImport, PlanPlaces} from '../../core/sanity.types.generated.ts'
import {changeStore} from '../shared/changeStore.ts'
import {JobRefusal, type JobRun} from '../shared/jobs/jobKind.ts'
import {readPlaces} from '../shared/planPlaces.ts'
import {readCreatedWork} from '../shared/createdWork.ts'

/** The places of the site's plan that an import has taken. */
export interface TakenPlaces {
  /** Id of their document. */
  id: string
  /** Whether a row may become a new lead. */
  isFor: (row: number) => boolean
}

const tag = {tag: 'leads.import.places'}

/**
 * Takes places of the site's plan for all leads that an import may make. Without a check of the same rows any row
 * may be a new lead; where so many do not fit, only those that the check found to be new may become one.
 *
 * @param total - how many rows there are
 * @returns `null` where the site has no limit
 * @throws JobRefusal when they do not fit
 */
export async function takePlaces(
  run: JobRun,
  rows: RowsToImport,
  total: number,
): Promise<TakenPlaces | null> {
  const {services, site, id, jobId} = run
  const limit = site.planLimit
  if (limit == null || total === 0) return null
  const places = importPlacesId(site.key, id.ulid)
  const known = await services.client.getDocument<PlanPlaces>(places, tag)
  const forAnyRow = {id: places, isFor: () => true}
  if (known?.isForAnyRow === true) return forAnyRow
  const made = known ? new Set<number>() : await readNewRows(run, jobId)
  const full = known ? null : await takeSome(run, limit, total - made.size, true)
  if (!known && full === null) return forAnyRow
  const checkId = rows.check ? importId(site.key, rows.check, 'rows') : null
  if (full && checkId === null) throw new JobRefusal(full)
  const checked = checkId === null ? new Set<number>() : await readCheck(run, checkId, rows)
  const left = [...checked].filter((row) => !made.has(row)).length
  const isTooMuch = known ? null : await takeSome(run, limit, left, false)
  if (isTooMuch) throw new JobRefusal(isTooMuch)
  return {id: places, isFor: (row) => checked.has(row)}
}

/** Takes so many places; returns why not. */
async function takeSome(
  {services, site, id, jobId}: JobRun,
  planLimit: number,
  places: number,
  isForAnyRow: boolean,
): Promise<Problem | null> {
  const {client, now} = services
  const store = changeStore(client, 'leads.import.places', () =>
    readPlaces(client, {key: site.key, planLimit}, now()),
  )
  const decision = await commitDecision(store, (known) =>
    takeForImport(known, {importId: jobId, ulid: id.ulid, places, isForAnyRow}),
  )
  return decision.kind === 'refused' ? decision.problem : null
}

/**
 * Checks that an import still has its places: whoever asked for it may have written that it ended, and then
 * others may have taken them.
 *
 * @throws JobRefusal where it has none
 */
export async function checkPlaces({services}: JobRun, places: TakenPlaces): Promise<void> {
  if (await services.client.getDocument(places.id, tag)) return
  throw new JobRefusal(problem('import.places-lost'))
}

/** The rows that a check of the same rows found to be new people. */
async function readCheck(run: JobRun, checkId: string, rows: RowsToImport): Promise<Set<number>> {
  const {client} = run.services
  const work = (await readCreatedWork(client, checkId))?.work
  const job = await client.getDocument<LeadImport>(checkId, {tag: 'leads.import.check'})
  const isSame = work?.kind === 'rows' && work.mode === 'check' && isSameReading(work, rows)
  if (!isSame || !job || !hasEnded(job)) {
    throw new JobRefusal(problem('import.not-checked'))
  }
  return readNewRows(run, checkId)
}

/** Whether two instructions are about the same rows, and find the same people in them. */
function isSameReading(one: RowsToImport, other: RowsToImport): boolean {
  const reading = ({chunks, files, match = null}: RowsToImport): string =>
    canonicalJson({
      chunks,
      files: files.map(({mapping, timeZone}) => ({mapping, timeZone})),
      match,
    })
  return reading(one) === reading(other)
}

/** Chunks that are read at a time. */
const CHUNKS_AT_ONCE = 20

/** The rows of an import that are about new people, by the chunks that only functions write. */
async function readNewRows({services}: JobRun, jobId: string): Promise<Set<number>> {
  const id = parseJobId(jobId)
  const found = new Set<number>()
  if (!id) return found
  for (let after = 0; ; after += CHUNKS_AT_ONCE) {
    const ids = chunkIds(id, 'function', CHUNKS_AT_ONCE, after)
    const chunks = await services.client.getDocuments<JobChunk>(ids, {tag: 'leads.import.new'})
    const own = chunks.filter((each) => each?.jobId === jobId)
    for (const each of own) {
      const rows = parseImportRows(each?.rows)
      for (const row of rows ? rowsOfNewLeads(rows) : []) found.add(row)
    }
    if (own.length < CHUNKS_AT_ONCE) return found
  }
}
