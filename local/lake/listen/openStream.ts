import type {LakeStore} from '../store/lakeStore.ts'
import type {EventFeed} from './eventFeed.ts'
import {EventStream, type StreamEvent, type StreamLimits} from './eventStream.ts'
import {eventsOfTransaction, type FeedMember, type FeedSource} from './feedGroups.ts'
import {transactionsOf, wholeTransactionsAfter} from './wholeTransactions.ts'

/** A reader that missed more than this starts over: reading it all again is cheaper. */
const MAX_REPLAY = 2_000
const PAGE = 500

export interface StreamServices {
  store: LakeStore
  feed: EventFeed
  limits: StreamLimits
}

/** An event without id, or with that of the position at which its stream joins the feed. */
type Greeting = Omit<StreamEvent, 'id'> & {withId: boolean}

/** The first events of a stream. */
export interface Greetings {
  /** To a new reader, or one that is about to get what it missed. */
  opening: Greeting
  /** To a reader whose missed events are no longer known. */
  startOver: readonly Greeting[]
}

/**
 * Opens a stream and joins it to the feed. A reader that comes back first gets what it missed.
 *
 * @param lastEventId - id of the last event that the reader has; empty for a new reader
 * @throws LakeError when the changes that the reader missed can't be checked against its filter
 */
export function openStream(
  {store, feed, limits}: StreamServices,
  dataset: string,
  source: FeedSource,
  lastEventId: string,
  {opening, startOver}: Greetings,
): Response {
  const code = store.positionCode(dataset)
  const after = store.lastSeq(dataset)
  const greeted = (greetings: readonly Greeting[]): FeedMember => {
    const stream = new EventStream(limits)
    for (const {withId, ...event} of greetings) {
      stream.send(withId ? {...event, id: code.encode('stream', after)} : event)
    }
    return {source, stream, after, code}
  }
  let member = greeted([opening])
  if (lastEventId !== '') {
    const from = code.decode('stream', lastEventId)
    if (!replay(store, dataset, from, member)) member = greeted(startOver)
  }
  feed.join(dataset, member)
  return member.stream.response()
}

/**
 * Sends a stream the events between a position and where it joins the feed. Only what the reader
 * may see decides whether it can resume; changes of other documents are not even read where grants
 * depend on ids alone.
 *
 * @param from - position of the reader's last event; `null` when that is not known
 * @returns whether the reader got everything it missed
 */
function replay(
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
