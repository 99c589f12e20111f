import type {TransactionFacts} from '../../core/audit/auditOfTransaction.ts'
import type {StoreTransaction} from '../../core/audit/storeTransaction.ts'
import {
  advance,
  caughtUpTo,
  fallBehind,
  readingStart,
  TRAIL_LEASE_ID,
  transactionMark,
  withBehind,
  type BehindChain,
  type TrailProgress,
} from '../../core/audit/trailProgress.ts'
import {chunk} from '../../core/documents/chunk.ts'
import {transactionsSince} from '../shared/storeHistory.ts'
import type {ProductRobots} from './productRobots.ts'
import type {FactReader} from './readFacts.ts'
import {restoreGuarded} from './restoreGuarded.ts'
import {
  appendBatch,
  appendToChains,
  ChainBlockedError,
  eventsOfBatch,
  redactionContext,
  type ChainRefusal,
  type TrailWriter,
} from './writeTrail.ts'

/** What one call works with. */
export interface Recorder extends TrailWriter {
  robots: ProductRobots
  reader: FactReader
  /** What failed beside writing the trail, for the operator of the functions. */
  problems: string[]
  /** Number of documents that were restored. The trail does not record that yet. */
  restored: number
  isOver: () => boolean
}

/** Transactions that are read together. */
const BATCH = 100

/** Records what the history has since the last reading, in all chains that are not behind. */
export async function recordNews(recorder: Recorder): Promise<'end' | 'out-of-time'> {
  const {services, lease} = recorder
  const start = readingStart(lease.progress, services.now())
  for await (const page of transactionsSince(services.client, start)) {
    const remembered = new Set(lease.progress.recent.map(([mark]) => mark))
    const fresh = page.filter(
      (each) => !remembered.has(transactionMark(each)) && !isOwn(recorder, each),
    )
    for (const batch of chunk(fresh, BATCH)) {
      await recordBatch(recorder, batch)
      if (recorder.isOver()) return 'out-of-time'
    }
    const last = page.at(-1)
    if (last) lease.progress = advance(lease.progress, last, [])
  }
  return 'end'
}

async function recordBatch(recorder: Recorder, batch: readonly StoreTransaction[]): Promise<void> {
  const {services, lease, reader, robots} = recorder
  const before = lease.progress
  const last = batch.at(-1)
  if (!last) return
  const isBehind = new Set(before.behind.map(({chain}) => chain))
  const facts = await reader.read(batch, (chain) => !isBehind.has(chain))
  await restore(recorder, facts)
  const events = await eventsOfBatch(services, facts)
  recorder.problems.push(...events.problems)
  const behindAt = ({chain, transaction, reason}: ChainRefusal): BehindChain =>
    fallBehind(chain, transaction, reason, before, batch.slice(0, batch.indexOf(transaction)))
  const progressWith = (refusals: readonly ChainRefusal[]): TrailProgress => {
    const read: TrailProgress = {...advance(before, last, batch), robots: robots.known}
    return refusals.reduce((sum, each) => withBehind(sum, each.chain, behindAt(each)), read)
  }
  const isEmpty = events.byChain.size === 0 && events.refusals.length === 0
  if (isEmpty) lease.progress = progressWith([])
  else await appendBatch(recorder, events, progressWith)
}

/** Whether this function made a transaction: the history names its robot, and it wrote the lease. */
function isOwn(recorder: Recorder, {author, documentIds}: StoreTransaction): boolean {
  return author === recorder.robots.own && documentIds.includes(TRAIL_LEASE_ID)
}

/** Restores what was written against the rules. The next reading records the restoring. */
async function restore(recorder: Recorder, facts: readonly TransactionFacts[]): Promise<void> {
  const {services, lease} = recorder
  const {restored, problems} = await restoreGuarded(services, facts, () => lease.renew())
  recorder.restored += restored
  recorder.problems.push(...problems)
}

/** Records what chains lack that are behind, as far as they can be written now. */
export async function recordBacklog(recorder: Recorder): Promise<void> {
  for (const behind of recorder.lease.progress.behind) {
    try {
      await redactionContext(recorder.services, behind.chain)
      await catchUp(recorder, behind)
    } catch (error) {
      if (!(error instanceof ChainBlockedError)) throw error
    }
  }
}

/** Records what a chain lacks up to where the others are; it stays behind where that fails again. */
async function catchUp(recorder: Recorder, first: BehindChain): Promise<void> {
  const {services, lease, reader} = recorder
  const {chain} = first
  const until = Date.parse(lease.progress.position?.at ?? services.now())
  let behind = first
  for await (const page of transactionsSince(services.client, first.from.at)) {
    const due = page.filter(({at}) => Date.parse(at) <= until)
    const fresh = due.filter((each) => !behind.told.includes(transactionMark(each)))
    for (const batch of chunk(fresh, BATCH)) {
      const others = batch.filter((each) => !isOwn(recorder, each))
      const facts = await reader.read(others, (each) => each === chain)
      await restore(recorder, facts)
      const {byChain, refusals, problems} = await eventsOfBatch(services, facts)
      recorder.problems.push(...problems)
      if (refusals.length > 0) return
      behind = caughtUpTo(behind, batch)
      const progress = withBehind(lease.progress, chain, behind)
      if (byChain.size > 0) await appendToChains(recorder, byChain, progress)
      else lease.progress = progress
      if (recorder.isOver()) return
    }
    if (due.length < page.length) break
  }
  lease.progress = withBehind(lease.progress, chain, null)
}
