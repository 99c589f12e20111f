import type {LakeChange} from '../store/lakeChange.ts'
import type {LakeStore} from '../store/lakeStore.ts'
import {CHUNK_BYTES, type EventStream} from './eventStream.ts'
import {FeedGroups, type FeedMember} from './feedGroups.ts'
import {transactionsOf, wholeTransactionsAfter} from './wholeTransactions.ts'

interface Dataset {
  groups: FeedGroups
  pending: LakeChange[]
  /** Position to read the log from, after more was written than fits in memory; else `null`. */
  behindAfter: number | null
  scheduled: boolean
  /** When the next turn may start, in milliseconds of a steady clock. */
  gathersUntil: number
}

/** Changes to process before other requests get their turn. */
const TURN = 200
/** Changes to hold in memory; beyond that they are read back from the log. */
const MAX_PENDING = 5_000

/**
 * Commits wait this many milliseconds after a turn that had little to send, so that under load each
 * write to the network carries many events. A change after a pause goes out at once.
 */
const GATHER_MS = 50

/**
 * Sends commits to the streams that listen. Each event is made once for all streams that ask for the
 * same, in turns, so that neither hundreds of listeners nor a bulk write block other requests. The
 * memory for waiting changes is bounded, because the log has them anyway.
 */
export class EventFeed {
  readonly #store: LakeStore
  readonly #log: (message: string) => void
  readonly #datasets: Map<string, Dataset> = new Map()
  readonly #streams: Set<EventStream> = new Set()
  readonly #stopListening: () => void
  readonly #keepAlive: NodeJS.Timeout

  /** @param options.keepAliveMs - milliseconds between the comments that keep streams open */
  constructor(store: LakeStore, options: {log: (message: string) => void; keepAliveMs: number}) {
    this.#store = store
    this.#log = options.log
    this.#stopListening = store.onCommit((changes) => {
      this.#committed(changes)
    })
    this.#keepAlive = setInterval(() => {
      this.#endDeleted()
      for (const stream of this.#streams) stream.keepAlive()
    }, options.keepAliveMs)
    this.#keepAlive.unref()
  }

  /** Keeps a stream open, and ends it with the feed. It gets no events until it joins. */
  attach(stream: EventStream): void {
    this.#streams.add(stream)
    stream.onClose(() => {
      this.#streams.delete(stream)
    })
  }

  /** Sends a stream the events of a dataset from now on, until it closes. */
  join(dataset: string, member: FeedMember): void {
    this.attach(member.stream)
    let feed = this.#datasets.get(dataset)
    if (!feed) {
      feed = {
        groups: new FeedGroups(),
        pending: [],
        behindAfter: null,
        scheduled: false,
        gathersUntil: 0,
      }
      this.#datasets.set(dataset, feed)
    }
    feed.groups.add(member)
  }

  /** Ends every stream. */
  close(): void {
    this.#stopListening()
    clearInterval(this.#keepAlive)
    for (const stream of this.#streams) stream.end()
    this.#datasets.clear()
  }

  #endDeleted(): void {
    for (const [dataset, feed] of this.#datasets) {
      if (this.#store.hasDataset(dataset)) continue
      this.#datasets.delete(dataset)
      const data = JSON.stringify({reason: `Dataset "${dataset}" was deleted`})
      for (const stream of feed.groups.streams()) {
        stream.send({event: 'disconnect', data})
        stream.end()
      }
    }
  }

  #committed(changes: LakeChange[]): void {
    const [first] = changes
    const feed = first && this.#datasets.get(first.dataset)
    if (!feed || feed.groups.isEmpty) return
    if (feed.behindAfter === null) {
      const oldest = feed.pending[0]
      if (oldest && feed.pending.length + changes.length > MAX_PENDING) {
        feed.behindAfter = oldest.seq - 1
        feed.pending = []
      } else {
        feed.pending.push(...changes)
      }
    }
    this.#schedule(first.dataset, feed)
  }

  #schedule(dataset: string, feed: Dataset): void {
    if (feed.scheduled) return
    feed.scheduled = true
    const turn = () => {
      feed.scheduled = false
      try {
        feed.gathersUntil = 0
        if (this.#turn(dataset, feed)) this.#schedule(dataset, feed)
      } catch (error) {
        this.#fail(dataset, feed, error)
      }
    }
    const wait = feed.gathersUntil - performance.now()
    if (wait > 0) setTimeout(turn, wait)
    else setImmediate(turn)
  }

  /** @returns whether there is more to do */
  #turn(dataset: string, feed: Dataset): boolean {
    if (feed.groups.isEmpty) {
      feed.pending = []
      feed.behindAfter = null
      return false
    }
    const {groups} = feed
    if (feed.behindAfter !== null) {
      const changes = wholeTransactionsAfter(this.#store, dataset, feed.behindAfter, TURN)
      for (const transaction of transactionsOf(changes)) groups.take(transaction)
      groups.flush()
      const last = changes.at(-1)
      feed.behindAfter = last?.seq ?? null
      return last !== undefined
    }
    let taken = 0
    for (const transaction of transactionsOf(feed.pending)) {
      if (taken >= TURN) break
      groups.take(transaction)
      taken += transaction.length
    }
    const sent = groups.flush()
    feed.pending.splice(0, taken)
    if (feed.pending.length > 0) return true
    if (sent < CHUNK_BYTES) feed.gathersUntil = performance.now() + GATHER_MS
    return false
  }

  #fail(dataset: string, feed: Dataset, error: unknown): void {
    const reason = error instanceof Error ? error.message : String(error)
    this.#log(`streams of ${dataset} end, because their changes cannot be read: ${reason}`)
    feed.pending = []
    feed.behindAfter = null
    for (const stream of feed.groups.streams()) stream.end()
  }
}
