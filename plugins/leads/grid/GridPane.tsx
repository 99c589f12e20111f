import {Box, Card, Flex} from '@sanity/ui'
import type {RefObject} from 'react'
import {useTranslation} from 'sanity'
import {ErrorState} from '../../ui/ErrorState.tsx'
import {errorReason} from '../../ui/errorReason.ts'
import type {PendingStatuses} from '../changes/pendingStatuses.ts'
import type {Sort, SortColumn} from '../data/sortKeys.ts'
import type {LeadsData} from '../data/useLeadsData.ts'
import {leadsLocaleNamespace} from '../leadsLocale.ts'
import {FirstLeads} from '../states/FirstLeads.tsx'
import {NoMatch} from '../states/NoMatch.tsx'
import type {useSearchInput} from '../useSearchInput.ts'
import {Hidden} from './gridStyles.ts'
import {GridToolbar} from './GridToolbar.tsx'
import {LeadGrid, type LeadGridHandle, type LeadGridProps} from './LeadGrid.tsx'
import {MoreFailed} from './MoreFailed.tsx'
import {NewLeadsBar} from './NewLeadsBar.tsx'

/** What a {@link GridPane} shows. */
export interface GridPaneProps {
  apiUrl: string | undefined
  data: LeadsData
  gridRef: RefObject<LeadGridHandle | null>
  onOpen: LeadGridProps['onOpen']
  onShowNew: () => void
  onSort: (column: SortColumn) => void
  openId: string | null
  pending: PendingStatuses
  search: ReturnType<typeof useSearchInput>
  searchField: RefObject<HTMLInputElement | null>
  sort: Sort
}

function PaneBody(props: GridPaneProps) {
  const {data, search, gridRef, sort, openId, pending, onOpen, onSort} = props
  const {pages} = data
  const {t} = useTranslation(leadsLocaleNamespace)
  if (pages.error && pages.rows.length === 0) {
    const {kind, reason} = errorReason(pages.error)
    return kind === 'denied' ? (
      <ErrorState reason={reason} title={t('error.denied-title')} tone="caution" />
    ) : (
      <ErrorState
        onRetry={() => void pages.retry()}
        reason={reason}
        title={t('error.load-title')}
      />
    )
  }
  const isEmpty = !pages.isLoading && !pages.isPrevious && pages.rows.length === 0
  if (isEmpty && data.search.q) return <NoMatch onClear={search.clear} query={search.searched} />
  if (isEmpty) return <FirstLeads apiUrl={props.apiUrl} />
  return (
    <LeadGrid
      hasMore={pages.hasMore && !pages.loadMoreFailed}
      isLoading={pages.isLoading}
      onLoadMore={() => {
        if (!pages.isLoadingMore && !pages.isPrevious) void pages.loadMore()
      }}
      handle={gridRef}
      onOpen={onOpen}
      onSort={onSort}
      openId={openId}
      pending={pending}
      rows={pages.rows}
      sort={sort}
      total={data.count.value}
    />
  )
}

/** The grid with its toolbar, or what there is to say instead of a grid. */
export function GridPane(props: GridPaneProps) {
  const {data, search} = props
  const {t} = useTranslation(leadsLocaleNamespace)
  return (
    <Card flex={1} style={{minWidth: 0}}>
      <Flex direction="column" height="fill">
        <GridToolbar data={data} search={search} searchField={props.searchField} />
        <Box
          aria-busy={data.pages.isLoading || data.pages.isPrevious}
          flex={1}
          style={{minHeight: 0, opacity: data.pages.isPrevious ? 0.6 : 1, position: 'relative'}}
        >
          <output>
            <Hidden>{data.pages.isLoading && t('grid.loading')}</Hidden>
          </output>
          <NewLeadsBar arrivals={data.live.arrivals} onShow={props.onShowNew} />
          <PaneBody {...props} />
        </Box>
        {data.pages.loadMoreFailed && <MoreFailed onRetry={() => void data.pages.loadMore()} />}
      </Flex>
    </Card>
  )
}
