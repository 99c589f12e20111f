import {randomBytes} from 'node:crypto'
import {z} from 'zod'
import {commitMutations, committer} from '../../../core/changes/commitDecision.ts'
import type {Mutation} from '../../../core/changes/mutation.ts'
import {envelope} from '../../../core/envelope/envelope.ts'
import {ulidFrom} from '../../../core/people/ulid.ts'
import {
  describeProblem,
  fieldErrors,
  problem,
  type Problem,
} from '../../../core/problems/problem.ts'
import {REDACTION_LEVELS} from '../../../core/shopify/customerTally.ts'
import {newRefresh} from '../../../core/shopify/refreshJob.ts'
import {MAX_PURPOSE} from '../../../core/shopify/ruleChange.ts'
import {rulePreview} from '../../../core/shopify/rulePreview.ts'
import {policyDiff, type PolicyRow, type RulePolicy} from '../../../core/shopify/rulePolicy.ts'
import {MAX_PAUSE_REASON, pauseChange} from '../../../core/shopify/syncControl.ts'
import {READ_FIELDS, SYNC_MODES, SYNC_SCHEDULES} from '../../../core/shopify/syncRule.ts'
import {isSiteKey} from '../../../core/tenancy/documentId.ts'
import {isRefusal} from '../../shared/storeErrors.ts'
import {refuseBecause, refuseFields} from '../answer.ts'
import {readBody} from '../readBody.ts'
import {schemaProblems} from '../schemaProblems.ts'
import type {ApiContext, ApiServices} from '../services.ts'
import {forCaller, type Caller} from '../caller.ts'
import {readAllSites, type AskedSites, type SiteWithRule} from './readSites.ts'

/** Sites that one request may name; `all` reaches more. */
const MAX_SITES = 1_000

const Sites = z.union([
  z.literal('all'),
  z.array(z.string().refine(isSiteKey, 'It is not the key of a site.')).min(1).max(MAX_SITES),
])

/** Settings to give the rules of sites; those that are left out stay. */
const Policy = z.strictObject({
  mode: z.enum(SYNC_MODES).optional(),
  redactionLevel: z.enum(REDACTION_LEVELS).optional(),
  conditions: z.string().max(100_000).nullable().optional(),
  cellThreshold: z.int().optional(),
  allowedTags: z.array(z.string()).max(1_000).nullable().optional(),
  purposes: z
    .partialRecord(z.enum(READ_FIELDS.map(({name}) => name)), z.string().max(MAX_PURPOSE))
    .optional(),
  schedule: z.enum(SYNC_SCHEDULES).optional(),
  keepDays: z.int().optional(),
  approvalReference: z.string().max(200).nullable().optional(),
  approvalUntil: z.iso.date().nullable().optional(),
  tenantMayEdit: z.boolean().optional(),
})

/** The body of `POST /api/admin/shopify/customer-sync`. */
export const ActionBody = z.discriminatedUnion('action', [
  z.strictObject({action: z.literal('preview'), sites: Sites, policy: Policy}),
  z.strictObject({action: z.literal('apply'), sites: Sites, policy: Policy}),
  z.strictObject({
    action: z.literal('refresh'),
    sites: Sites,
    dryRun: z.boolean().default(false),
  }),
  z.strictObject({
    action: z.literal('pause'),
    reason: z.string().max(MAX_PAUSE_REASON).default(''),
  }),
  z.strictObject({action: z.literal('resume')}),
])

type Action = z.output<typeof ActionBody>

/**
 * `POST /api/admin/shopify/customer-sync`: previews and applies a policy, starts refreshes, pauses and
 * resumes. It acts with the caller's own rights, and each site has its own result.
 */
export function actionRoute({env, now}: ApiServices) {
  return forCaller(env, async (context, caller) => {
    const {value} = await readBody(context.req.raw)
    const {data: action, error} = ActionBody.safeParse(value)
    if (!action) {
      return refuseFields(context, schemaProblems(error, 'action'))
    }
    if (action.action === 'pause' || action.action === 'resume') {
      return pause(context, caller, action)
    }
    const at = now()
    const sites = await readAllSites(caller.client, action.sites, at.toISOString())
    if (action.action === 'refresh') {
      const asked = await forEachSite(sites, (site) =>
        refreshSite(caller, site, action.dryRun, at.getTime()),
      )
      return answerSites(context, action.sites, asked)
    }
    const rows = policyDiff(sites, toPolicy(action.policy))
    const results =
      action.action === 'preview'
        ? rows.map(previewResult)
        : await forEachSite(rows, (row) => applyRow(caller, row))
    return answerSites(context, action.sites, results)
  })
}

/** Sites that are written at a time, each in its own transaction. */
const LANES = 8

/** The result of one site. */
type SiteResult = {site: string; result: string; [detail: string]: unknown}

/** The result of a site at which nothing was done, with the problem as its code and its English text. */
function notDone(
  site: string,
  result: 'failed' | 'forbidden' | 'refused',
  why: Problem,
): SiteResult {
  return {site, result, code: why.code, reason: describeProblem(why)}
}

async function writeSite(
  {client}: Caller,
  site: string,
  mutations: readonly Mutation[],
  done: Omit<SiteResult, 'site'> & {result: string},
): Promise<SiteResult> {
  try {
    const store = committer(client, 'leads.api.sync-write', 'sync')
    if ((await commitMutations(store, mutations)).kind === 'written') return {site, ...done}
    return notDone(site, 'failed', problem('sync-request.changed'))
  } catch (error) {
    if (isRefusal(error)) return notDone(site, 'forbidden', problem('sync-request.forbidden'))
    return notDone(site, 'failed', problem('sync-request.not-stored'))
  }
}

async function forEachSite<T>(
  items: readonly T[],
  work: (item: T) => Promise<SiteResult>,
): Promise<SiteResult[]> {
  const results: SiteResult[] = []
  const queue = items.values()
  const lane = async (): Promise<void> => {
    for (const item of queue) results.push(await work(item))
  }
  await Promise.all(Array.from({length: LANES}, lane))
  return results.toSorted((a, b) => (a.site < b.site ? -1 : 1))
}

function previewResult(row: PolicyRow): SiteResult {
  const {site, kind} = row
  const before = row.before && rulePreview(row.before)
  switch (kind) {
    case 'change':
      return {site, result: 'change', before, after: rulePreview(row.after), changes: row.changes}
    case 'same':
      return {site, result: 'same', before, after: rulePreview(row.after)}
    default:
      return {site, result: 'refused', before, errors: fieldErrors(row.problems)}
  }
}

function applyRow(caller: Caller, row: PolicyRow): Promise<SiteResult> {
  if (row.kind !== 'change') return Promise.resolve(previewResult(row))
  const {site, mutations} = row
  const before = row.before && rulePreview(row.before)
  const after = rulePreview(row.after)
  return writeSite(caller, site, mutations, {result: 'applied', before, after})
}

function refreshSite(
  caller: Caller,
  {site, rule, status}: SiteWithRule,
  dryRun: boolean,
  nowMs: number,
): Promise<SiteResult> {
  if (!rule?._rev || !status.rule) {
    const [why = problem('sync-request.no-rule')] = status.problems
    return Promise.resolve(notDone(site, 'refused', why))
  }
  const job = newRefresh({
    site,
    ulid: ulidFrom(nowMs, randomBytes(10)),
    byNetwork: caller.isSuperadmin,
    ruleRev: rule._rev,
    createdBy: caller.id,
    ...(dryRun ? {dryRun: {candidate: null}} : {}),
  })
  return writeSite(caller, site, [{create: job}], {result: 'asked', job: job._id})
}

function toPolicy(policy: Extract<Action, {action: 'apply'}>['policy']): RulePolicy {
  return Object.fromEntries(Object.entries(policy).filter(([, value]) => value !== undefined))
}

/** Answers with the results of all sites: `degraded` where an action failed at some. */
function answerSites(
  context: ApiContext,
  asked: AskedSites,
  results: readonly SiteResult[],
): Response | Promise<Response> {
  const requestId = context.get('requestId')
  const known = new Set(results.map(({site}) => site))
  const missing = asked === 'all' ? [] : asked.filter((site) => !known.has(site))
  const unknown = missing.map((site) =>
    notDone(site, 'forbidden', problem('sync-request.site-unknown')),
  )
  const all = [...results, ...unknown]
  if (all.length === 0) {
    return context.json(envelope('empty', {sites: []}, {requestId}))
  }
  if (all.every(({result}) => result === 'forbidden')) {
    return refuseBecause(context, 'forbidden', problem('sync-request.forbidden'))
  }
  const isWhole = all.every(({result}) => !['failed', 'forbidden', 'refused'].includes(result))
  return context.json(envelope(isWhole ? 'ok' : 'degraded', {sites: all}, {requestId}))
}

async function pause(context: ApiContext, caller: Caller, action: Action): Promise<Response> {
  const paused = action.action === 'pause'
  const reason = action.action === 'pause' ? action.reason : ''
  try {
    await caller.client.mutate(pauseChange(paused, reason), {
      tag: 'leads.api.sync-pause',
      returnDocuments: false,
    })
  } catch (error) {
    if (!isRefusal(error)) throw error
    return refuseBecause(context, 'forbidden', problem('sync-request.pause-forbidden'))
  }
  return context.json(envelope('ok', {paused}, {requestId: context.get('requestId')}))
}
