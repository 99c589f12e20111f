import {wireEffects, type LakeChange} from '../store/lakeChange.ts'
import type {FeedEvent, FeedSource, Hit, Interest, Transition} from './feedGroups.ts'
import type {ListenFilter} from './listenFilter.ts'
import type {ReaderGroup, VisibleChange} from './readerGroups.ts'

/** Which variants of a document a listener gets events of. */
export type VersionScope = 'published' | 'published and drafts' | 'all'

/** Which parts of a change a listener asked for. */
export interface EventFormat {
  includeResult: boolean
  includePreviousRevision: boolean
  includeMutations: boolean
  /** Mendoza effects. */
  includeEffects: boolean
}

export interface ListenRequest {
  filter: ListenFilter
  readers: ReaderGroup
  versions: VersionScope
  format: EventFormat
}

/** The events that a listener's request makes of transactions. */
export function listenEvents(request: ListenRequest): FeedSource {
  const {format} = request
  return {
    interest: listenInterest(request),
    format: JSON.stringify(format),
    eventsOf: (hits: readonly Hit[]): FeedEvent[] =>
      hits.map(({change, visible, transition}, index) => ({
        seq: change.seq,
        event: 'mutation',
        data: mutationEvent(change, visible, transition, format, {
          total: hits.length,
          current: index + 1,
        }),
      })),
  }
}

/** The interest of a group of readers in the documents that match a filter. */
export function listenInterest({
  filter,
  readers,
  versions,
}: Omit<ListenRequest, 'format'>): Interest {
  return {
    key: JSON.stringify([readers.key, filter.key, versions]),
    needs: filter.needs,
    ids: readers.ids,
    hit(change: LakeChange): Hit | null {
      if (!inScope(change.documentId, versions)) return null
      const visible = readers.see(change)
      if (!visible) return null
      const transition = transitionOf(
        visible.before !== null && filter.matches(visible.before),
        visible.after !== null && filter.matches(visible.after),
      )
      return transition && {change, visible, transition}
    },
  }
}

function inScope(id: string, scope: VersionScope): boolean {
  if (scope === 'all') return true
  if (id.startsWith('versions.')) return false
  return scope === 'published and drafts' || !id.startsWith('drafts.')
}

/** The transition of a document that matched, or did not, before and after; `null` for neither. */
function transitionOf(before: boolean, after: boolean): Transition | null {
  if (before) return after ? 'update' : 'disappear'
  return after ? 'appear' : null
}

/** Parts of events as JSON; cached for the lifetime of the change. */
interface Texts {
  mutations?: string
  effects?: string
  before?: string
  after?: string
}

const texts: WeakMap<VisibleChange, Texts> = new WeakMap()

function textsOf(visible: VisibleChange): Texts {
  let known = texts.get(visible)
  if (!known) {
    known = {}
    texts.set(visible, known)
  }
  return known
}

/**
 * The data of a `mutation` event as JSON. `resultRev` stands on deletions too: listeners chain
 * events by it. `visibility` says whether queries see the change yet. The JSON of a change's parts is
 * written once for all listeners.
 *
 * @param position - where the event stands, from 1, among those of its transaction for one listener
 */
export function mutationEvent(
  change: LakeChange,
  visible: VisibleChange,
  transition: Transition,
  format: EventFormat,
  position: {total: number; current: number},
): string {
  const {before, after} = visible
  const known = textsOf(visible)
  const head = JSON.stringify({
    eventId: `${change.transactionId}#${change.documentId}`,
    documentId: change.documentId,
    transactionId: change.transactionId,
    transition,
    identity: change.identity,
  })
  let text = head.slice(0, -1)
  if (format.includeMutations) {
    known.mutations ??= JSON.stringify(visible.mutations)
    text += `,"mutations":${known.mutations}`
  }
  if (format.includeEffects) {
    known.effects ??= JSON.stringify(wireEffects(before, after))
    text += `,"effects":${known.effects}`
  }
  if (before) text += `,"previousRev":${JSON.stringify(before._rev)}`
  text += `,"resultRev":${JSON.stringify(after?._rev ?? change.transactionId)}`
  if (format.includePreviousRevision) {
    known.before ??= JSON.stringify(before)
    text += `,"previous":${known.before}`
  }
  if (format.includeResult && after) {
    known.after ??= JSON.stringify(after)
    text += `,"result":${known.after}`
  }
  const tail = JSON.stringify({
    timestamp: change.timestamp,
    visibility: change.isIndexed ? 'query' : 'transaction',
    transactionTotalEvents: position.total,
    transactionCurrentEvent: position.current,
  })
  return `${text},${tail.slice(1)}`
}
