import type {LakeStore} from '../store/lakeStore.ts'
import type {FeedMember} from './feedGroups.ts'
import {eventsOfTransaction} from './feedSource.ts'
import {transactionsOf, wholeTransactionsAfter} from './wholeTransactions.ts'

/** A reader that missed more than this starts over: reading it all again is cheaper. */
const MAX_REPLAY = 2_000
const PAGE = 500

/**
 * Sends a stream the events between a position and where it joins the feed. How much of what the
 * reader may see happened since decides whether it can resume, never what others did: those changes
 * are not even read, where grants are told by ids.
 *
 * @param from - of the last event that the reader has; `null` when that is not known
 * @returns whether the reader was given everything it missed
 */
export function replay(
  store: LakeStore,
  dataset: string,
  from: number | null,
  {source, stream, after, code}: FeedMember,
): boolean {
  if (from === null || from > after) return false
  const {ids} = source.interest
  let seq = from
  let missed = 0
  while (seq < after) {
    const changes = wholeTransactionsAfter(store, dataset, seq, PAGE, ids)
    missed += changes.length
    if (missed > MAX_REPLAY) return false
    for (const transaction of transactionsOf(changes)) {
      for (const event of eventsOfTransaction(source, transaction)) {
        if (event.seq <= from || event.seq > after) continue
        if (!stream.send({...event, id: code.encode('stream', event.seq)})) return false
      }
    }
    const last = changes.at(-1)
    if (!last) return true
    seq = last.seq
  }
  return true
}
