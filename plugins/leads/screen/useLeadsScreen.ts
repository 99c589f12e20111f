import type {SanityClient} from '@sanity/client'
import {useQuery} from '@tanstack/react-query'
import {useCallback, useMemo, useRef, useState, type RefObject} from 'react'
import type {CustomFieldDefinition} from '../../../core/audience/customFields.ts'
import type {LeadView} from '../../../core/audience/leadSelection.ts'
import {siteCustomFields} from '../../../core/audience/siteFields.ts'
import {useDocumentGrant} from '../../ui/useDocumentGrant.ts'
import {useSiteContext} from '../../ui/siteContext.tsx'
import {useLeadsRoute} from '../view/address/useLeadsRoute.ts'
import {useLeadEdits} from '../edits/useLeadEdits.ts'
import {parseColumnId, type ColumnId} from '../data/columnId.ts'
import type {GridRequest} from '../data/gridView.ts'
import {customNamesQuery} from '../data/pageQueries.ts'
import type {PagePlace} from '../data/pagePlace.ts'
import {rowFields} from '../data/rowFields.ts'
import {useGridView} from '../data/useGridView.ts'
import {useLeadsData} from '../data/useLeadsData.ts'
import {usePosition} from '../data/usePosition.ts'
import {useCellEditing} from '../edits/cells/useCellEditing.ts'
import {useTranslatedGridLabels} from '../columns/columnLabels.ts'
import {useListTitles} from '../data/listTitles.ts'
import {useDescribeTimes} from '../columns/relativeTimes.ts'
import type {LeadGridHandle} from '../grid/leadGridProps.ts'
import {useSelection} from '../view/useSelection.ts'
import {useFilterState} from '../view/settings/useFilterState.ts'
import {useGridSettings} from '../view/settings/useGridSettings.ts'
import {NO_FILTER} from '../view/settings/filterStates.ts'
import type {SavedView} from '../view/settings/savedViews.ts'
import {useLinkedView} from '../view/settings/useLinkedView.ts'
import {useSavedViews} from '../view/settings/useSavedViews.ts'
import {useSearchInput} from '../view/settings/useSearchInput.ts'
import {useSummaryChoices} from '../view/useSummaryChoices.ts'
import {useUndo} from '../edits/undo/useUndo.tsx'

const START: PagePlace = {kind: 'start'}

/** Everything that the screen of leads shows and does. */
export type LeadsScreenState = ReturnType<typeof useLeadsScreen>

function useCustomFields(client: SanityClient, isAsked: boolean) {
  const {site, document} = useSiteContext()
  const names = useQuery({
    queryKey: ['leads', 'custom-names', site],
    queryFn: ({signal}) =>
      client.fetch(
        customNamesQuery,
        {site},
        {perspective: 'raw', signal, tag: 'leads.grid.custom-fields'},
      ),
    enabled: isAsked,
    staleTime: 60_000,
  })
  const defined = useMemo(() => siteCustomFields(document), [document])
  const fields = useMemo(() => {
    const known = new Set(defined.map(({name}) => name))
    const further = (names.data ?? []).flatMap((name) =>
      name === null || known.has(name) ? [] : [name],
    )
    const others = further.toSorted().map((name): CustomFieldDefinition => ({name, type: 'text'}))
    return [...defined, ...others]
  }, [defined, names.data])
  return fields
}

function readColumns(text: string): ColumnId[] {
  const ids: unknown = JSON.parse(text)
  return Array.isArray(ids) ? ids.flatMap((id: unknown) => parseColumnId(String(id)) ?? []) : []
}

/** The state of the screen: address, view, rows, selection, edits. */
export function useLeadsScreen(client: SanityClient, grid: RefObject<LeadGridHandle | null>) {
  const {site, document} = useSiteContext()
  const route = useLeadsRoute()
  const {address, change} = route
  const settings = useGridSettings(site, route)
  const filters = useFilterState(site, route)
  const {changeFilter} = filters
  const searched = filters.filter?.search ?? ''
  const search = useSearchInput(searched, (text) =>
    changeFilter({search: text}, searched !== '' && text !== '' ? 'replace' : 'push'),
  )
  const [isFiltering, setFiltering] = useState(false)
  const [isAskingFields, setAskingFields] = useState(false)
  const customFields = useCustomFields(client, isAskingFields)

  const {quick, segmentId, sort} = address
  const {filter} = filters
  const view = useMemo(
    (): LeadView | null => filter && {...filter, quick, segmentId},
    [filter, quick, segmentId],
  )
  const compiled = useGridView({client, site: document, view})
  const {where} = compiled
  const shown = useMemo(() => settings.layout.map(({id}) => id), [settings.layout])
  // Columns in another order are read alike.
  const shownText = JSON.stringify(shown.toSorted())
  const fields = useMemo(() => rowFields(readColumns(shownText)), [shownText])
  const request = useMemo(
    (): GridRequest | null => (where && settings.isReady ? {site, sort, where, fields} : null),
    [fields, settings.isReady, site, sort, where],
  )

  const [jump, setJump] = useState<{view: unknown; place: PagePlace; count: number}>({
    view: null,
    place: START,
    count: 0,
  })
  const place = jump.view === where && jump.view !== null ? jump.place : START
  const data = useLeadsData({
    client,
    site,
    request,
    start: place,
    jump: jump.count,
    openId: route.leadId,
  })
  const onJump = useCallback(
    (to: PagePlace) => setJump((before) => ({view: where, place: to, count: before.count + 1})),
    [where],
  )
  const position = usePosition({client, request, pages: data.pages})
  const refreshLead = useCallback((id: string) => data.refreshLeads([id]), [data])
  const undo = useUndo(grid)
  const edits = useLeadEdits({client, refreshLeads: data.refreshLeads, track: undo.track})
  const [isAskingViews, setAskingViews] = useState(address.savedId !== null)
  const savedViews = useSavedViews(client, site, isAskingViews)
  const showView = (saved: SavedView, how: 'push' | 'replace' = 'push') => {
    const filterId = filters.nameFilter(saved.filter)
    change({...saved.address, filterId, savedId: saved.id}, how)
  }
  useLinkedView(route, savedViews.views, showView)
  const editing = useCellEditing(client, edits)
  const isEditable = useDocumentGrant('update', `${site}.lead.-`) !== 'denied'
  return {
    route,
    settings,
    filters,
    search,
    view,
    compiled,
    customFields,
    data,
    request,
    summaries: useSummaryChoices(site),
    position,
    edits,
    refreshLead,
    editing,
    undo,
    isEditable,
    labels: useTranslatedGridLabels(customFields),
    describeTime: useDescribeTimes(document.timeZone),
    listTitles: useListTitles({client, site, isShown: shown.includes('lists')}),
    selection: useSelection(view),
    searchField: useRef<HTMLInputElement>(null),
    filterButton: useRef<HTMLButtonElement>(null),
    recentButton: useRef<HTMLButtonElement>(null),
    grid,
    isFiltering,
    setFiltering,
    onJump,
    onAskFields: useCallback(() => setAskingFields(true), []),
    savedViews,
    onAskViews: useCallback(() => setAskingViews(true), []),
    showView,
    saveView: async (title: string, isShared: boolean) => {
      const {layout, density} = settings
      const shown = {...address, layout, density}
      const saved = filter ?? NO_FILTER
      const id = await savedViews.save({title, isShared, address: shown, filter: saved})
      change({savedId: id, layout, density}, 'replace')
    },
    overwriteView: async (view: SavedView) => {
      const {layout, density} = settings
      await savedViews.overwrite(view, {
        address: {...address, layout, density},
        filter: filter ?? NO_FILTER,
      })
    },
    clearFilters: useCallback(() => {
      change({quick: 'all', segmentId: null, filterId: null, savedId: null})
    }, [change]),
  }
}
