import type {Mutation} from '../changes/mutation.ts'
import {NETWORK_CHAIN} from './auditedDocuments.ts'
import {auditEvents} from './auditEvent.ts'
import {GENESIS_HASH} from './hashChain.ts'
import type {TrailEntry} from './auditOfTransaction.ts'

/** The end of a chain: number and hash of its newest event. */
export interface ChainHead {
  seq: number
  hash: string
}

/** Id of the document that says where a chain ends. */
export function trailHeadId(chain: string): string {
  return `${chain}.head.trail`
}

/** The end of a chain as its document says it; `null` where that says none. */
export function headOf(document: {seq?: unknown; hash?: unknown} | null): ChainHead | null {
  const seq = document?.seq
  const hash = document?.hash
  return typeof seq === 'number' && typeof hash === 'string' ? {seq, hash} : null
}

/** What to write so that a chain tells some entries. */
export interface TrailAppend {
  mutations: Mutation[]
  head: ChainHead
}

/**
 * Appends events to a chain: the events, the end of the chain, and in each entry of a timeline that
 * is told the number of its event. Belongs into the transaction that notes the progress of the
 * reading, which the lease guards.
 *
 * @param head - the end of the chain, `null` for a chain without events
 * @param skipped - numbers after the end whose ids somebody else's documents have; they are left out
 */
export function appendEntries(
  chain: string,
  head: ChainHead | null,
  entries: readonly TrailEntry[],
  skipped = 0,
): TrailAppend {
  const start =
    skipped === 0 ? head : {seq: (head?.seq ?? 0) + skipped, hash: head?.hash ?? GENESIS_HASH}
  const events = auditEvents(
    start,
    entries.map(({draft}) => draft),
  )
  const numbers = entries.flatMap(({entryIds}, index): Mutation[] =>
    entryIds.map((id) => ({patch: {id, set: {auditSeq: events[index]?.seq ?? null}}})),
  )
  const last = events.at(-1)
  const end = last ? {seq: last.seq, hash: last.hash} : (start ?? {seq: 0, hash: GENESIS_HASH})
  const site = chain === NETWORK_CHAIN ? {} : {site: chain}
  return {
    head: end,
    mutations: [
      ...events.map((event): Mutation => ({create: event})),
      ...numbers,
      {createOrReplace: {_id: trailHeadId(chain), _type: 'trailHead', ...site, ...end}},
    ],
  }
}
