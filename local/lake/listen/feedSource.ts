import type {LakeChange} from '../store/lakeChange.ts'
import type {IdRange} from '../visibility/visibleIds.ts'
import type {StreamEvent} from './eventStream.ts'
import type {Need} from './filterNeeds.ts'
import type {VisibleChange} from './readerGroups.ts'

/** How a change moves a document in or out of what a listener listens to. */
export type Transition = 'appear' | 'update' | 'disappear'

/** A change that somebody is interested in. */
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
  /** @param hits - what is of interest in one transaction, in order; at least one */
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
