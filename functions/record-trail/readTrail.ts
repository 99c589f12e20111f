import {
  advance,
  caughtUpTo,
  fallBehind,
  readingStart,
  transactionMark,
  TRAIL_LEASE_ID,
  withBehind,
  type BehindChain,
  type TrailProgress,
} from '../../core/audit/trailProgress.ts'
import type {TransactionFacts} from '../../core/audit/auditOfTransaction.ts'
import type {StoreTransaction} from '../../core/audit/storeTransaction.ts'
import {chunk} from '../../core/documents/chunk.ts'
import {transactionsSince} from '../shared/storeHistory.ts'
import {append, appendBatch} from './appendTrail.ts'
import type {Recorder} from './recorder.ts'
import {restoreGuarded} from './restoreGuarded.ts'
import {ChainFault, contextOf, tellBatch, type ChainRefusal} from './tellBatch.ts'

/** Transactions that are read together. */
const BATCH = 100

/** Whether a transaction is the writer's own: the store says who made it, and it touches the lease. */
function isOwn(recorder: Recorder, {author, documentIds}: StoreTransaction): boolean {
  return author === recorder.robots.own && documentIds.includes(TRAIL_LEASE_ID)
}

/** Restores what was written past the rules; the trail tells that when it is read next. */
async function restore(recorder: Recorder, facts: readonly TransactionFacts[]): Promise<void> {
  const {services, lease} = recorder
  const {restored, faults} = await restoreGuarded(services, facts, () => lease.renew())
  recorder.restored += restored
  recorder.faults.push(...faults)
}

/** Tells a batch of transactions in all chains that are not behind. */
async function tellAll(recorder: Recorder, batch: readonly StoreTransaction[]): Promise<void> {
  const {services, lease, reader, robots} = recorder
  const before = lease.progress
  const last = batch.at(-1)
  if (!last) return
  const isBehind = new Set(before.behind.map(({chain}) => chain))
  const facts = await reader.read(batch, (chain) => !isBehind.has(chain))
  await restore(recorder, facts)
  const told = await tellBatch(services, facts)
  const behindAt = ({chain, transaction, reason}: ChainRefusal): BehindChain =>
    fallBehind(chain, transaction, reason, before, batch.slice(0, batch.indexOf(transaction)))
  const progress = (refusals: readonly ChainRefusal[]): TrailProgress => {
    const read: TrailProgress = {...advance(before, last, batch), robots: robots.kept}
    return refusals.reduce((sum, each) => withBehind(sum, each.chain, behindAt(each)), read)
  }
  if (told.entries.size > 0 || told.faults.length > 0) await appendBatch(recorder, told, progress)
  else lease.progress = progress([])
}

/** Tells what the history has since the last reading. */
export async function readOn(recorder: Recorder): Promise<'end' | 'out-of-time'> {
  const {services, lease} = recorder
  const start = readingStart(lease.progress, services.now())
  for await (const page of transactionsSince(services.client, start)) {
    const remembered = new Set(lease.progress.recent.map(([mark]) => mark))
    const fresh = page.filter(
      (each) => !remembered.has(transactionMark(each)) && !isOwn(recorder, each),
    )
    for (const batch of chunk(fresh, BATCH)) {
      await tellAll(recorder, batch)
      if (recorder.isOver()) return 'out-of-time'
    }
    const last = page.at(-1)
    if (last) lease.progress = advance(lease.progress, last, [])
  }
  return 'end'
}

/** Tells what a chain lacks, up to where the others are; it stays behind where that fails again. */
async function catchUpChain(recorder: Recorder, first: BehindChain): Promise<void> {
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
      const told = await tellBatch(services, facts)
      if (told.faults.length > 0) return
      behind = caughtUpTo(behind, batch)
      const progress = withBehind(lease.progress, chain, behind)
      if (told.entries.size > 0) await append(recorder, told.entries, progress)
      else lease.progress = progress
      if (recorder.isOver()) return
    }
    if (due.length < page.length) break
  }
  lease.progress = withBehind(lease.progress, chain, null)
}

/** Tells what chains that stayed behind lack, as far as they can be written now. */
export async function catchUp(recorder: Recorder): Promise<void> {
  for (const behind of recorder.lease.progress.behind) {
    try {
      await contextOf(recorder.services, behind.chain)
      await catchUpChain(recorder, behind)
    } catch (error) {
      if (!(error instanceof ChainFault)) throw error
    }
  }
}
