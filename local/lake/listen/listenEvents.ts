import type {LakeChange} from '../store/lakeChange.ts'
import type {FeedEvent, FeedSource, Hit, Interest} from './feedSource.ts'
import type {ListenFilter} from './listenFilter.ts'
import {mutationEvent, transitionOf, type EventFormat} from './mutationEvent.ts'
import type {Audience} from './visibleChange.ts'

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
