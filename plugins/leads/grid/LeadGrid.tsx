import {useImperativeHandle, useMemo, useRef, type RefObject, type UIEvent} from 'react'
import {useTranslation} from 'sanity'
import {TableVirtuoso, type TableVirtuosoHandle} from 'react-virtuoso'
import type {GridRow} from '../data/leadPages.ts'
import type {Sort, SortColumn} from '../data/sortKeys.ts'
import {leadsLocaleNamespace} from '../leadsLocale.ts'
import {ROW_HEIGHT} from './gridColumns.ts'
import {GridContextProvider, gridComponents, type GridItem} from './gridComponents.tsx'
import {GridHeading} from './GridHeading.tsx'
import {GridLabelsContext, useTranslatedGridLabels} from './gridLabels.ts'
import {CurrentLeadCells} from './LeadCells.tsx'
import {SkeletonCells} from './SkeletonCells.tsx'
import {useGridKeyboard} from './useGridKeyboard.ts'

/** Rows drawn as skeletons while nothing is loaded, and below the loaded ones while there are more. */
const SKELETONS = {first: 20, more: 3}

/** The next page is asked for when this many rows are left below the lowest one drawn. */
const LOAD_AHEAD = 10

function heading() {
  return <GridHeading />
}

function cells(index: number, item: GridItem) {
  return item ? <CurrentLeadCells row={item} /> : <SkeletonCells index={index} />
}

/** Tells the style sheet whether the grid is scrolled sideways, so that it sets off the names. */
function markScrolled(event: UIEvent<HTMLElement>) {
  event.currentTarget.toggleAttribute('data-scrolled', event.currentTarget.scrollLeft > 0)
}

/** What may be done with the grid from outside. */
export interface LeadGridHandle {
  /** Puts the focus on a lead's row; false when the lead is not among the loaded rows. */
  focusLead: (id: string) => boolean
  focusFirst: () => void
  /** Scrolls a lead's row into sight, when it is among the loaded rows. */
  revealLead: (id: string) => void
  scrollToTop: () => void
}

/** What a {@link LeadGrid} shows. */
export interface LeadGridProps {
  rows: readonly GridRow[]
  /** Statuses on their way to the store, by lead. */
  pending: ReadonlyMap<string, string>
  /** Number of all matching leads, when known. */
  total: number | null
  openId: string | null
  sort: Sort
  isLoading: boolean
  hasMore: boolean
  onLoadMore: () => void
  onOpen: (row: GridRow, by: 'key' | 'pointer') => void
  onSort: (column: SortColumn) => void
  handle: RefObject<LeadGridHandle | null>
}

/** The virtual table of leads. */
export function LeadGrid(props: LeadGridProps) {
  const {handle, rows, isLoading, hasMore, onLoadMore, onOpen, total} = props
  const {t} = useTranslation(leadsLocaleNamespace)
  const labels = useTranslatedGridLabels()
  const scroller = useRef<HTMLElement | null>(null)
  const virtuoso = useRef<TableVirtuosoHandle | null>(null)

  const items = useMemo<GridItem[]>(() => {
    const skeletons = isLoading ? SKELETONS.first : hasMore ? SKELETONS.more : 0
    return [...(isLoading ? [] : rows), ...Array.from({length: skeletons}, () => null)]
  }, [rows, isLoading, hasMore])

  const open = (index: number, by: 'key' | 'pointer') => {
    const row = items[index]
    if (row && !row.removed) onOpen(row, by)
  }
  const {focusCell, tableProps, onRangeChanged} = useGridKeyboard({
    scroller,
    virtuoso,
    rows: rows.length,
    onOpen: (row) => open(row, 'key'),
  })

  useImperativeHandle(handle, () => ({
    focusLead: (id) => {
      const row = rows.findIndex((candidate) => candidate._id === id)
      if (row >= 0) focusCell({row, column: 0})
      return row >= 0
    },
    focusFirst: () => focusCell({row: rows.length > 0 ? 0 : -1, column: 0}),
    revealLead: (id) => {
      const index = rows.findIndex((candidate) => candidate._id === id)
      if (index >= 0) virtuoso.current?.scrollIntoView({index})
    },
    scrollToTop: () => virtuoso.current?.scrollTo({top: 0}),
  }))

  const context = {
    ...tableProps,
    label: t('grid.label'),
    rowCount: total === null ? -1 : total + 1,
    onOpen: (row: number) => open(row, 'pointer'),
    onSort: props.onSort,
    openId: props.openId,
    pending: props.pending,
    sort: props.sort,
  }
  return (
    <GridLabelsContext value={labels}>
      <GridContextProvider value={context}>
        <TableVirtuoso<GridItem>
          components={gridComponents}
          computeItemKey={(index, item) => item?._id ?? `skeleton-${index}`}
          data={items}
          fixedHeaderContent={heading}
          fixedItemHeight={ROW_HEIGHT}
          increaseViewportBy={ROW_HEIGHT * 10}
          itemContent={cells}
          onScroll={markScrolled}
          rangeChanged={({endIndex}) => {
            onRangeChanged()
            if (hasMore && endIndex > rows.length - LOAD_AHEAD) onLoadMore()
          }}
          ref={virtuoso}
          scrollerRef={(element) => {
            scroller.current = element instanceof HTMLElement ? element : null
          }}
          style={{height: '100%'}}
          tabIndex={-1}
        />
      </GridContextProvider>
    </GridLabelsContext>
  )
}
