import type {SanityClient} from '@sanity/client'
import {useInfiniteQuery, useQuery, useQueryClient} from '@tanstack/react-query'
import {useMemo} from 'react'
import {
  recentChanges,
  undoableSince,
  type RecentChange,
  type RecentJob,
} from '../../../../core/changes/recent/recentChanges.ts'
import {parseIdOfKind} from '../../../../core/tenancy/documentId.ts'
import {useBulkListening} from '../useBulkListening.ts'
import {defineQuery} from 'groq'

/** Changes on one page. */
const RECENT_PAGE_SIZE = 15

/**
 * A page of a site's bulk changes since `$since`, newest first, after the one at `$at` with the id
 * `$id`; an empty `$id` is the first page.
 */
export const recentJobsQuery = defineQuery(`*[
  _type == "bulkChange" && site == $site && _createdAt > $since
  && ($id == "" || _createdAt < $at || (_createdAt == $at && _id < $id))
] | order(_createdAt desc, _id desc)[0...15]{
  _id, _createdAt, state, way, totals, unchanged, createdBy, intent
}`)

const recentJobQuery = defineQuery(`*[_type == "bulkChange" && site == $site && _id == $id][0]{
  _id, _createdAt, state, way, totals, unchanged, createdBy, intent
}`)

/** How often the list is read again at most. */
const EVERY_MS = 500

interface Cursor {
  at: string
  id: string
}

const FIRST: Cursor = {at: '', id: ''}

/**
 * The site's bulk changes of the last 30 days, newest first, in pages; updated while the list is open.
 *
 * @param changeId - id of a change that is included even if no loaded page has it; `null` for none
 */
export function useRecentChanges(client: SanityClient, site: string, changeId: string | null) {
  const queryClient = useQueryClient()
  const key = useMemo(() => ['leads', 'recent', site], [site])
  const pages = useInfiniteQuery({
    queryKey: [...key, 'pages'],
    initialPageParam: FIRST,
    queryFn: ({pageParam, signal}) =>
      client.fetch(
        recentJobsQuery,
        {site, since: undoableSince(new Date().toISOString()), ...pageParam},
        {perspective: 'raw', signal, tag: 'leads.recent.page'},
      ),
    getNextPageParam: nextRecentCursor,
    retry: false,
  })
  const isListed = pages.data?.pages.some((page) => page.some(({_id}) => _id === changeId))
  const linked = useQuery({
    queryKey: [...key, 'linked', changeId],
    queryFn: ({signal}) =>
      client.fetch(
        recentJobQuery,
        {site, id: changeId ?? ''},
        {perspective: 'raw', signal, tag: 'leads.recent.linked'},
      ),
    enabled: changeId !== null && isListed === false,
    retry: false,
  })
  useBulkListening(client, site, {
    key,
    tag: 'leads.recent.listen',
    everyMs: EVERY_MS,
    leading: false,
  })

  const jobs = ownJobs(site, pages.data?.pages.flat() ?? [])
  const older = isListed === false && linked.data ? ownJobs(site, [linked.data]) : []
  const known = new Set(jobs.map(({_id}) => _id))
  const changes: RecentChange[] = recentChanges(
    [...jobs, ...older.filter(({_id}) => !known.has(_id))],
    new Date(pages.dataUpdatedAt).toISOString(),
  )
  return {
    changes,
    isPending: pages.isPending,
    error: pages.error,
    hasMore: pages.hasNextPage,
    isLoadingMore: pages.isFetchingNextPage,
    loadMore: () => void pages.fetchNextPage(),
    reload: () => void queryClient.invalidateQueries({queryKey: key}),
  }
}

/** The cursor of the next page; `null` after the last one. */
export function nextRecentCursor(
  page: readonly Pick<RecentJob, '_id' | '_createdAt'>[],
): Cursor | null {
  const last = page.at(-1)
  return last && page.length >= RECENT_PAGE_SIZE ? {at: last._createdAt, id: last._id} : null
}

/** Leaves out documents whose id is not one of the site's bulk changes. */
function ownJobs<Job extends {_id: string}>(site: string, jobs: readonly Job[]): Job[] {
  return jobs.filter(({_id}) => parseIdOfKind(_id, 'bulk')?.site === site)
}
