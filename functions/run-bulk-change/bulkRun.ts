import type {ChainTail} from '../../core/audit/recordActivities.ts'
import type {Actor} from '../../core/changes/activity.ts'
import {needsAdministrator, type BulkIntent} from '../../core/changes/bulk/bulkIntent.ts'
import {parseBulkId, type BulkId} from '../../core/changes/bulk/bulkIds.ts'
import {parseBulkIntent} from '../../core/changes/bulk/bulkIntent.ts'
import type {BulkJobRecord} from '../../core/changes/bulk/bulkJob.ts'
import type {BulkChange} from '../../core/sanity.types.generated.ts'
import {parseTenantDocumentId} from '../../core/tenancy/documentId.ts'
import type {FunctionServices} from '../shared/functionServices.ts'
import type {ServerSite} from '../shared/siteRegistry.ts'

/** A bulk change that is being carried out. */
export interface BulkRun {
  services: FunctionServices
  id: BulkId
  jobId: string
  site: ServerSite
  intent: BulkIntent
  actor: Actor
  /** Milliseconds since 1970 of its beginning, of which its timeline entries get their ids. */
  startedMs: number
  /** Failures that its document lists already. */
  listed: number
  /** End of the site's audit trail as far as it is known; `undefined` when it has to be looked for. */
  tail: ChainTail | null | undefined
}

/** Somebody asked for what cannot be done, or may not. The text is for them. */
export class BulkRefusal extends Error {
  override readonly name = 'BulkRefusal'
}

/** Reads the document of a bulk change as it is now; `null` when it is gone. */
export async function readJob(
  {client}: FunctionServices,
  jobId: string,
): Promise<BulkJobRecord | null> {
  const job = await client.getDocument<BulkChange>(jobId, {tag: 'leads.bulk.job'})
  return job?._type === 'bulkChange' ? job : null
}

async function checkTarget(run: Pick<BulkRun, 'services' | 'id' | 'intent'>): Promise<void> {
  const {services, id, intent} = run
  const {action, targets} = intent
  const target =
    action.kind === 'addToCampaign'
      ? action.campaignId
      : action.kind === 'addToList'
        ? action.listId
        : null
  if (target !== null) {
    const parsed = parseTenantDocumentId(target)
    const own = parsed?.site === id.site && (parsed.kind === 'list' || parsed.kind === 'campaign')
    const found = own ? await services.client.getDocument(target, {tag: 'leads.bulk.target'}) : null
    if (!found) throw new BulkRefusal('The list or campaign is gone. Choose another.')
  }
  if (action.kind === 'undo' && (targets.kind !== 'job' || targets.which !== 'changed')) {
    throw new BulkRefusal('Only what a bulk change has changed can be undone.')
  }
  if (targets.kind !== 'job') return
  const source = parseBulkId(targets.jobId)
  if (source?.site !== id.site)
    throw new BulkRefusal('The earlier bulk change is not of this site.')
  // What a page noted of a bulk change, every editor can write.
  if (needsAdministrator(action) && !source.byAdministrator) {
    throw new BulkRefusal('Only what an administrator asked for can be deleted again.')
  }
}

/**
 * Checks that a bulk change can and may be carried out.
 *
 * Functions have rights of their own, so what somebody may have done is told by which document they
 * could write: grants let nobody name somebody else in `createdBy`, and only administrators write
 * the ids of those that delete (`docs/decisions/0008-bulk-changes.md`).
 *
 * @throws BulkRefusal when it cannot or may not
 */
export async function openRun(services: FunctionServices, job: BulkJobRecord): Promise<BulkRun> {
  const id = parseBulkId(job._id)
  const site = id && (await services.registry.site(id.site))
  if (!id || !site) throw new BulkRefusal('There is no such site.')
  const parsed = parseBulkIntent(job.intent)
  if (!parsed.ok) throw new BulkRefusal(parsed.reason)
  const {intent} = parsed
  if (needsAdministrator(intent.action) && !id.byAdministrator) {
    throw new BulkRefusal('Only administrators of the site may delete leads.')
  }
  await checkTarget({services, id, intent})
  const name = intent.actorName ? {name: intent.actorName} : {}
  return {
    services,
    id,
    jobId: job._id,
    site,
    intent,
    actor: {kind: 'user', id: job.createdBy ?? '', ...name},
    startedMs: Date.parse(job.startedAt ?? services.now()),
    listed: job.failures?.length ?? 0,
    tail: undefined,
  }
}
