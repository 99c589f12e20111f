import type {SanityClient} from '@sanity/client'
import {SegmentFilterPanel} from '../../segments/SegmentFilterPanel.tsx'
import {Flex} from '@sanity/ui'
import {useMemo, useRef, useState} from 'react'
import {ALL_CHANGES} from '../view/address/leadsPlace.ts'
import type {GridRow} from '../data/leadPages.ts'
import {DEFAULT_SORT} from '../data/sortKeys.ts'
import {GridLabelsContext} from '../columns/columnLabels.ts'
import {GridPane} from './GridPane.tsx'
import type {LeadGridHandle} from '../grid/leadGridProps.ts'
import {ListTitlesContext} from '../data/listTitles.ts'
import {TimesContext} from '../columns/relativeTimes.ts'
import {KeysDialog} from './KeysDialog.tsx'
import {LeadPanel} from '../lead/LeadPanel.tsx'
import {RecentPanel} from '../bulk/recent/RecentPanel.tsx'
import {SummaryContext} from '../grid/summary/summaryContext.ts'
import {useLeadsScreen} from './useLeadsScreen.ts'
import {useScreenKeys} from './useScreenKeys.ts'

/** What a {@link LeadsScreen} needs. */
export interface LeadsScreenProps {
  client: SanityClient
  /** Base URL of the public endpoints, when the Studio knows it. */
  apiUrl: string | undefined
}

/** The grid of a site's leads, and one lead beside it. */
export function LeadsScreen(props: LeadsScreenProps) {
  const {client, apiUrl} = props
  const grid = useRef<LeadGridHandle>(null)
  const screen = useLeadsScreen(client, grid)
  const {data, route, selection, request} = screen
  const {summaries: row} = screen
  const isReady = !data.pages.isLoading && !data.pages.isPrevious && !data.pages.error
  const [showsKeys, setShowsKeys] = useState(false)

  // A click leaves the focus in the grid, so that its keys go on working; Enter moves it over.
  // A link from another tool takes the focus with it when it goes.
  const [takesFocus, setTakesFocus] = useState(() =>
    document.activeElement === document.body ? 1 : 0,
  )
  const open = (row: GridRow, by: 'key' | 'pointer') => {
    setTakesFocus((before) => (by === 'key' ? before + 1 : 0))
    screen.setFiltering(false)
    route.openLead(row._id)
  }
  const close = () => {
    const id = route.leadId
    route.closeLead()
    if (!id || !grid.current?.focusLead(id)) grid.current?.focusFirst()
  }
  const closeChanges = () => {
    route.closeLead()
    screen.recentButton.current?.focus()
  }
  const hasSelection = selection.selection.kind === 'matching' || selection.selection.ids.size > 0
  const onKeyDown = useScreenKeys({
    searchField: screen.searchField,
    onEscape: route.leadId
      ? close
      : route.changeId
        ? closeChanges
        : hasSelection
          ? selection.clear
          : null,
    onUndo: screen.undo.undoLast,
    onHelp: () => setShowsKeys(true),
  })

  const showNew = () => {
    route.change({sort: DEFAULT_SORT})
    screen.onJump({kind: 'start'})
    data.reload()
    grid.current?.scrollToTop()
  }
  const summaries = useMemo(
    () => (row.isShown ? {client, view: isReady ? request : null, row} : null),
    [client, isReady, request, row],
  )
  const openIndex = data.pages.rows.findIndex((row) => row._id === route.leadId)
  const neighbour = (step: 1 | -1): GridRow | undefined =>
    openIndex < 0 ? undefined : data.pages.rows[openIndex + step]

  return (
    <GridLabelsContext value={screen.labels}>
      <ListTitlesContext value={screen.listTitles}>
        <TimesContext value={screen.describeTime}>
          <SummaryContext value={summaries}>
            <Flex
              height="fill"
              onKeyDown={onKeyDown}
              overflow="hidden"
              style={{position: 'relative'}}
            >
              <GridPane
                apiUrl={apiUrl}
                onKeys={() => setShowsKeys(true)}
                onOpen={open}
                onShowNew={showNew}
                screen={screen}
              />
              {screen.isFiltering && (
                <SegmentFilterPanel
                  onChange={(audience) => screen.filters.changeFilter({audience})}
                  onClose={() => {
                    setTakesFocus(0)
                    screen.setFiltering(false)
                    screen.filterButton.current?.focus()
                  }}
                  value={screen.filters.filter?.audience ?? null}
                />
              )}
              {route.leadId && !screen.isFiltering && (
                <LeadPanel
                  client={client}
                  edits={screen.edits}
                  leadId={route.leadId}
                  next={neighbour(1)?._id}
                  onClose={close}
                  onOpen={(id) => {
                    setTakesFocus(0)
                    route.openLead(id)
                    grid.current?.revealLead(id)
                  }}
                  onRefresh={screen.refreshLead}
                  previous={neighbour(-1)?._id}
                  takesFocus={takesFocus}
                />
              )}
              {route.changeId && !screen.isFiltering && (
                <RecentPanel
                  changeId={route.changeId === ALL_CHANGES ? null : route.changeId}
                  client={client}
                  onClose={closeChanges}
                  onDone={(id) => {
                    screen.undo.forget(id)
                    void data.refreshLeads(data.pages.rows.map((each) => each._id))
                  }}
                  onOpenLead={(id) => {
                    setTakesFocus((before) => before + 1)
                    route.openLead(id)
                  }}
                />
              )}
            </Flex>
          </SummaryContext>
          {showsKeys && (
            <KeysDialog
              onClose={() => {
                setShowsKeys(false)
                grid.current?.focusFirst()
              }}
            />
          )}
        </TimesContext>
      </ListTitlesContext>
    </GridLabelsContext>
  )
}
