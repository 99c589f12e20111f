import type {SanityClient} from '@sanity/client'
import {SegmentFilterPanel} from '../../segments/SegmentFilterPanel.tsx'
import {Flex} from '@sanity/ui'
import {useCallback, useMemo, useRef, useState} from 'react'
import {useTranslation} from 'sanity'
import {ALL_CHANGES} from '../view/address/leadsPlace.ts'
import type {GridRow} from '../data/leadPages.ts'
import {DEFAULT_SORT} from '../data/sortKeys.ts'
import {GridLabelsContext, useTranslateGridLabels} from '../columns/columnLabels.ts'
import {GridPane} from './GridPane.tsx'
import type {LeadGridHandle} from '../grid/leadGridProps.ts'
import {ListTitlesContext, useListTitles} from '../data/listTitles.ts'
import {TimesContext, useDescribeTimes} from '../columns/relativeTimes.ts'
import {KeysDialog} from './KeysDialog.tsx'
import {LeadPanel} from '../lead/LeadPanel.tsx'
import {ApiUrlContext} from '../bulk/export/apiUrlContext.ts'
import {ExportsPanel} from '../bulk/export/ExportsPanel.tsx'
import {RecentPanel} from '../bulk/recent/RecentPanel.tsx'
import {SummaryContext} from '../grid/summary/useSummary.ts'
import {DropArea} from '../../ui/DropArea.tsx'
import {useImportLink} from '../../ui/useImportLink.ts'
import {leadsLocaleNamespace} from '../locale/leadsLocale.ts'
import {useSiteContext} from '../../ui/siteContext.tsx'
import {useCustomFields} from '../data/useCustomFields.ts'
import {useCellEditing} from '../edits/cells/useCellEditing.ts'
import {useUndo} from '../edits/undo/useUndo.tsx'
import {useLeadEdits} from '../edits/useLeadEdits.ts'
import {useViewsMenu} from '../view/settings/useViewsMenu.ts'
import {useLeadRows} from '../view/useLeadRows.ts'
import {useSelection} from '../view/useSelection.ts'
import {useShownLeads} from '../view/useShownLeads.ts'
import {useSummaryChoices} from '../view/useSummaryChoices.ts'
import {ViewToolbar} from './toolbar/ViewToolbar.tsx'
import {useNewLead} from '../create/useNewLead.tsx'
import {useNewField} from './useNewField.tsx'
import {useScreenKeys} from './useScreenKeys.ts'

interface LeadsScreenProps {
  client: SanityClient
  /** Base URL of the public endpoints, if the Studio knows it. */
  apiUrl: string | undefined
}

/** The grid of a site's leads, with one lead, the filter or recent changes beside it. */
export function LeadsScreen(props: LeadsScreenProps) {
  const {client, apiUrl} = props
  const {site, document: siteDocument} = useSiteContext()
  const grid = useRef<LeadGridHandle>(null)
  const searchField = useRef<HTMLInputElement>(null)
  const filterButton = useRef<HTMLButtonElement>(null)
  const recentButton = useRef<HTMLButtonElement>(null)
  const exportsButton = useRef<HTMLButtonElement>(null)
  const shown = useShownLeads()
  const rows = useLeadRows(client, shown)
  const {route, filters, settings} = shown
  const {data, request} = rows
  const undo = useUndo(grid)
  const edits = useLeadEdits({client, refreshLeads: data.refreshLeads, track: undo.track})
  const editing = useCellEditing(client, edits)
  const selection = useSelection(shown.view)
  const viewsMenu = useViewsMenu(client, shown)
  const row = useSummaryChoices(site)
  const customFields = useCustomFields(client)
  const labels = useTranslateGridLabels(customFields.fields)
  const describeTime = useDescribeTimes(siteDocument.timeZone)
  const showsLists = settings.layout.some(({id}) => id === 'lists')
  const listTitles = useListTitles({client, site, isShown: showsLists})
  const [isFiltering, setFiltering] = useState(false)
  const isReady = !data.pages.isLoading && !data.pages.isPrevious && !data.pages.error
  const [showsKeys, setShowsKeys] = useState(false)
  const [undoneId, setUndoneId] = useState<string | null>(null)
  const newField = useNewField(client, settings)
  const importLink = useImportLink()
  const {t} = useTranslation(leadsLocaleNamespace)

  // A click leaves the focus in the grid, so that its keys keep working; Enter moves it to the panel.
  // A link from another tool loses the focus, so the panel takes it.
  const [takesFocus, setTakesFocus] = useState(() =>
    document.activeElement === document.body ? 1 : 0,
  )
  const open = (row: GridRow, by: 'key' | 'pointer') => {
    setTakesFocus((before) => (by === 'key' ? before + 1 : 0))
    setFiltering(false)
    route.openLead(row._id)
  }
  const close = () => {
    const id = route.leadId
    route.closeLead()
    if (!id || !grid.current?.focusLead(id)) grid.current?.focusFirst()
  }
  const closeChanges = () => {
    route.closeLead()
    recentButton.current?.focus()
  }
  const closeExports = () => {
    route.closeLead()
    exportsButton.current?.focus()
  }
  const refreshLead = useCallback((id: string) => data.refreshLeads([id]), [data])
  const hasSelection = selection.selection.kind === 'matching' || selection.selection.ids.size > 0
  const onKeyDown = useScreenKeys({
    searchField,
    onEscape: route.leadId
      ? close
      : route.changeId
        ? closeChanges
        : route.exportId
          ? closeExports
          : hasSelection
            ? selection.clear
            : null,
    onUndo: undo.undoLast,
    onHelp: () => setShowsKeys(true),
  })

  const showNew = () => {
    route.change({sort: DEFAULT_SORT})
    rows.onJump({kind: 'start'})
    data.reload()
    grid.current?.scrollToTop()
  }
  const creation = useNewLead({
    client,
    onAdded: data.reload,
    onOpenLead: (id) => {
      setTakesFocus((before) => before + 1)
      setFiltering(false)
      route.openLead(id)
    },
  })
  const summaries = useMemo(
    () => (row.isShown ? {client, view: isReady ? request : null, row} : null),
    [client, isReady, request, row],
  )
  const openIndex = data.pages.rows.findIndex((row) => row._id === route.leadId)
  const neighbour = (step: 1 | -1): GridRow | undefined =>
    openIndex < 0 ? undefined : data.pages.rows[openIndex + step]

  return (
    <DropArea
      hint={t('import.drop')}
      isDisabled={creation.ask === null || importLink === null}
      onFiles={(files) => importLink?.openFiles(files)}
    >
      <ApiUrlContext value={apiUrl}>
        <GridLabelsContext value={labels}>
          <ListTitlesContext value={listTitles}>
            <TimesContext value={describeTime}>
              <SummaryContext value={summaries}>
                <Flex
                  height="fill"
                  onKeyDown={onKeyDown}
                  overflow="hidden"
                  style={{position: 'relative'}}
                >
                  <GridPane
                    apiUrl={apiUrl}
                    editing={editing}
                    grid={grid}
                    onNewLead={creation.ask}
                    onOpen={open}
                    onShowNew={showNew}
                    pending={edits.pending}
                    rows={rows}
                    searchField={searchField}
                    selection={selection}
                    shown={shown}
                    hasSummaries={row.isShown}
                    toolbar={
                      <ViewToolbar
                        compiled={rows.compiled}
                        customFields={customFields}
                        filterButton={filterButton}
                        isFiltering={isFiltering}
                        onFilter={setFiltering}
                        onJump={rows.onJump}
                        onKeys={() => setShowsKeys(true)}
                        onNewField={newField.ask}
                        exportsButton={exportsButton}
                        recentButton={recentButton}
                        shown={shown}
                        summaries={row}
                        viewsMenu={viewsMenu}
                      />
                    }
                    undo={undo}
                    undoneId={undoneId}
                  />
                  {isFiltering && (
                    <SegmentFilterPanel
                      onChange={(audience) => filters.changeFilter({audience})}
                      onClose={() => {
                        setTakesFocus(0)
                        setFiltering(false)
                        filterButton.current?.focus()
                      }}
                      value={filters.filter?.audience ?? null}
                    />
                  )}
                  {route.leadId && !isFiltering && (
                    <LeadPanel
                      client={client}
                      edits={edits}
                      leadId={route.leadId}
                      next={neighbour(1)?._id}
                      onClose={close}
                      onOpen={(id) => {
                        setTakesFocus(0)
                        route.openLead(id)
                        grid.current?.revealLead(id)
                      }}
                      onRefresh={refreshLead}
                      previous={neighbour(-1)?._id}
                      takesFocus={takesFocus}
                    />
                  )}
                  {route.exportId && !isFiltering && (
                    <ExportsPanel
                      client={client}
                      exportId={route.exportId === ALL_CHANGES ? null : route.exportId}
                      onClose={closeExports}
                    />
                  )}
                  {route.changeId && !isFiltering && (
                    <RecentPanel
                      changeId={route.changeId === ALL_CHANGES ? null : route.changeId}
                      client={client}
                      onClose={closeChanges}
                      onDone={(id) => {
                        undo.forget(id)
                        setUndoneId(id)
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
              {newField.dialog}
              {creation.dialog}
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
      </ApiUrlContext>
    </DropArea>
  )
}
