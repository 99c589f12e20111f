import type {SanityClient} from '@sanity/client'
import {keepPreviousData, useInfiniteQuery} from '@tanstack/react-query'
import {defineQuery} from 'groq'
import type {LeadTimelineQueryResult} from '../../../core/sanity.types.generated.ts'
import {kindsOf, type TimelineFilter} from './timelineFilters.ts'
import {leadDetailKey} from '../data/useLead.ts'

/** Entries per page. */
const TIMELINE_PAGE_SIZE = 20

/**
 * A page of a lead's timeline, newest first, after the entry at `$at` with id `$cursorId`; an empty
 * `$cursorId` is the first page.
 */
export const leadTimelineQuery = defineQuery(`*[
  _type == "leadActivity" && site == $site && leadId == $leadId && kind in $kinds && defined(at)
  && ($cursorId == "" || at < $at || (at == $at && _id > $cursorId))
] | order(at desc, _id asc)[0...20]{_id, kind, at, actor, code, summary, details}`)

/** An entry of the timeline. */
export type TimelineEntry = LeadTimelineQueryResult[number]

/** A page begins after the entry with this time and id. */
interface TimelineCursor {
  at: string
  id: string
}

const FIRST: TimelineCursor = {at: '', id: ''}

/** Reads a lead's timeline, newest first, in pages. */
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

/** The cursor of the next page; `null` after the last one. */
export function nextTimelineCursor(page: readonly TimelineEntry[]): TimelineCursor | null {
  const last = page.at(-1)
  return last?.at && page.length >= TIMELINE_PAGE_SIZE ? {at: last.at, id: last._id} : null
}
