import type {LakeChange, LakeStore} from '../types.ts'
import type {EventStream, StreamEvent} from './eventStream.ts'

/** An event for a stream, with the change that it comes from. */
export interface FeedEvent extends Omit<StreamEvent, 'id'> {
  seq: number
}

/** What makes a stream's events out of transactions. */
export interface FeedSource {
  /** Equal for sources that make equal events. */
  key: string
  eventsOf(transaction: readonly LakeChange[]): FeedEvent[]
}

/** One open stream of a dataset. */
export interface FeedMember {
  source: FeedSource
  stream: EventStream
  /** Changes up to here are not sent: the reader knows them, or gets them otherwise. */
  after: number
  /** The id that the stream gives an event, from which the reader can resume. */
  idOf(seq: number): string
}

interface Dataset {
  groups: Map<string, {source: FeedSource; members: Set<FeedMember>}>
  pending: LakeChange[]
  /** Set while the feed reads from the log, because more was written than it holds in memory. */
  behindAfter: number | null
  scheduled: boolean
}

/** Changes worked on before other requests get their turn. */
const TURN = 200
/** Changes held in memory; beyond that they are read back from the log. */
const MAX_PENDING = 5_000

/** Cuts a run of changes into its transactions. */
export function transactionsOf(changes: readonly LakeChange[]): LakeChange[][] {
  const transactions: LakeChange[][] = []
  for (const change of changes) {
    const last = transactions.at(-1)
    if (last?.[0]?.transactionId === change.transactionId) last.push(change)
    else transactions.push([change])
  }
  return transactions
}

/** Changes after a position, ending with a whole transaction; about `limit` of them. */
export function wholeTransactionsAfter(
  store: LakeStore,
  dataset: string,
  seq: number,
  limit: number,
): LakeChange[] {
  const changes = store.changesAfter(dataset, seq, limit)
  for (;;) {
    const last = changes.at(-1)
    if (!last || last.transactionCurrentEvent >= last.transactionTotalEvents) return changes
    const rest = last.transactionTotalEvents - last.transactionCurrentEvent
    const more = store.changesAfter(dataset, last.seq, rest)
    if (more.length === 0) return changes
    changes.push(...more)
  }
}

/**
 * Sends what is committed to the streams that listen. Each kind of event is worked out once for all
 * the streams that ask for the same, in turns, so that neither hundreds of listeners nor a bulk
 * write hold up other requests; and what waits is bounded, because the log has it anyway.
 */
export class ChangeFeed {
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

  /** How many streams are open. */
  get size(): number {
    return this.#streams.size
  }

  /** Keeps a stream open, and ends it with the feed. It gets no events by this alone. */
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
      feed = {groups: new Map(), pending: [], behindAfter: null, scheduled: false}
      this.#datasets.set(dataset, feed)
    }
    const {groups} = feed
    const {key} = member.source
    const group = groups.get(key) ?? {source: member.source, members: new Set()}
    groups.set(key, group)
    group.members.add(member)
    member.stream.onClose(() => {
      group.members.delete(member)
      if (group.members.size === 0) groups.delete(key)
    })
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
      for (const {members} of feed.groups.values()) {
        for (const {stream} of members) {
          stream.send({event: 'disconnect', data})
          stream.end()
        }
      }
    }
  }

  #committed(changes: LakeChange[]): void {
    const first = changes[0]
    const feed = first && this.#datasets.get(first.dataset)
    if (!feed || feed.groups.size === 0) return
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
    setImmediate(() => {
      feed.scheduled = false
      try {
        if (this.#turn(dataset, feed)) this.#schedule(dataset, feed)
      } catch (error) {
        this.#fail(dataset, feed, error)
      }
    })
  }

  /** @returns whether there is more to do */
  #turn(dataset: string, feed: Dataset): boolean {
    if (feed.groups.size === 0) {
      feed.pending = []
      feed.behindAfter = null
      return false
    }
    if (feed.behindAfter !== null) {
      const changes = wholeTransactionsAfter(this.#store, dataset, feed.behindAfter, TURN)
      for (const transaction of transactionsOf(changes)) this.#send(feed, transaction)
      const last = changes.at(-1)
      feed.behindAfter = last?.seq ?? null
      return last !== undefined
    }
    const transactions = transactionsOf(feed.pending)
    let sent = 0
    for (const transaction of transactions) {
      if (sent >= TURN) break
      this.#send(feed, transaction)
      sent += transaction.length
    }
    feed.pending.splice(0, sent)
    return feed.pending.length > 0
  }

  #send(feed: Dataset, transaction: readonly LakeChange[]): void {
    for (const {source, members} of feed.groups.values()) {
      const events = source.eventsOf(transaction)
      for (const member of members) {
        for (const {seq, ...event} of events) {
          if (seq > member.after) member.stream.send({...event, id: member.idOf(seq)})
        }
      }
    }
  }

  #fail(dataset: string, feed: Dataset, error: unknown): void {
    const reason = error instanceof Error ? error.message : String(error)
    this.#log(`streams of ${dataset} end, because their changes cannot be read: ${reason}`)
    feed.pending = []
    feed.behindAfter = null
    for (const {members} of feed.groups.values()) {
      for (const member of members) member.stream.end()
    }
  }
}
