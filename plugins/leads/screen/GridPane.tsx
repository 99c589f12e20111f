import {Box, Card, Flex, Button, Text} from '@sanity/ui'
import {useTranslation} from 'sanity'
import {nextSort} from '../data/sortKeys.ts'
import type {ReactNode, RefObject} from 'react'
import {useDocumentGrant} from '../../ui/useDocumentGrant.ts'
import {useSiteContext} from '../../ui/siteContext.tsx'
import type {Undo} from '../edits/undo/useUndo.tsx'
import type {LeadGridHandle, LeadGridProps} from '../grid/leadGridProps.ts'
import type {LeadRows} from '../view/useLeadRows.ts'
import type {SelectionState} from '../view/useSelection.ts'
import type {ShownLeads} from '../view/useShownLeads.ts'
import {leadsLocaleNamespace} from '../locale/leadsLocale.ts'
import {SelectionBar} from './SelectionBar.tsx'
import {PaneMessage, paneMessage} from './states/PaneMessage.tsx'
import {GridToolbar} from './toolbar/GridToolbar.tsx'
import {Hidden} from '../../ui/Hidden.ts'
import {LeadGrid} from '../grid/LeadGrid.tsx'
import {NewLeadsBar} from '../grid/NewLeadsBar.tsx'
import {RetryIcon} from '@sanity/icons/Retry'

interface GridPaneProps extends Pick<
  LeadGridProps,
  'editing' | 'hasSummaries' | 'onOpen' | 'pending'
> {
  apiUrl: string | undefined
  grid: RefObject<LeadGridHandle | null>
  shown: ShownLeads
  rows: LeadRows
  selection: SelectionState
  undo: Undo
  /** Id of the bulk change that was last undone elsewhere on the page. */
  undoneId: string | null
  searchField: RefObject<HTMLInputElement | null>
  toolbar: ReactNode
  onShowNew: () => void
  /** Adds a lead by hand; `null` for people who may not. */
  onNewLead: (() => void) | null
}

/** The grid with its toolbars, or a message instead of the grid. */
export function GridPane(props: GridPaneProps) {
  const {apiUrl, grid, shown, rows, selection, searchField, toolbar, onShowNew} = props
  const {editing, hasSummaries, onOpen, pending} = props
  const {route, settings, search, view, clearFilters} = shown
  const {data} = rows
  const {site} = useSiteContext()
  const isEditable = useDocumentGrant('update', `${site}.lead.-`) !== 'denied'
  const {pages, live} = data
  const {t} = useTranslation(leadsLocaleNamespace)
  const message = paneMessage(shown, rows)
  const {sort} = route.address
  return (
    <Card as="main" flex={1} overflow="hidden" style={{minWidth: 0}}>
      <Flex direction="column" height="fill">
        <GridToolbar
          data={data}
          onNewLead={props.onNewLead}
          onSkip={message ? null : () => grid.current?.focus()}
          search={search}
          searchField={searchField}
        />
        {toolbar}
        <Box
          aria-busy={pages.isLoading || pages.isPrevious}
          flex={1}
          style={{minHeight: 0, opacity: pages.isPrevious ? 0.6 : 1, position: 'relative'}}
        >
          <output>
            <Hidden>{pages.isLoading && t('grid.loading')}</Hidden>
          </output>
          <NewLeadsBar arrivals={live.arrivals} onShow={onShowNew} />
          {message ? (
            <PaneMessage
              apiUrl={apiUrl}
              message={message}
              onClear={() => {
                search.clear()
                clearFilters()
              }}
              onRetry={() => void pages.retry()}
              query={view?.search ?? ''}
            />
          ) : (
            <LeadGrid
              density={settings.density}
              editing={editing}
              handle={grid}
              hasSummaries={hasSummaries}
              isEditable={isEditable}
              layout={settings.layout}
              onJump={rows.onJump}
              onLayout={(layout) => settings.changeSettings({layout})}
              onOpen={onOpen}
              onSelectMatching={selection.selectAll}
              onSelection={selection.change}
              onSort={(column, isAdding) => route.change({sort: nextSort(sort, column, isAdding)})}
              openId={route.leadId}
              pages={pages}
              pending={pending}
              position={rows.position}
              selection={selection.selection}
              sort={sort}
              total={data.count.value}
            />
          )}
        </Box>
        {pages.loadMoreFailed && <MoreFailed onRetry={pages.retryMore} />}
        <SelectionBar
          columns={settings.layout.map(({id}) => id)}
          data={data}
          onClear={() => {
            selection.clear()
            grid.current?.focus()
          }}
          selection={selection}
          undo={props.undo}
          undoneId={props.undoneId}
          view={view}
        />
      </Flex>
    </Card>
  )
}

/** Shown below the grid when another page could not be loaded; the rows above stay usable. */
function MoreFailed(props: {onRetry: () => void}) {
  const {t} = useTranslation(leadsLocaleNamespace)
  return (
    <Card borderTop padding={2} role="alert" tone="critical">
      <Flex align="center" gap={3} justify="center">
        <Text size={1}>{t('grid.more-failed')}</Text>
        <Button
          fontSize={1}
          icon={RetryIcon}
          mode="ghost"
          onClick={props.onRetry}
          padding={2}
          text={t('grid.more-retry')}
        />
      </Flex>
    </Card>
  )
}
