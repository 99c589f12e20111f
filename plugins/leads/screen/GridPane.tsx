import {Box, Card, Flex} from '@sanity/ui'
import {useTranslation} from 'sanity'
import {nextSort} from '../data/sortKeys.ts'
import type {LeadGridProps} from '../grid/leadGridProps.ts'
import {leadsLocaleNamespace} from '../locale/leadsLocale.ts'
import {SelectionBar} from './SelectionBar.tsx'
import {PaneMessage, paneMessage} from './states/PaneMessage.tsx'
import {GridToolbar} from './toolbar/GridToolbar.tsx'
import {ViewToolbar} from './toolbar/ViewToolbar.tsx'
import type {LeadsScreenState} from './useLeadsScreen.ts'
import {Hidden} from '../../ui/Hidden.ts'
import {LeadGrid} from '../grid/LeadGrid.tsx'
import {MoreFailed} from './MoreFailed.tsx'
import {NewLeadsBar} from '../grid/NewLeadsBar.tsx'

/** What a {@link GridPane} shows. */
export interface GridPaneProps {
  apiUrl: string | undefined
  screen: LeadsScreenState
  onOpen: LeadGridProps['onOpen']
  onShowNew: () => void
  onKeys: () => void
}

/** The grid with its toolbars, or what there is to say instead of a grid. */
export function GridPane(props: GridPaneProps) {
  const {screen, onOpen, onShowNew, onKeys} = props
  const {data, route, settings, selection} = screen
  const {pages, live} = data
  const {t} = useTranslation(leadsLocaleNamespace)
  const message = paneMessage(screen)
  const {sort} = route.address
  return (
    <Card flex={1} style={{minWidth: 0}}>
      <Flex direction="column" height="fill">
        <GridToolbar
          data={data}
          onSkip={message ? null : () => screen.grid.current?.focus()}
          search={screen.search}
          searchField={screen.searchField}
        />
        <ViewToolbar
          filterButton={screen.filterButton}
          onKeys={onKeys}
          recentButton={screen.recentButton}
          screen={screen}
        />
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
            <PaneMessage apiUrl={props.apiUrl} message={message} screen={screen} />
          ) : (
            <LeadGrid
              density={settings.density}
              editing={screen.editing}
              handle={screen.grid}
              hasSummaries={screen.summaries.isShown}
              isEditable={screen.isEditable}
              layout={settings.layout}
              onJump={screen.onJump}
              onLayout={(layout) => settings.changeSettings({layout})}
              onOpen={onOpen}
              onSelectMatching={selection.selectAll}
              onSelection={selection.change}
              onSort={(column, isAdding) => route.change({sort: nextSort(sort, column, isAdding)})}
              openId={route.leadId}
              pages={pages}
              pending={screen.edits.pending}
              position={screen.position}
              selection={selection.selection}
              sort={sort}
              total={data.count.value}
            />
          )}
        </Box>
        {pages.loadMoreFailed && <MoreFailed onRetry={pages.retryMore} />}
        <SelectionBar screen={screen} />
      </Flex>
    </Card>
  )
}
