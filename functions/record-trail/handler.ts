import type {StoreTransaction} from '../../core/audit/storeTransaction.ts'
import {documentsByChain} from '../../core/audit/trailPlan.ts'
import {
  isSigningDue,
  progressOf,
  readingStart,
  TRAIL_LEASE_ID,
  transactionMark,
  type BehindChain,
} from '../../core/audit/trailProgress.ts'
import {parseIdOfKind} from '../../core/tenancy/documentId.ts'
import type {FunctionServices} from '../shared/functionServices.ts'
import {MAX_LISTED} from '../../core/history/historyLines.ts'
import {listTransactions} from '../shared/storeHistory.ts'
import {askForTurn, holdLease, LeaseLostError, takeTurn, type HeldLease} from './heldLease.ts'
import {productRobots} from './productRobots.ts'
import {createFactReader} from './readFacts.ts'
import {recordBacklog, recordNews, type Recorder} from './readTrail.ts'
import {signHeads} from './signHeads.ts'

/** How long one call reads and writes, in milliseconds; its limit is 60 s. */
const BUDGET_MS = 40_000

/** The result of a call. */
export interface TrailResult {
  /** `held` when another call writes the trail; it was asked to read once more. */
  state: 'written' | 'held' | 'lost' | 'out-of-time'
  /** Number of events that were appended. */
  events: number
  /** Chains that could not be written, with the reason. */
  behind: readonly BehindChain[]
  /** What failed beside writing: chains to be signed, copies of checkpoints, documents to be restored. */
  problems: readonly string[]
}

/**
 * Writes what happened into the audit trails. It reads the history of the dataset from where the last
 * call stopped, and appends events to the chains of the sites concerned. A lease lets one call at a time
 * do that. Each transaction with events also notes the progress, guarded by the lease's revision, so
 * nothing is recorded twice or left out, wherever a call is cut off.
 *
 * @param holder - id of this call, new for each
 * @param elapsed - milliseconds of a clock that only goes forward
 * @throws whatever reading or writing throws; the next call continues from what is written
 */
export async function recordTrail(
  services: FunctionServices,
  holder: string,
  elapsed: () => number,
  budgetMs = BUDGET_MS,
): Promise<TrailResult> {
  const {client, now} = services
  const started = elapsed()
  const isOver = (): boolean => elapsed() - started > budgetMs
  const result: TrailResult = {state: 'written', events: 0, behind: [], problems: []}
  let lease = await holdLease(client, holder, now)
  if (!lease) {
    await askForTurn(client)
    // The holder may have given the lease back before it could see that.
    lease = await holdLease(client, holder, now)
    if (!lease) return {...result, state: 'held'}
  }
  try {
    do {
      const {events, restored, state, problems} = await recordOnce(services, lease, isOver)
      result.events += events
      result.problems = [...result.problems, ...problems]
      result.state = state
      result.behind = lease.progress.behind
      await lease.release()
      if (isOver()) return result
      const isAsked = await takeTurn(client)
      if (!isAsked && restored === 0) return result
      lease = await holdLease(client, holder, now)
    } while (lease)
    return result
  } catch (error) {
    if (error instanceof LeaseLostError) return {...result, state: 'lost'}
    await lease?.release().catch(() => {})
    throw error
  }
}

/** Records everything up to the end of the history, then signs the ends when that is due. */
async function recordOnce(
  services: FunctionServices,
  lease: HeldLease,
  isOver: () => boolean,
): Promise<{
  events: number
  restored: number
  state: 'written' | 'out-of-time'
  problems: string[]
}> {
  const {client, now} = services
  const robots = await productRobots(client, lease.progress.robots, now())
  const reader = createFactReader(
    client,
    (author) => author !== null && robots.ids.has(author),
    () => lease.renew(),
    now,
  )
  const recorder: Recorder = {
    services,
    lease,
    robots,
    reader,
    heads: new Map(),
    events: 0,
    restored: 0,
    problems: [],
    isOver,
  }
  const end = await recordNews(recorder)
  if (end === 'end' && lease.progress.behind.length > 0) await recordBacklog(recorder)
  if (end === 'end') recorder.problems.push(...(await signWhenDue(services, lease)))
  const {events, restored, problems} = recorder
  return {events, restored, state: end === 'end' ? 'written' : 'out-of-time', problems}
}

/** Signs the ends of the chains when that is due. A failure stops nobody from writing them. */
async function signWhenDue(services: FunctionServices, lease: HeldLease): Promise<string[]> {
  const at = services.now()
  if (!services.env.heads.signingKey || !isSigningDue(lease.progress, at)) return []
  try {
    const {problems} = await signHeads(services)
    await lease.write([], {...lease.progress, signed: {at}, unsigned: {}})
    return problems
  } catch (error) {
    if (error instanceof LeaseLostError) throw error
    return [`The ends could not be signed. ${error instanceof Error ? error.message : ''}`]
  }
}

/**
 * Whether there is anything to record or to sign, for a schedule that mostly finds nothing. Makes at
 * most one request.
 *
 * @param progress - as the lease has it
 */
export async function hasTrailWork(
  {client, env, now}: FunctionServices,
  progress: string | null,
): Promise<boolean> {
  const known = progressOf({_id: TRAIL_LEASE_ID, progress})
  if (known.behind.length > 0) return true
  if (env.heads.signingKey && isSigningDue(known, now())) return true
  const remembered = new Set(known.recent.map(([mark]) => mark))
  const robots = new Set<string | null>(known.robots?.ids)
  const listed = await listTransactions(client, {fromTime: readingStart(known, now())})
  const isNews = (each: StoreTransaction): boolean =>
    !remembered.has(transactionMark(each)) &&
    !(robots.has(each.author) && each.documentIds.includes(TRAIL_LEASE_ID)) &&
    documentsByChain(each).size > 0
  return listed.length === MAX_LISTED || listed.some(isNews)
}

/**
 * Deletes the document that woke the writer, so that the next change creates it again.
 *
 * @param id - of a `pendingTrail`; any other document is left alone
 */
export async function takePending({client}: FunctionServices, id: unknown): Promise<void> {
  if (!parseIdOfKind(id, 'pending') || typeof id !== 'string') return
  await client.delete(id, {tag: 'leads.trail.pending', visibility: 'async'})
}
