import {setTimeout as pause} from 'node:timers/promises'
import {auditEventIds, parseHead, trailHeadId} from '../../core/audit/appendEvents.ts'
import type {TransactionRef} from '../../core/audit/storeTransaction.ts'
import type {AuditEvent, TrailHead} from '../../core/sanity.types.generated.ts'
import {recordTrail} from '../record-trail/handler.ts'
import type {FunctionServices} from '../shared/functionServices.ts'
import type {JobRun} from '../shared/jobs/jobKind.ts'

/** Events that are read at a time. */
const EVENTS_AT_ONCE = 50
/** Newest events of a trail that are looked through. */
const MAX_EVENTS = 2_000
/** Pauses before trying again, in milliseconds: another call may write the trail. */
const PAUSES_MS = [100, 300, 800, 2000]
/** How long one call writes the trail, in milliseconds. */
const BUDGET_MS = 20_000

/**
 * Whether the audit trail of an export's site has the event of its beginning; writes the trail first. The
 * events are read by their ids, which a query may not see yet.
 *
 * @param creation - the transaction that created the export's document
 * @param holder - id of this call
 * @throws what reading and writing throw
 */
export async function isInTrail(
  services: FunctionServices,
  {site, jobId}: Pick<JobRun, 'site' | 'jobId'>,
  creation: TransactionRef,
  holder: string,
  elapsed: () => number,
): Promise<boolean> {
  if (await hasEvent(services, site.key, jobId, creation)) return true
  for (const [attempt, ms] of [0, ...PAUSES_MS].entries()) {
    await pause(ms)
    await recordTrail(services, `${holder}.${attempt}`, elapsed, BUDGET_MS)
    if (await hasEvent(services, site.key, jobId, creation)) return true
  }
  return false
}

async function hasEvent(
  {client}: FunctionServices,
  chain: string,
  jobId: string,
  creation: TransactionRef,
): Promise<boolean> {
  const tag = 'leads.export.trail'
  const head = parseHead((await client.getDocument<TrailHead>(trailHeadId(chain), {tag})) ?? null)
  let last = head?.seq ?? 0
  const oldest = Math.max(0, last - MAX_EVENTS)
  while (last > oldest) {
    const count = Math.min(EVENTS_AT_ONCE, last - oldest)
    const ids = auditEventIds(chain, last - count + 1, count)
    const events = await client.getDocuments<AuditEvent>(ids, {tag})
    const isFound = events.some(
      (event) =>
        event?.action === 'export.started' &&
        event.target.id === jobId &&
        event.transaction === creation.id,
    )
    if (isFound) return true
    const [first] = events
    if (first && Date.parse(first.at) < Date.parse(creation.at)) return false
    last -= count
  }
  return false
}
