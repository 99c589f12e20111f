import type {SanityClient} from '@sanity/client'
import {useQueryClient} from '@tanstack/react-query'
import {useCallback, useMemo} from 'react'
import {arrivalCount, useLiveLeads} from './live/useLiveLeads.ts'
import {leadDetailKey} from './useLead.ts'
import type {GridRequest} from './pageQueries.ts'
import type {PagePlace} from './pagePlace.ts'
import {fetchRows} from './requests.ts'
import {changeRows, leadPagesKey, useLeadPages, viewName} from './useLeadPages.ts'
import {useCompleteRows} from './useCompleteRows.ts'
import {leadCountKey, useLeadCount} from './useLeadCount.ts'

/** Pages, count and live changes. */
export type LeadsData = ReturnType<typeof useLeadsData>

/** Pages, count and live changes of a site's leads, for one view. */
export function useLeadsData(options: {
  client: SanityClient
  site: string
  /** `null` while it is not known. */
  request: GridRequest | null
  start: PagePlace
  jump: number
  openId: string | null
}) {
  const {client, site, request, start, jump, openId} = options
  const queryClient = useQueryClient()
  const pages = useLeadPages({client, request, start, jump})
  const view = request ? viewName(request) : ''

  const loaded = useMemo(() => new Set(pages.rows.map((row) => row._id)), [pages.rows])
  const refreshDetail = useCallback(
    (ids: readonly string[]) =>
      Promise.all(ids.map((id) => queryClient.invalidateQueries({queryKey: leadDetailKey(id)}))),
    [queryClient],
  )
  const live = useLiveLeads({
    client,
    site,
    request,
    view,
    isShown: (id) => id === openId || loaded.has(id),
    onShownChanged: (ids) => void refreshDetail(ids),
  })
  useCompleteRows({client, site, request, rows: pages.rows})

  // If all leads are loaded and none was added or deleted since, no count is needed.
  const isWhole = pages.isCounted && pages.first === 0 && !pages.hasMore
  const isComplete = isWhole && !pages.isLoading && !pages.isPrevious && !pages.error
  const isSettled = !live.countStale && arrivalCount(live.arrivals) === 0
  const count = useLeadCount({
    client,
    view: request,
    enabled: !pages.isLoading && !pages.isPrevious && !pages.error,
    complete: isComplete && isSettled ? {count: pages.rows.length, at: pages.loadedAt} : null,
  })

  const refreshLeads = useCallback(
    async (ids: readonly string[]) => {
      const detail = refreshDetail(ids)
      if (request) {
        const found = await fetchRows(client, request, ids)
        const rows = new Map(found.map((row) => [row._id, row] as const))
        changeRows(queryClient, site, {
          rows,
          removed: new Set(ids.filter((id) => !rows.has(id))),
        })
      }
      await detail
    },
    [client, queryClient, refreshDetail, request, site],
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

  return {view, pages, count, live, refreshLeads, reload, recount}
}
