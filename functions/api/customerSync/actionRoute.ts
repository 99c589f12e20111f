import {randomBytes} from 'node:crypto'
import {commitMutations} from '../../../core/changes/commitDecision.ts'
import type {Mutation} from '../../../core/changes/mutation.ts'
import {envelope} from '../../../core/envelope/envelope.ts'
import {ulidFrom} from '../../../core/people/ulid.ts'
import {newRefresh} from '../../../core/shopify/refreshJob.ts'
import {policyDiff, type PolicyRow, type RulePolicy} from '../../../core/shopify/rulePolicy.ts'
import {pauseChange} from '../../../core/shopify/syncControl.ts'
import {committer} from '../../shared/changeStore.ts'
import {isRefusal} from '../../shared/storeErrors.ts'
import {refuse, refuseFields} from '../answer.ts'
import {readBody} from '../readBody.ts'
import type {ApiContext, ApiServices} from '../services.ts'
import {ActionBody, type Action} from './actionBody.ts'
import {forCaller, type Caller} from './caller.ts'
import {readAllSites, type AskedSites, type SiteWithRule} from './readSites.ts'

/** Sites that are written at a time, each in a transaction of its own. */
const LANES = 8

/** What became of one site. */
type SiteResult = {site: string; result: string; [detail: string]: unknown}

const FORBIDDEN = 'Your token may not do that at this site.'

async function writeSite(
  {client}: Caller,
  site: string,
  mutations: readonly Mutation[],
  done: Omit<SiteResult, 'site'> & {result: string},
): Promise<SiteResult> {
  try {
    const store = committer(client, 'leads.api.sync-write', 'sync')
    if ((await commitMutations(store, mutations)).kind === 'written') return {site, ...done}
    const reason = 'It was changed meanwhile. Look at the difference again.'
    return {site, result: 'failed', reason}
  } catch (error) {
    if (isRefusal(error)) return {site, result: 'forbidden', reason: FORBIDDEN}
    return {site, result: 'failed', reason: 'The store did not take it. Try again.'}
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

function shownRow(row: PolicyRow): SiteResult {
  const {site, before, kind} = row
  switch (kind) {
    case 'change':
      return {site, result: 'change', before, after: row.after, changes: row.changes}
    case 'same':
      return {site, result: 'same', before, after: row.after}
    default:
      return {site, result: 'refused', before, errors: row.problems}
  }
}

function applyRow(caller: Caller, row: PolicyRow): Promise<SiteResult> {
  if (row.kind !== 'change') return Promise.resolve(shownRow(row))
  const {site, mutations, before, after} = row
  return writeSite(caller, site, mutations, {result: 'applied', before, after})
}

function refreshSite(
  caller: Caller,
  {site, rule, status}: SiteWithRule,
  dryRun: boolean,
  nowMs: number,
): Promise<SiteResult> {
  if (!rule?._rev || !status.rule) {
    return Promise.resolve({site, result: 'refused', reason: status.problem || 'It has no rule.'})
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

/** What became of all of them: `degraded` where it is not what was asked for everywhere. */
function answerSites(
  context: ApiContext,
  asked: AskedSites,
  results: readonly SiteResult[],
): Response | Promise<Response> {
  const requestId = context.get('requestId')
  const known = new Set(results.map(({site}) => site))
  const missing = asked === 'all' ? [] : asked.filter((site) => !known.has(site))
  const unknown = missing.map((site) => ({
    site,
    result: 'forbidden',
    reason: 'There is no such site, or your token does not reach it.',
  }))
  const all = [...results, ...unknown]
  if (all.length === 0) {
    return context.json(envelope('empty', {sites: []}, {requestId}))
  }
  if (all.every(({result}) => result === 'forbidden')) {
    return refuse(context, 'forbidden', {detail: FORBIDDEN})
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
    return refuse(context, 'forbidden', {detail: 'Only superadmins may pause the customer sync.'})
  }
  return context.json(envelope('ok', {paused}, {requestId: context.get('requestId')}))
}

/**
 * `POST /api/admin/shopify/customer-sync`: shows what a policy changes, applies it, asks for refreshes,
 * pauses and resumes. Everything is done with the caller's own rights, and each site has its own result.
 */
export function actionRoute({env, now}: ApiServices) {
  return forCaller(env, async (context, caller) => {
    const {value} = await readBody(context.req.raw)
    const {data: action, error} = ActionBody.safeParse(value)
    if (!action) {
      const problems = error.issues.map(({path, message}) => ({
        field: path.join('.') || 'action',
        reason: message,
      }))
      return refuseFields(context, problems)
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
        ? rows.map(shownRow)
        : await forEachSite(rows, (row) => applyRow(caller, row))
    return answerSites(context, action.sites, results)
  })
}
