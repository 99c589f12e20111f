import {DndContext, PointerSensor, closestCenter, useSensor, useSensors} from '@dnd-kit/core'
import {useEffect, useImperativeHandle, useMemo, useRef, useState, type UIEvent} from 'react'
import {useTranslation} from 'sanity'
import {TableVirtuoso, type TableVirtuosoHandle} from 'react-virtuoso'
import {parseColumnId, type ColumnId} from '../../../core/leads/columnId.ts'
import {moveColumn, type Density} from '../columns/layout.ts'
import {leadsLocaleNamespace} from '../locale/leadsLocale.ts'
import {GridActionsProvider, GridContextProvider, type GridItem} from './gridContext.ts'
import {ROW_HEIGHTS} from './gridColumns.ts'
import {gridComponents} from './gridComponents.tsx'
import {GridHeading} from './GridHeading.tsx'
import {CurrentLeadCells} from './LeadCells.tsx'
import type {LeadGridProps} from './leadGridProps.ts'
import {SkeletonCells} from './SkeletonCells.tsx'
import {SummaryRow} from './summary/SummaryRow.tsx'
import {useDrawnColumns} from './useDrawnColumns.ts'
import {useElementWidth} from './useElementWidth.ts'
import {useGridCells} from './useGridCells.ts'
import {useGridItems} from './useGridItems.ts'
import {useGridTable, withWidth} from './useGridTable.ts'

function summaries() {
  return <SummaryRow />
}

function heading() {
  return <GridHeading />
}

function rowCells(index: number, item: GridItem) {
  return item ? <CurrentLeadCells row={item} /> : <SkeletonCells index={index} />
}

/** Marks a grid that is scrolled sideways, so that the style sheet separates the pinned columns. */
function markScrolled(event: UIEvent<HTMLElement>) {
  event.currentTarget.toggleAttribute('data-scrolled', event.currentTarget.scrollLeft > 0)
}

/** The virtual table of leads. */
export function LeadGrid(props: LeadGridProps) {
  const {handle, pages, layout, density, sort, total, position, hasSummaries, onLayout} = props
  const {t} = useTranslation(leadsLocaleNamespace)
  const [scroller, setScroller] = useState<HTMLElement | null>(null)
  const virtuoso = useRef<TableVirtuosoHandle | null>(null)
  const available = useElementWidth(scroller)
  const {table, columns} = useGridTable({rows: pages.rows, layout, sort, available, onLayout})
  const {items, above, firstNumber, onRange, onScroll} = useGridItems(pages)
  const drawn = useDrawnColumns({columns, scroller, available})
  const {cells, show: showColumn} = drawn
  const grid = useGridCells({...props, above, columns, scroller, showColumn, virtuoso})

  // While another view is loading, the rows of the previous one stay.
  const [origin, setOrigin] = useState(pages.origin)
  if (pages.origin !== null && pages.origin !== origin) setOrigin(pages.origin)

  // Another density mounts a new table, which scrolls to the row where the previous one was.
  const tops = useRef<Partial<Record<Density, number>>>({})
  useEffect(() => {
    const before = density === 'compact' ? 'comfortable' : 'compact'
    const index = tops.current[before]
    delete tops.current[before]
    if (index) virtuoso.current?.scrollToIndex({index, align: 'start'})
  }, [density])

  useImperativeHandle(handle, () => ({
    focus: grid.focus,
    focusLead: (id) => {
      const isLoaded = pages.rows.some((row) => row._id === id)
      if (isLoaded) grid.focusCell({id, column: 1})
      return isLoaded
    },
    focusFirst: () => grid.focusCell({id: null, column: 1}),
    revealLead: (id) => {
      const index = pages.rows.findIndex((row) => row._id === id)
      if (index >= 0) virtuoso.current?.scrollIntoView({index: index + above})
    },
    scrollToTop: () => virtuoso.current?.scrollTo({top: 0}),
  }))

  const move = (id: ColumnId, to: ColumnId) => {
    drawn.follow(id)
    onLayout(moveColumn(layout, id, to))
  }
  const sensors = useSensors(useSensor(PointerSensor, {activationConstraint: {distance: 6}}))
  const widths = useMemo(
    () => Object.fromEntries(columns.map(({id, width}) => [id, width] as const)),
    [columns],
  )
  const actions = {
    ...grid.actions,
    sort,
    onSort: props.onSort,
    onMoveColumn: move,
    onResizeColumn: (id: ColumnId, width: number) => onLayout(withWidth(layout, widths, id, width)),
  }
  const context = {
    ...grid.tableProps,
    label: t('grid.label'),
    rowCount: total === null ? -1 : total + (hasSummaries ? 2 : 1),
    firstPosition: position === null ? null : position - above,
    columns,
    cells,
    showColumn,
    density,
    openId: props.openId,
    pending: props.pending,
    selection: props.selection,
    edits: props.editing.edits,
    headers: table.getHeaderGroups()[0]?.headers ?? [],
  }
  const isEnd = pages.startKind === 'end'
  return (
    <GridActionsProvider value={actions}>
      <GridContextProvider value={context}>
        <DndContext
          collisionDetection={closestCenter}
          onDragEnd={({active, over}) => {
            const [id, to] = [active.id, over?.id ?? ''].map((each) => parseColumnId(String(each)))
            if (id && to) move(id, to)
          }}
          sensors={sensors}
        >
          <TableVirtuoso<GridItem>
            components={gridComponents}
            computeItemKey={(index, item) => item?._id ?? `skeleton-${index}`}
            data={items}
            // Not `fixedItemHeight`: with that, react-virtuoso 4.18 breaks when rows come in above.
            defaultItemHeight={ROW_HEIGHTS[density]}
            firstItemIndex={firstNumber}
            fixedFooterContent={hasSummaries ? summaries : undefined}
            fixedHeaderContent={heading}
            increaseViewportBy={ROW_HEIGHTS[density] * 10}
            initialTopMostItemIndex={isEnd ? {index: 'LAST', align: 'end'} : above}
            itemContent={rowCells}
            key={`${origin} ${density}`}
            onScroll={(event) => {
              markScrolled(event)
              drawn.onScroll()
              onScroll(event.currentTarget.scrollTop)
            }}
            rangeChanged={(range) => {
              grid.onRangeChanged()
              onRange(range)
              tops.current[density] = range.startIndex - firstNumber
            }}
            ref={virtuoso}
            scrollerRef={(element) => setScroller(element instanceof HTMLElement ? element : null)}
            style={{height: '100%'}}
            tabIndex={-1}
          />
        </DndContext>
      </GridContextProvider>
    </GridActionsProvider>
  )
}
