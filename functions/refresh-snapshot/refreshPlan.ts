import {defineQuery} from 'groq'
import {audienceToPredicate, type AudiencePredicate} from '../../core/audience/evaluateAudience.ts'
import {localDateOf} from '../../core/time/localDate.ts'
import {parseJobId, type JobId} from '../../core/jobs/jobRecord.ts'
import {problem} from '../../core/problems/problem.ts'
import type {ReadingPurpose} from '../../core/shopify/allowedFields.ts'
import {parseRefreshIntent} from '../../core/shopify/refreshJob.ts'
import type {ShopFault} from '../../core/shopify/shopFaults.ts'
import {isShopifyVariable} from '../../core/shopify/shopifyNames.ts'
import {SYNC_CONTROL_ID} from '../../core/shopify/syncControl.ts'
import {
  approvalFault,
  needsEmailDomains,
  readSyncRule,
  type SyncRule,
} from '../../core/shopify/syncRule.ts'
import type {CustomerSyncControl, CustomerSyncRule} from '../../core/sanity.types.generated.ts'
import {isDocumentOfKind, tenantDocumentId} from '../../core/tenancy/documentId.ts'
import {JobRefusal, type JobRun} from '../shared/jobs/jobKind.ts'
import {probeStore, type StoreFacts} from './readStore.ts'
import {createShopClient, ShopFaultError, type ShopClient} from './shopClient.ts'

/** A running refresh without a write for so long, in milliseconds, is abandoned. */
const ABANDONED_MS = 300_000

const RUNNING_REFRESH_QUERY = defineQuery(`*[
  _type == "snapshotRefresh" && site == $site && state == "running" && _id != $jobId
  && startedAt < $before && _updatedAt > $since
] | order(_id desc)[0]._id`)

/** Somebody cancelled the refresh while a store was being read. */
export class RefreshStoppedError extends Error {
  override readonly name = 'RefreshStoppedError'
}

/** A refresh that passed all checks. */
export interface RefreshPlan {
  id: JobId
  rule: SyncRule
  dryRun: boolean
  storeDomain: string
  store: StoreFacts
  client: ShopClient
  purpose: ReadingPurpose
  /** Whether a customer matches the rule; relative dates count from when the job began. */
  predicate: (run: JobRun) => AudiencePredicate
}

/** What a plan needs besides the run. */
export interface PlanServices {
  fetch: typeof fetch
  /** Milliseconds of a monotonic clock. */
  elapsed: () => number
  random: () => number
  sleep: (ms: number) => Promise<void>
}

function refuse(fault: ShopFault): never {
  throw new JobRefusal(problem(fault), fault)
}

/** Ends a job where a store's fault stays after a retry. */
export async function refuseOnFault<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof ShopFaultError && !error.isPassing) refuse(error.fault)
    throw error
  }
}

/**
 * Reads the rule that a refresh follows. Only dry runs follow a rule that is not saved, of people who may
 * save it.
 */
async function readRule(run: JobRun, id: JobId): Promise<{rule: SyncRule; dryRun: boolean}> {
  const intent = parseRefreshIntent(run.intent)
  if (!intent) throw new JobRefusal(problem('sync.instruction-unreadable'))
  const ruleId = tenantDocumentId(id.site, 'rule', 'customers')
  const document = await run.services.client.getDocument<CustomerSyncRule>(ruleId, {
    tag: 'leads.refresh.rule',
  })
  if (!document || !isDocumentOfKind(document, 'rule')) refuse('rule-missing')
  if (document._rev !== intent.ruleRev) refuse('rule-changed')
  const {dryRun, candidate} = intent
  if (candidate && (!dryRun || !(id.isReserved || document.tenantMayEdit))) {
    throw new JobRefusal(problem('sync.rule-not-yours'))
  }
  const read = readSyncRule(candidate ? {...document, ...candidate} : document)
  if (!read.ok) refuse('rule-unsound')
  return {rule: read.rule, dryRun}
}

/** Throws when all syncs are paused, or this one was cancelled. Called before each request to a store. */
async function checkAllowed({services, jobId}: JobRun): Promise<void> {
  const [control, job] = await services.client.getDocuments<
    CustomerSyncControl & {cancelRequested?: boolean}
  >([SYNC_CONTROL_ID, jobId], {tag: 'leads.refresh.control'})
  if (control?.paused === true) refuse('paused')
  if (!job || job.cancelRequested === true) throw new RefreshStoppedError('It was cancelled.')
}

/** Throws when an earlier refresh of the site still reads the store: both would share its rate. */
async function checkAlone({services, site, jobId, startedMs}: JobRun): Promise<void> {
  const other = await services.client.fetch<string | null>(
    RUNNING_REFRESH_QUERY,
    {
      site: site.key,
      jobId,
      before: new Date(startedMs).toISOString(),
      since: new Date(Date.parse(services.now()) - ABANDONED_MS).toISOString(),
    },
    {tag: 'leads.refresh.running'},
  )
  if (other) refuse('busy')
}

/**
 * Checks that a refresh can and may be carried out, and that the store is the right one.
 *
 * @throws JobRefusal when not, with the fault
 */
export async function planRefresh(run: JobRun, services: PlanServices): Promise<RefreshPlan> {
  const id = parseJobId(run.jobId, 'refresh')
  if (!id) throw new JobRefusal(problem('job.site-gone'))
  const {rule, dryRun} = await readRule(run, id)
  if (rule.mode === 'disabled') refuse('rule-disabled')
  const {shopify, timeZone} = run.site
  const zone = timeZone ?? 'UTC'
  const fault = approvalFault(rule, localDateOf(run.services.now(), zone))
  // A dry run shows whether an approval is worth asking for.
  if (fault && !dryRun) refuse(fault)
  const storeDomain = shopify?.storeDomain
  if (!storeDomain) refuse('store-missing')
  const variable = shopify.accessTokenEnv ?? ''
  if (!isShopifyVariable(variable)) refuse('token-unnamed')
  const accessToken = run.services.env.named(variable)
  if (!accessToken) refuse('token-missing')
  await checkAlone(run)
  const purpose = {emailDomains: needsEmailDomains(rule)}
  return refuseOnFault(async () => {
    const client = createShopClient({
      storeDomain,
      accessToken,
      purpose,
      localHost: run.services.env.shopifyApiHost,
      ...services,
      beforeRequest: () => checkAllowed(run),
    })
    const store = await probeStore(client, storeDomain)
    const predicate = ({startedMs}: JobRun): AudiencePredicate =>
      rule.audience
        ? audienceToPredicate(rule.audience, {
            now: new Date(startedMs).toISOString(),
            timeZone: zone,
          })
        : () => true
    return {id, rule, dryRun, storeDomain, store, client, purpose, predicate}
  })
}
