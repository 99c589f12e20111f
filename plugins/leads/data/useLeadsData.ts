import type {SanityClient} from '@sanity/client'
import {useQueryClient} from '@tanstack/react-query'
import {useCallback, useMemo} from 'react'
import {arrivalCount} from '../live/arrivals.ts'
import {useLiveLeads} from '../live/useLiveLeads.ts'
import {leadDetailKey} from '../panel/leadDetailKey.ts'
import {useSiteContext} from '../../ui/siteContext.tsx'
import {fetchRows} from './requests.ts'
import {changeRows} from './rowCache.ts'
import {searchParams} from './searchTerms.ts'
import {formatSort, type Sort} from './sortKeys.ts'
import {leadCountKey, useLeadCount} from './useLeadCount.ts'
import {leadPagesKey, useLeadPages} from './useLeadPages.ts'

/** Everything the screen knows of the site's leads, kept up to date. */
export type LeadsData = ReturnType<typeof useLeadsData>

/** Pages, count and live changes of a site's leads, for one sort and search. */
export function useLeadsData(options: {
  client: SanityClient
  sort: Sort
  /** What is searched for, as it was typed. */
  search: string
  openId: string | null
}) {
  const {client, sort, search: input, openId} = options
  const {site} = useSiteContext()
  const queryClient = useQueryClient()
  const search = useMemo(() => searchParams(input), [input])
  const pages = useLeadPages({client, site, sort, search})

  const loaded = useMemo(() => new Set(pages.rows.map((row) => row._id)), [pages.rows])
  const refreshDetail = useCallback(
    (ids: readonly string[]) => {
      for (const id of ids) void queryClient.invalidateQueries({queryKey: leadDetailKey(id)})
    },
    [queryClient],
  )
  const live = useLiveLeads({
    client,
    site,
    search,
    view: `${formatSort(sort)} ${search.q}`,
    isShown: (id) => id === openId || loaded.has(id),
    onShownChanged: refreshDetail,
  })

  // When all leads are loaded, and none came or went since, their number needs no asking.
  const isComplete = !pages.isLoading && !pages.isPrevious && !pages.error && !pages.hasMore
  const isSettled = !live.countStale && arrivalCount(live.arrivals) === 0
  const count = useLeadCount({
    client,
    site,
    search,
    enabled: !pages.isLoading && !pages.error,
    complete: isComplete && isSettled ? {count: pages.rows.length, at: pages.loadedAt} : null,
  })

  const refreshLead = useCallback(
    async (id: string) => {
      refreshDetail([id])
      const [row] = await fetchRows(client, site, [id], search)
      changeRows(queryClient, site, {
        rows: new Map(row ? [[id, row]] : []),
        removed: new Set(row ? [] : [id]),
      })
    },
    [client, queryClient, refreshDetail, search, site],
  )
  const reload = useCallback(() => {
    live.reset()
    void queryClient.resetQueries({queryKey: leadPagesKey(site)})
    void queryClient.resetQueries({queryKey: leadCountKey(site)})
  }, [live, queryClient, site])
  const recount = useCallback(() => {
    live.markCounted()
    count.refresh()
  }, [count, live])

  return {search, pages, count, live, refreshLead, reload, recount}
}
