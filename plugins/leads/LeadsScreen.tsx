import type {SanityClient} from '@sanity/client'
import {Flex} from '@sanity/ui'
import {useRef, useState} from 'react'
import {useStatusChange} from './changes/useStatusChange.ts'
import type {GridRow} from './data/leadPages.ts'
import {useLeadsData} from './data/useLeadsData.ts'
import {DEFAULT_SORT, nextSort, type SortColumn} from './data/sortKeys.ts'
import {GridPane} from './grid/GridPane.tsx'
import type {LeadGridHandle} from './grid/LeadGrid.tsx'
import {LeadPanel} from './panel/LeadPanel.tsx'
import {useLeadsRoute} from './useLeadsRoute.ts'
import {useScreenKeys} from './useScreenKeys.ts'
import {useSearchInput} from './useSearchInput.ts'

/** What a {@link LeadsScreen} needs. */
export interface LeadsScreenProps {
  client: SanityClient
  /** Base URL of the public endpoints, when the Studio knows it. */
  apiUrl: string | undefined
}

/** The grid of a site's leads, and one lead beside it. */
export function LeadsScreen(props: LeadsScreenProps) {
  const {client, apiUrl} = props
  const route = useLeadsRoute()
  const search = useSearchInput()
  const grid = useRef<LeadGridHandle>(null)
  const searchField = useRef<HTMLInputElement>(null)
  const data = useLeadsData({
    client,
    sort: route.sort,
    search: search.searched,
    openId: route.leadId,
  })
  const {pending, changeStatus} = useStatusChange({client, refreshLead: data.refreshLead})

  // A click leaves the focus in the grid, so that its keys go on working; Enter moves it over.
  const [takesFocus, setTakesFocus] = useState(false)
  const open = (row: GridRow, by: 'key' | 'pointer') => {
    setTakesFocus(by === 'key')
    route.openLead(row._id)
  }
  const close = () => {
    const id = route.leadId
    route.closeLead()
    if (!id || !grid.current?.focusLead(id)) grid.current?.focusFirst()
  }
  const onKeyDown = useScreenKeys({searchField, onEscape: route.leadId ? close : null})

  const showNew = () => {
    route.setSort(DEFAULT_SORT)
    data.reload()
    grid.current?.scrollToTop()
  }
  const openIndex = data.pages.rows.findIndex((row) => row._id === route.leadId)
  const neighbour = (step: 1 | -1): GridRow | undefined =>
    openIndex < 0 ? undefined : data.pages.rows[openIndex + step]

  return (
    <Flex height="fill" onKeyDown={onKeyDown} overflow="hidden" style={{position: 'relative'}}>
      <GridPane
        apiUrl={apiUrl}
        data={data}
        gridRef={grid}
        onOpen={open}
        onShowNew={showNew}
        onSort={(column: SortColumn) => route.setSort(nextSort(route.sort, column))}
        openId={route.leadId}
        pending={pending}
        search={search}
        searchField={searchField}
        sort={route.sort}
      />
      {route.leadId && (
        <LeadPanel
          client={client}
          leadId={route.leadId}
          next={neighbour(1)?._id}
          onChangeStatus={changeStatus}
          onClose={close}
          onOpen={(id) => {
            setTakesFocus(false)
            route.openLead(id)
            grid.current?.revealLead(id)
          }}
          onRefresh={data.refreshLead}
          pendingStatus={pending.get(route.leadId)}
          previous={neighbour(-1)?._id}
          takesFocus={takesFocus}
        />
      )}
    </Flex>
  )
}
