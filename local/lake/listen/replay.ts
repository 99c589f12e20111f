import type {LakeStore} from '../types.ts'
import type {FeedMember} from './feedGroups.ts'
import {eventsOfTransaction} from './feedSource.ts'
import {transactionsOf, wholeTransactionsAfter} from './transactions.ts'

/** A reader that missed more than this starts over: reading it all again is cheaper. */
const MAX_REPLAY = 2_000
const PAGE = 500

/**
 * Sends a stream the events between a position and where it joins the feed.
 *
 * @returns whether the reader was given everything it missed
 */
export function replay(
  store: LakeStore,
  dataset: string,
  from: number,
  member: FeedMember,
): boolean {
  if (member.after - from > MAX_REPLAY) return false
  let seq = from
  while (seq < member.after) {
    const changes = wholeTransactionsAfter(store, dataset, seq, PAGE)
    for (const transaction of transactionsOf(changes)) {
      for (const event of eventsOfTransaction(member.source, transaction)) {
        if (event.seq <= from || event.seq > member.after) continue
        if (!member.stream.send({...event, id: member.idOf(event.seq)})) return false
      }
    }
    const last = changes.at(-1)
    if (!last) return true
    seq = last.seq
  }
  return true
}
