import type {StoreTransaction} from '../../core/audit/storeTransaction.ts'
import {
  advance,
  readingStart,
  transactionMark,
  TRAIL_LEASE_ID,
  type BehindChain,
  type TrailProgress,
} from '../../core/audit/trailLease.ts'
import {listTransactions, MAX_LISTED} from '../shared/storeHistory.ts'
import {append, appendBatch} from './appendTrail.ts'
import {positionOf, type Recorder} from './recorder.ts'
import {ChainFault, contextOf, tellBatch} from './tellBatch.ts'

/** Transactions that are read together. */
const BATCH = 100

function withBehind(progress: TrailProgress, faults: readonly BehindChain[]): TrailProgress {
  const known = new Set(progress.behind.map(({chain}) => chain))
  return {
    ...progress,
    behind: [...progress.behind, ...faults.filter(({chain}) => !known.has(chain))],
  }
}

/** Whether a transaction is the writer's own: the store says who made it, and it touches the lease. */
function isOwn(recorder: Recorder, {author, documentIds}: StoreTransaction): boolean {
  return author === recorder.robots.own && documentIds.includes(TRAIL_LEASE_ID)
}

/** Tells what the history has since the last reading. */
export async function readOn(recorder: Recorder): Promise<'end' | 'out-of-time'> {
  const {services, lease, reader, robots} = recorder
  const {client, now} = services
  let range: {fromTime: string} | {fromTransaction: string} = {
    fromTime: readingStart(lease.progress, now()),
  }
  for (;;) {
    const listed = await listTransactions(client, range)
    const last = listed.at(-1)
    if (!last) return 'end'
    const remembered = new Set(lease.progress.recent.map(([mark]) => mark))
    const fresh = listed.filter(
      (each) => !remembered.has(transactionMark(each.id)) && !isOwn(recorder, each),
    )
    for (let at = 0; at < fresh.length; at += BATCH) {
      const batch = fresh.slice(at, at + BATCH)
      const behind = new Set(lease.progress.behind.map(({chain}) => chain))
      const facts = await reader.read(batch, (chain) => !behind.has(chain))
      const told = await tellBatch(services, facts)
      const end = batch.at(-1)
      if (!end) continue
      const next = (faults: readonly BehindChain[]): TrailProgress =>
        withBehind(
          {...advance(lease.progress, positionOf(end), batch.map(positionOf)), robots: robots.kept},
          faults,
        )
      if (told.entries.size > 0 || told.faults.length > 0) {
        await appendBatch(recorder, told, next)
      } else {
        lease.progress = next([])
      }
      if (recorder.isOver()) return 'out-of-time'
    }
    if (listed.length < MAX_LISTED) {
      lease.progress = advance(lease.progress, positionOf(last), [])
      return 'end'
    }
    range = {fromTransaction: last.id}
  }
}

/** Tells what chains that stayed behind lack, as far as they can be written now. */
export async function catchUp(recorder: Recorder): Promise<void> {
  const {services, lease, reader} = recorder
  for (const {chain, from} of lease.progress.behind) {
    try {
      await contextOf(services, chain)
    } catch (error) {
      if (error instanceof ChainFault) continue
      throw error
    }
    let start = from.transaction
    for (;;) {
      const listed = await listTransactions(services.client, {fromTransaction: start})
      const last = listed.at(-1)
      const until = lease.progress.position?.at ?? services.now()
      const due = listed.filter(({at}) => Date.parse(at) <= Date.parse(until))
      const isLast = listed.length < MAX_LISTED || due.length < listed.length
      const own = due.filter((each) => !isOwn(recorder, each))
      for (let at = 0; at < own.length; at += BATCH) {
        const batch = own.slice(at, at + BATCH)
        const facts = await reader.read(batch, (each) => each === chain)
        const told = await tellBatch(services, facts)
        const following = own[at + BATCH]
        const isDone = isLast && following === undefined
        const others = lease.progress.behind.filter((each) => each.chain !== chain)
        const rest = following
          ? {chain, from: positionOf(following), reason: 'Still being told.'}
          : null
        const behind = isDone || !rest ? others : [...others, rest]
        await append(recorder, told.entries, {...lease.progress, behind})
        if (recorder.isOver()) return
      }
      if (isLast || !last) {
        const behind = lease.progress.behind.filter((each) => each.chain !== chain)
        lease.progress = {...lease.progress, behind}
        break
      }
      start = last.id
    }
  }
}
