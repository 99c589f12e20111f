import {useCallback} from 'react'
import {useRouter} from 'sanity/router'
import {DEFAULT_SORT, formatSort, parseSort, type Sort} from './data/sortKeys.ts'

/** What the URL says: which lead is open, and how the grid is sorted. */
export interface LeadsRoute {
  leadId: string | null
  sort: Sort
  openLead: (id: string) => void
  closeLead: () => void
  setSort: (sort: Sort) => void
}

const SORT_PARAM = 'sort'

function searchParamsOf(sort: Sort): [string, string][] {
  const text = formatSort(sort)
  return text === formatSort(DEFAULT_SORT) ? [] : [[SORT_PARAM, text]]
}

/**
 * The tool's state in the URL, so that a link or the back button restores it. The search is not in
 * it: people search by name and e-mail, and those do not belong into addresses and histories.
 */
export function useLeadsRoute(): LeadsRoute {
  const {state, navigate} = useRouter()
  const sortText = state._searchParams?.find(([name]) => name === SORT_PARAM)?.[1]
  const sort = parseSort(sortText)
  const leadId = typeof state.leadId === 'string' ? state.leadId : null

  const go = useCallback(
    (next: {leadId: string | null; sortText: string | undefined}) => {
      const _searchParams = searchParamsOf(parseSort(next.sortText))
      navigate(next.leadId ? {leadId: next.leadId, _searchParams} : {_searchParams})
    },
    [navigate],
  )
  return {
    leadId,
    sort,
    openLead: useCallback((id: string) => go({leadId: id, sortText}), [go, sortText]),
    closeLead: useCallback(() => go({leadId: null, sortText}), [go, sortText]),
    setSort: useCallback((next: Sort) => go({leadId, sortText: formatSort(next)}), [go, leadId]),
  }
}
