import type {AccessControl, Caller, LakeChange} from '../types.ts'
import type {FeedEvent, FeedSource} from './changeFeed.ts'
import type {ListenFilter} from './listenFilter.ts'
import {mutationEvent, transitionOf, type EventFormat, type Transition} from './mutationEvent.ts'
import {audienceKey, visibleChange, type VisibleChange} from './visibleChange.ts'

/** Which variants of a document a listener hears of. */
export type VersionScope = 'published' | 'published and drafts' | 'all'

/** What one listener asked for. */
export interface ListenRequest {
  filter: ListenFilter
  caller: Caller
  versions: VersionScope
  format: EventFormat
}

function inScope(id: string, scope: VersionScope): boolean {
  if (scope === 'all') return true
  if (id.startsWith('versions.')) return false
  return scope === 'published and drafts' || !id.startsWith('drafts.')
}

interface Hit {
  change: LakeChange
  visible: VisibleChange
  transition: Transition
}

/**
 * The events that a listener's request makes of transactions. Requests that would make the same
 * events have the same key, and are then worked out once for all of them.
 */
export function listenEvents(access: AccessControl, request: ListenRequest): FeedSource {
  const {filter, caller, versions, format} = request

  function hit(change: LakeChange): Hit | null {
    if (!inScope(change.documentId, versions)) return null
    const visible = visibleChange(access, caller, change)
    if (!visible) return null
    const transition = transitionOf(
      visible.before !== null && filter.matches(visible.before),
      visible.after !== null && filter.matches(visible.after),
    )
    return transition && {change, visible, transition}
  }

  return {
    key: JSON.stringify([audienceKey(caller), filter.key, versions, format]),
    eventsOf(transaction: readonly LakeChange[]): FeedEvent[] {
      const hits = transaction.map(hit).filter((found) => found !== null)
      return hits.map(({change, visible, transition}, index) => ({
        seq: change.seq,
        event: 'mutation',
        data: mutationEvent(change, visible, transition, format, {
          total: hits.length,
          current: index + 1,
        }),
      }))
    },
  }
}
