import {z} from 'zod'
import type {Mutation} from '../../core/changes/mutation.ts'
import {rowsParser, type ChunkRows} from '../../core/jobs/jobChunk.ts'
import {problem} from '../../core/problems/problem.ts'
import {
  partitions,
  sumOfTallies,
  tallyFromText,
  tallyToText,
  type CustomerTally,
} from '../../core/shopify/customerTally.ts'
import {NO_RELEASE, publishCells} from '../../core/shopify/publishCells.ts'
import {snapshotId, type DryRunResult} from '../../core/shopify/refreshJob.ts'
import {customersHash, snapshotDocument} from '../../core/shopify/snapshotDocument.ts'
import {READ_FIELDS} from '../../core/shopify/syncRule.ts'
import {FIRST_MOMENT, toSeconds, type CustomerWindow} from '../../core/shopify/windows.ts'
import {parseIdOfKind} from '../../core/tenancy/documentId.ts'
import type {JobKind, JobPage, JobRun} from '../shared/jobs/jobKind.ts'
import {seal, unseal} from '../shared/seal.ts'
import {planWindows, tallyWindow} from './readStore.ts'
import {readReferences, sealReferences, readFormerSnapshots} from './references.ts'
import {planRefresh, refuseOnFault, type PlanServices, type RefreshPlan} from './refreshPlan.ts'

const Window = z.object({from: z.string(), to: z.string(), count: z.int().min(0)})
const Counted = z.object({
  /** Exact numbers, sealed: see `seal.ts`. */
  tally: z.string(),
  cost: z.number(),
  requests: z.int(),
})

type Item = z.output<typeof Window>
type Undo = z.output<typeof Counted>

/** Tallies of windows, by their beginnings. */
type Found = ReadonlyMap<string, Undo>

/**
 * Windows of one chunk: about 80 pages, which is how long a cancelled refresh may continue. One transaction
 * writes their tallies, and may have 4 MB.
 */
const WINDOWS = 4
/** Chunks at a time: enough to spend a store's budget while requests take half a second. */
const AT_ONCE = 3
/** Windows that are planned before they are written into chunks. */
const WINDOWS_AT_ONCE = 200

async function pageOfWindows(
  run: JobRun,
  {client}: RefreshPlan,
  after: string,
): Promise<JobPage<Item>> {
  const window: CustomerWindow = {from: after || FIRST_MOMENT, to: toSeconds(run.startedMs)}
  const planned = await refuseOnFault(() => planWindows(client, window, WINDOWS_AT_ONCE))
  return {groups: [{items: planned.windows}], after: planned.after}
}

async function readWindows(
  run: JobRun,
  plan: RefreshPlan,
  windows: readonly Item[],
): Promise<Found> {
  const {client, purpose, rule, store} = plan
  const secret = run.services.secrets(run.site, 'snapshot')
  const found = new Map<string, Undo>()
  const tallyRule = {
    level: rule.level,
    isMatched: plan.predicate(run),
    allowedTags: rule.allowedTags,
    currencyCode: store.currencyCode,
  }
  for (const window of windows) {
    const {result, cost, requests} = await refuseOnFault(() =>
      client.metered((reader) => tallyWindow(reader, window, purpose, tallyRule)),
    )
    found.set(window.from, {
      tally: seal(secret, `${run.jobId} ${window.from}`, tallyToText(result)),
      cost,
      requests,
    })
  }
  return found
}

function fieldsOf({purpose}: RefreshPlan): string[] {
  return READ_FIELDS.flatMap(({name}) =>
    name === 'emailDomain' && !purpose.emailDomains ? [] : [name],
  )
}

/** Makes the snapshot of all windows, or the result of a dry run. */
async function finishRefresh(
  run: JobRun,
  plan: RefreshPlan,
  chunks: readonly ChunkRows<Item, Undo>[],
): Promise<Mutation[]> {
  const {id, rule, store, dryRun} = plan
  const {services, site, jobId} = run
  const secret = services.secrets(site, 'snapshot')
  const counted = chunks.flatMap(({undo}) =>
    undo.flatMap(({id: from, undo: each}) => (each ? [{from, ...each}] : [])),
  )
  // One at a time: together they may take much memory.
  function* tallies(): Generator<CustomerTally> {
    for (const {from, tally} of counted) {
      yield tallyFromText(unseal(secret, `${jobId} ${from}`, tally))
    }
  }
  const whole = sumOfTallies(tallies())
  const hash = customersHash(rule, store.currencyCode)
  const known = await readReferences(services, site, snapshotId(id), plan.storeDomain)
  const published = publishCells(whole, known.get(hash) ?? NO_RELEASE, {
    threshold: rule.threshold,
    secret,
    partitions: partitions(store.currencyCode),
  })
  const cost = counted.reduce((sum, each) => sum + each.cost, 0)
  const requests = counted.reduce((sum, each) => sum + each.requests, 0)
  const durationMs = Date.parse(services.now()) - run.startedMs
  if (dryRun) {
    const result: DryRunResult = {
      customers: published.customers,
      matched: published.matched,
      suppressed: [...published.incomplete],
      fields: fieldsOf(plan),
      cost,
      requests,
      durationMs,
      plan: store.plan,
    }
    const preview = JSON.stringify(result)
    return [{patch: {id: jobId, set: {preview}}}]
  }
  const capture = {
    takenAt: new Date(run.startedMs).toISOString(),
    durationMs,
    cost,
    requests,
    storeDomain: plan.storeDomain,
    currencyCode: store.currencyCode,
    storePlan: store.plan,
  }
  const snapshot = snapshotId(id)
  const references = sealReferences(secret, snapshot, known, hash, published.state)
  const document = snapshotDocument(snapshot, site.key, rule, published, capture, references)
  const others = await readFormerSnapshots(services, site, snapshot, plan.storeDomain)
  const gone = others
    .filter((each) => parseIdOfKind(each, 'snapshot')?.site === site.key)
    .map((each): Mutation => ({delete: {id: each}}))
  return [{create: document}, ...gone]
}

/** The job kind of refreshes. Its items are windows of time in which customers' accounts were created. */
export function refreshKind(services: PlanServices): JobKind<Item, RefreshPlan, Found, Undo> {
  return {
    name: 'refresh',
    parseRows: rowsParser(Window, Counted),
    chunkSize: WINDOWS,
    lanes: AT_ONCE,
    idOf: ({from}) => from,
    open: (run) => planRefresh(run, services),
    page: pageOfWindows,
    read: readWindows,
    decide: (_run, _plan, {from}, found) => {
      const undo = found.get(from)
      return undo
        ? {kind: 'changed', id: from, mutations: [], undo}
        : {kind: 'failed', id: from, problems: [problem('sync.window-unread')]}
    },
    finish: finishRefresh,
  }
}
