import type {IdRange} from '../access/visibleIds.ts'
import {LakeError} from '../lakeError.ts'
import type {LakeChange} from '../store/lakeChange.ts'
import type {PositionCode} from '../store/positionCode.ts'
import {CHUNK_BYTES, eventText, type StreamEvent, type EventStream} from './eventStream.ts'
import {NeedIndex, type Need} from './filterNeeds.ts'
import type {VisibleChange} from './readerGroups.ts'

/** How a change moves a document in or out of what a listener listens to. */
export type Transition = 'appear' | 'update' | 'disappear'

/** A change that an interest matches. */
export interface Hit {
  change: LakeChange
  visible: VisibleChange
  transition: Transition
}

/** Which changes a stream wants. */
export interface Interest {
  /** Equal for interests in the same changes, so that each change is checked once for all of them. */
  key: string
  /** Every document of interest meets one of them; `null` when that is not known. */
  needs: readonly Need[] | null
  /** Ids of all documents that can be of interest; `null` where this depends on the documents. */
  ids: readonly IdRange[] | null
  hit(change: LakeChange): Hit | null
}

/** An event for a stream, with the change that it comes from. */
export interface FeedEvent extends Omit<StreamEvent, 'id'> {
  seq: number
}

/** Turns transactions into the events of a stream. */
export interface FeedSource {
  interest: Interest
  /** For equal interests: equal for sources that make equal events. */
  format: string
  /** @param hits - of one transaction, in order; at least one */
  eventsOf(hits: readonly Hit[]): FeedEvent[]
}

/** The events that a source makes of one transaction. */
export function eventsOfTransaction(
  source: FeedSource,
  transaction: readonly LakeChange[],
): FeedEvent[] {
  const hits = transaction
    .map((change) => source.interest.hit(change))
    .filter((hit) => hit !== null)
  return hits.length === 0 ? [] : source.eventsOf(hits)
}

export interface FeedMember {
  source: FeedSource
  stream: EventStream
  /** Position of the last change that is not to be sent: the reader has it already. */
  after: number
  /** Encodes event ids, from which the reader can resume. */
  code: PositionCode
}

/** Streams that get the same bytes. */
interface Recipients {
  source: FeedSource
  members: Set<FeedMember>
  /** Events to send with the next flush. */
  events: FeedEvent[]
}

/** Streams that are interested in the same changes. */
interface Group {
  interest: Interest
  formats: Map<string, Recipients>
  hits: Hit[]
}

/**
 * The streams of a dataset, grouped so that nothing is done twice: a change is checked once for all
 * streams with the same interest, only against interests that its documents can meet, and events are
 * encoded once for all streams that want the same.
 */
export class FeedGroups {
  readonly #groups: Map<string, Group> = new Map()
  readonly #index: NeedIndex<Group> = new NeedIndex()
  readonly #waiting: Set<Recipients> = new Set()

  get isEmpty(): boolean {
    return this.#groups.size === 0
  }

  /** Adds a stream, until it closes. */
  add(member: FeedMember): void {
    const {interest, format} = member.source
    const group = this.#groups.get(interest.key) ?? {interest, formats: new Map(), hits: []}
    if (group.formats.size === 0) {
      this.#groups.set(interest.key, group)
      this.#index.add(group, interest.needs)
    }
    // A dataset that was deleted and created again has another code, so its event ids differ.
    const key = `${member.code.mark} ${format}`
    const recipients = group.formats.get(key) ?? {
      source: member.source,
      members: new Set(),
      events: [],
    }
    group.formats.set(key, recipients)
    recipients.members.add(member)
    member.stream.onClose(() => {
      recipients.members.delete(member)
      if (recipients.members.size > 0) return
      group.formats.delete(key)
      this.#waiting.delete(recipients)
      if (group.formats.size > 0) return
      this.#groups.delete(interest.key)
      this.#index.remove(group, group.interest.needs)
    })
  }

  /** Prepares the events of a transaction; {@link flush} sends them. */
  take(transaction: readonly LakeChange[]): void {
    const touched: Group[] = []
    for (const change of transaction) {
      for (const group of this.#index.find(change.before, change.after)) {
        const hit = this.#hit(group, change)
        if (hit && group.hits.push(hit) === 1) touched.push(group)
      }
    }
    for (const group of touched) {
      for (const recipients of group.formats.values()) {
        recipients.events.push(...recipients.source.eventsOf(group.hits))
        this.#waiting.add(recipients)
      }
      group.hits = []
    }
  }

  /** A change that a filter can't be evaluated for ends the streams with that filter. */
  #hit({interest, formats}: Group, change: LakeChange): Hit | null {
    try {
      return interest.hit(change)
    } catch (error) {
      if (!(error instanceof LakeError)) throw error
      const data = JSON.stringify(error.body)
      const members = [...formats.values()].flatMap((recipients) => [...recipients.members])
      for (const {stream} of members) {
        stream.send({event: 'channelError', data})
        stream.end()
      }
      return null
    }
  }

  /** Sends the prepared events. @returns the largest number of bytes that one stream got */
  flush(): number {
    let most = 0
    for (const recipients of this.#waiting) {
      const {events} = recipients
      recipients.events = []
      most = Math.max(most, send(events, [...recipients.members]))
    }
    this.#waiting.clear()
    return most
  }

  streams(): EventStream[] {
    const recipients = [...this.#groups.values()].flatMap(({formats}) => [...formats.values()])
    return recipients.flatMap(({members}) => [...members].map(({stream}) => stream))
  }
}

/**
 * Sends events of one format. Members that joined just now may have to skip some of them.
 *
 * @returns how many bytes each of the other members got
 */
function send(events: readonly FeedEvent[], members: readonly FeedMember[]): number {
  const [first] = events
  if (!first) return 0
  const others = members.filter(({after}) => after < first.seq)
  for (const member of members) {
    if (member.after < first.seq) continue
    for (const {seq, ...event} of events) {
      if (seq > member.after) member.stream.send({...event, id: member.code.encode('stream', seq)})
    }
  }
  const [one] = others
  if (!one) return 0
  if (first.replaces) {
    const {seq, ...event} = events.at(-1) ?? first
    for (const {stream} of others) stream.send({...event, id: one.code.encode('stream', seq)})
    return 0
  }
  let text = ''
  let sent = 0
  const sendText = () => {
    const bytes = Buffer.from(text)
    for (const {stream} of others) stream.sendEncoded(bytes)
    sent += bytes.length
    text = ''
  }
  for (const {seq, ...event} of events) {
    text += eventText({...event, id: one.code.encode('stream', seq)})
    if (text.length >= CHUNK_BYTES) sendText()
  }
  if (text !== '') sendText()
  return sent
}
