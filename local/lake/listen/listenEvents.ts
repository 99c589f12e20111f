import {type LakeChange, wireEffects} from '../store/lakeChange.ts'
import type {FeedEvent, FeedSource, Hit, Interest} from './feedSource.ts'
import type {ListenFilter} from './listenFilter.ts'
import type {Audience, VisibleChange} from './readerGroups.ts'

/** Which variants of a document a listener hears of. */
export type VersionScope = 'published' | 'published and drafts' | 'all'

/** What one listener asked for. */
export interface ListenRequest {
  filter: ListenFilter
  audience: Audience
  versions: VersionScope
  format: EventFormat
}

function inScope(id: string, scope: VersionScope): boolean {
  if (scope === 'all') return true
  if (id.startsWith('versions.')) return false
  return scope === 'published and drafts' || !id.startsWith('drafts.')
}

/** What an audience sees of the documents that match a filter. */
export function listenInterest({
  filter,
  audience,
  versions,
}: Omit<ListenRequest, 'format'>): Interest {
  return {
    key: JSON.stringify([audience.key, filter.key, versions]),
    needs: filter.needs,
    ids: audience.ids,
    hit(change: LakeChange): Hit | null {
      if (!inScope(change.documentId, versions)) return null
      const visible = audience.see(change)
      if (!visible) return null
      const transition = transitionOf(
        visible.before !== null && filter.matches(visible.before),
        visible.after !== null && filter.matches(visible.after),
      )
      return transition && {change, visible, transition}
    },
  }
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

/** How a change moves a document in or out of what a listener listens to. */
export type Transition = 'appear' | 'update' | 'disappear'

/** Which parts of a change a listener asked for. */
export interface EventFormat {
  includeResult: boolean
  includePreviousRevision: boolean
  includeMutations: boolean
  /** Mendoza effects. */
  includeEffects: boolean
}

/** Where an event stands among those that its transaction sends to one listener. */
export interface EventPosition {
  total: number
  /** From 1. */
  current: number
}

/** The transition of a document that matched, or did not, before and after; `null` for neither. */
export function transitionOf(before: boolean, after: boolean): Transition | null {
  if (before) return after ? 'update' : 'disappear'
  return after ? 'appear' : null
}

/** Parts of events as JSON, kept as long as the change is. */
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
 * events by it. `visibility` says whether queries see the change yet.
 *
 * However many listeners with different filters get a change, its parts are written as JSON once.
 */
export function mutationEvent(
  change: LakeChange,
  visible: VisibleChange,
  transition: Transition,
  format: EventFormat,
  position: EventPosition,
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
