import {defineQuery} from 'groq'
import {readBulkPeople} from '../../../core/changes/bulk/bulkPeople.ts'
import type {BulkUndo} from '../../../core/changes/bulk/bulkOutcome.ts'
import {BULK_VERSION} from '../../../core/changes/bulk/bulkIntent.ts'
import {problem} from '../../../core/problems/problem.ts'
import {changeError} from '../../ui/changeStore.ts'
import {parseIdOfKind} from '../../../core/tenancy/documentId.ts'
import {readBulkRows, directReport, type BulkReport} from './bulkReport.ts'
import {documentsOf, runDirect} from './runDirect.ts'
import {startBulk, type BulkSetting} from './startBulk.ts'

const deletionQuery = defineQuery(
  '*[_type == "leadActivity" && site == $site && leadId == $id && defined(jobId) && "deleted" in details[name == "change"].value] | order(at desc, _id desc)[0].jobId',
)

const NO_CALLBACKS = {onProgress: () => undefined, isCancelled: () => false}

/** @throws ChangeError with the reason, unless a lead was changed */
function requireSuccess(report: BulkReport): BulkReport {
  const {tally, failures, skipped} = report
  if (tally.succeeded > 0) return report
  const problems = [...failures, ...skipped].flatMap((each) => each.problems)
  throw changeError(...(problems.length > 0 ? problems : [problem('bulk.nothing-to-change')]))
}

/**
 * Deletes a lead as a bulk change of one lead, which stores in the same transaction what restoring
 * needs.
 *
 * @throws ChangeError when it could not be deleted, else the client's error
 */
export async function removeLead(setting: BulkSetting, id: string): Promise<BulkReport> {
  const end = await startBulk(setting, {kind: 'delete'}, {kind: 'ids', ids: [id]}, 1, NO_CALLBACKS)
  if (end.kind === 'done') return requireSuccess(end.report)
  throw changeError(problem('bulk.queued'))
}

/**
 * Restores some of the leads that a bulk change deleted, from its chunks.
 *
 * @throws ChangeError when nothing could be restored, else the client's error
 */
export async function restoreFrom(
  setting: BulkSetting,
  jobId: string,
  ids: readonly string[],
): Promise<BulkReport> {
  const {client, site, user, newUlid, now} = setting
  const rows = await readBulkRows(client, site.key, jobId)
  const undos = new Map<string, BulkUndo>()
  for (const {id, undo} of rows.flatMap((each) => each.undo)) {
    if (undo?.kind === 'deleted' && ids.includes(id)) undos.set(id, undo)
  }
  if (undos.size === 0) {
    throw changeError(problem('bulk.data-expired'))
  }
  const found = [...undos.keys()]
  const action = {kind: 'undo' as const}
  const result = await runDirect({
    client,
    site,
    user,
    now,
    ulid: newUlid(),
    intent: {
      version: BULK_VERSION,
      action,
      targets: {kind: 'ids', ids: found},
      expected: found.length,
    },
    ids: found,
    people: await readBulkPeople(documentsOf(client), found, action),
    undos,
  })
  return requireSuccess(directReport(result, action))
}

/**
 * Restores a deleted lead. Its timeline names the bulk change that deleted it.
 *
 * @throws ChangeError when it could not be restored, else the client's error
 */
export async function restoreLeadById(setting: BulkSetting, id: string): Promise<BulkReport> {
  const {client, site} = setting
  const jobId = await client.fetch<string | null>(
    deletionQuery,
    {site: site.key, id},
    {perspective: 'raw', tag: 'leads.change.deletion'},
  )
  if (jobId === null || parseIdOfKind(jobId, 'bulk')?.site !== site.key) {
    throw changeError(problem('bulk.nothing-kept'))
  }
  return restoreFrom(setting, jobId, [id])
}
