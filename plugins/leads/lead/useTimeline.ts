import type {SanityClient} from '@sanity/client'
import {keepPreviousData, useInfiniteQuery} from '@tanstack/react-query'
import type {LeadTimelineQueryResult} from '../../../core/sanity.types.generated.ts'
import {kindsOf, type TimelineFilter} from './timelineFilters.ts'
import {leadDetailKey, TIMELINE_PAGE_SIZE, leadTimelineQuery} from '../data/useLead.ts'

/** An entry of the timeline. */
export type TimelineEntry = LeadTimelineQueryResult[number]

/** Where a page of the timeline begins: after the entry of that time and id. */
interface TimelineCursor {
  at: string
  id: string
}

const FIRST: TimelineCursor = {at: '', id: ''}

/** The cursor of the page after this one, or `null` when it was the last. */
export function nextTimelineCursor(page: readonly TimelineEntry[]): TimelineCursor | null {
  const last = page.at(-1)
  return last?.at && page.length >= TIMELINE_PAGE_SIZE ? {at: last.at, id: last._id} : null
}

/** Reads a lead's timeline, newest first, a page at a time. */
export function useTimeline(
  client: SanityClient,
  lead: {site: string; id: string},
  filter: TimelineFilter,
) {
  return useInfiniteQuery({
    queryKey: [...leadDetailKey(lead.id), 'timeline', filter],
    initialPageParam: FIRST,
    queryFn: ({pageParam, signal}) => {
      const params = {
        site: lead.site,
        leadId: lead.id,
        kinds: [...kindsOf(filter)],
        at: pageParam.at,
        cursorId: pageParam.id,
      }
      return client.fetch(leadTimelineQuery, params, {
        perspective: 'raw',
        signal,
        tag: 'leads.panel.timeline',
      })
    },
    getNextPageParam: nextTimelineCursor,
    placeholderData: keepPreviousData,
    retry: false,
    staleTime: Infinity,
    gcTime: 60_000,
  })
}
