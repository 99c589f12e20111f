import {
  needsAdministrator,
  notedIntent,
  parseBulkIntent,
  type BulkAction,
} from '../../core/changes/bulk/bulkIntent.ts'
import {parseBulkRows, type BulkUndo} from '../../core/changes/bulk/bulkOutcome.ts'
import {
  readBulkPeople,
  type BulkPeople,
  type BulkUndos,
} from '../../core/changes/bulk/bulkPeople.ts'
import {decideLead} from '../../core/changes/bulk/bulkDecisions.ts'
import {parseJobId} from '../../core/jobs/jobRecord.ts'
import type {PersonDocument} from '../../core/documents/person.ts'
import {keyedUlid} from '../../core/people/ulid.ts'
import {problem} from '../../core/problems/problem.ts'
import {isDocumentOfKind, parseTenantDocumentId} from '../../core/tenancy/documentId.ts'
import {JobRefusal, type JobKind, type JobRun} from '../shared/jobs/jobKind.ts'
import {checkDeletion, finishDeletion, readOthers, restoreList} from './listDeletion.ts'
import {findEarlierJob, pageOfTargets, readUndos, type BulkPlan} from './bulkTargets.ts'
import type {FunctionServices} from '../shared/functionServices.ts'
import {runJob, type JobResult} from '../shared/jobs/runJob.ts'

/**
 * Carries out a bulk change of leads, or resumes it.
 *
 * @param jobId - id of a `bulkChange`; for any other id there is nothing to do
 * @param elapsed - milliseconds of a clock that only goes forward
 * @throws whatever reading and writing throw; another call then resumes it
 */
export function runBulkChange(
  services: FunctionServices,
  jobId: string,
  elapsed: () => number,
  budgetMs?: number,
): Promise<JobResult> {
  return runJob(services, BULK_CHANGE, jobId, elapsed, budgetMs)
}

/** Leads of one chunk: with their timeline entries a transaction has a thousand documents. */
const CHUNK_SIZE = 500

/** The people of one chunk, and what to undo of them. */
interface BulkChunk {
  people: BulkPeople
  undos: BulkUndos
  /** Leads that say they are from an import that did not create them: a list is deleted without them. */
  staying: ReadonlySet<string>
}

const NOBODY: ReadonlySet<string> = new Set()

/** Bulk changes of leads, as the job engine carries them out. */
export const BULK_CHANGE: JobKind<string, BulkPlan, BulkChunk, BulkUndo> = {
  name: 'bulk',
  parseRows: parseBulkRows,
  chunkSize: CHUNK_SIZE,
  idOf: (id) => id,
  open: openBulkChange,
  page: pageOfTargets,
  storedIntent: ({intent}) => JSON.stringify(notedIntent(intent)),
  async read(run, {intent: {action}}, ids, source) {
    const {client} = run.services
    const read = (some: string[]) =>
      client.getDocuments<PersonDocument>(some, {tag: 'leads.bulk.read'})
    const [people, undos] = await Promise.all([
      readBulkPeople(read, ids, action),
      readUndos(run, action, source),
      checkTarget(run, action),
    ])
    const staying = action.kind === 'deleteList' ? await readOthers(run, action, people) : NOBODY
    return {people, undos, staying}
  },
  decide: (run, {intent: {action}}, id, {people, undos, staying}) =>
    decideLead({
      id,
      ...people.person(id),
      site: run.site,
      action: action.kind === 'deleteList' && staying.has(id) ? {...action, imports: []} : action,
      undo: undos.get(id),
      actor: run.actor,
      now: run.services.now(),
      ids: {activity: entryUlid(run, id)},
      jobId: run.jobId,
    }),
  finish: async (run, {intent: {action}}) =>
    action.kind === 'deleteList' ? finishDeletion(run, action) : [],
}

/**
 * Checks that a bulk change can and may be carried out.
 *
 * Functions have rights of their own, so the store says what its author may do: its history names the
 * author of the job's document, and only administrators can create those that delete
 * (`docs/decisions/0008-bulk-changes.md`).
 *
 * @throws JobRefusal when it cannot or may not
 */
async function openBulkChange(run: JobRun): Promise<BulkPlan> {
  const id = parseJobId(run.jobId, 'bulk')
  const parsed = parseBulkIntent(run.intent)
  if (!id) throw new JobRefusal(problem('job.site-gone'))
  if (!parsed.ok) throw new JobRefusal(parsed.problem)
  const {intent} = parsed
  const {action, targets} = intent
  if (needsAdministrator(action) && !id.isReserved) {
    throw new JobRefusal(problem('bulk.administrators-only'))
  }
  await checkTarget(run, action)
  if (action.kind === 'deleteList') await checkDeletion(run, action)
  if (action.kind === 'undo' && (targets.kind !== 'job' || targets.which !== 'changed')) {
    throw new JobRefusal(problem('bulk.not-undoable'))
  }
  if (targets.kind !== 'job') return {intent, earlier: null}
  const earlier = await findEarlierJob(run.services, id.site, targets.jobId)
  if (needsAdministrator(action) && !earlier.id.isReserved) {
    throw new JobRefusal(problem('bulk.not-repeatable'))
  }
  if (action.kind === 'undo') await restoreList(run, earlier)
  return {intent, earlier}
}

/**
 * Refuses to add leads to a list or campaign that is gone, or of another site. It is looked for before each
 * chunk: somebody may delete it meanwhile.
 */
async function checkTarget({services, site}: JobRun, action: BulkAction): Promise<void> {
  const target =
    action.kind === 'addToCampaign'
      ? ({kind: 'campaign', id: action.campaignId} as const)
      : action.kind === 'addToList'
        ? ({kind: 'list', id: action.listId} as const)
        : null
  if (target === null) return
  const isOwn = parseTenantDocumentId(target.id)?.site === site.key
  const found = isOwn
    ? await services.client.getDocument(target.id, {tag: 'leads.bulk.target'})
    : null
  if (!found || !isDocumentOfKind(found, target.kind)) {
    throw new JobRefusal(problem('bulk.target-gone'))
  }
}

/** ULID of the timeline entry about one lead, which only functions can compute. */
function entryUlid({services, site, startedMs, jobId}: JobRun, leadId: string): string {
  return keyedUlid(services.secrets(site, 'person-key'), startedMs, 'activity', jobId, leadId)
}
