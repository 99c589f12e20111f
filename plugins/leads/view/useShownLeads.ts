import {useCallback, useMemo} from 'react'
import type {LeadView} from '../../../core/audience/leadSelection.ts'
import {useSiteContext} from '../../ui/siteContext.tsx'
import {useLeadsRoute, type LeadsRoute} from './address/useLeadsRoute.ts'
import {useFilterState, type FilterStateAnswer} from './settings/useFilterState.ts'
import {useGridSettings, type GridSettingsState} from './settings/useGridSettings.ts'
import {useSearchInput, type SearchInput} from './settings/useSearchInput.ts'

/** What the grid shows: URL, settings, search and filter. */
export interface ShownLeads {
  route: LeadsRoute
  settings: GridSettingsState
  filters: FilterStateAnswer
  search: SearchInput
  /** `null` while the filter of the URL is not known. */
  view: LeadView | null
  /** Shows all leads. */
  clearFilters: () => void
}

/** Combines the URL, the user's settings and the stored filter. */
export function useShownLeads(): ShownLeads {
  const {site} = useSiteContext()
  const route = useLeadsRoute()
  const settings = useGridSettings(site, route)
  const filters = useFilterState(site, route)
  const {filter, changeFilter} = filters
  const searched = filter?.search ?? ''
  const search = useSearchInput(searched, (text) =>
    changeFilter({search: text}, searched !== '' && text !== '' ? 'replace' : 'push'),
  )
  const {change, address} = route
  const {quick, segmentId} = address
  const view = useMemo(
    (): LeadView | null => filter && {...filter, quick, segmentId},
    [filter, quick, segmentId],
  )
  const clearFilters = useCallback(() => {
    change({quick: 'all', segmentId: null, listId: null, filterId: null, savedId: null})
  }, [change])
  return {route, settings, filters, search, view, clearFilters}
}
