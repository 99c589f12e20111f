import {
  getCoreRowModel,
  useReactTable,
  type ColumnDef,
  type ColumnSizingInfoState,
  type ColumnSizingState,
  type Table,
  type Updater,
} from '@tanstack/react-table'
import {useMemo, useState} from 'react'
import {fitWidths} from '../columns/fitWidths.ts'
import {COLUMN_WIDTHS, resizeColumns, type ColumnLayout} from '../columns/layout.ts'
import {parseColumnId} from '../../../core/leads/columnId.ts'
import type {GridRow} from '../data/leadPages.ts'
import {isSortable, type Sort} from '../data/sortKeys.ts'
import {CHECKBOX_WIDTH, type GridColumn} from './gridColumns.ts'

interface GridTableOptions {
  rows: readonly GridRow[]
  layout: ColumnLayout
  sort: Sort
  /** Width of the grid in pixels. */
  available: number
  onLayout: (layout: ColumnLayout) => void
}

const AT_REST: ColumnSizingInfoState = {
  columnSizingStart: [],
  deltaOffset: null,
  deltaPercentage: null,
  isResizingColumn: false,
  startOffset: null,
  startSize: null,
}

const coreRows = getCoreRowModel<GridRow>()

function applied<Value>(updater: Updater<Value>, value: Value): Value {
  // oxlint-disable-next-line unicorn/no-instanceof-builtins -- tells a generic value from a function
  return updater instanceof Function ? updater(value) : updater
}

/** The table model: rows, columns with widths and pins, and the sort. The store sorts and filters. */
export function useGridTable(options: GridTableOptions): {
  table: Table<GridRow>
  columns: readonly GridColumn[]
} {
  const {rows, layout, sort, available, onLayout} = options
  const fitted = useMemo(() => {
    const widths = fitWidths(layout, Math.max(0, available - CHECKBOX_WIDTH))
    return Object.fromEntries(layout.map(({id}, index) => [id, widths[index] ?? 0]))
  }, [available, layout])
  /** Widths while a column is resized. */
  const [dragged, setDragged] = useState<ColumnSizingState | null>(null)
  const [sizing, setSizing] = useState(AT_REST)
  const widths = dragged ?? fitted

  const definitions = useMemo(
    (): ColumnDef<GridRow>[] =>
      layout.map(({id}) => ({
        id,
        enableSorting: isSortable(id),
        minSize: COLUMN_WIDTHS.least,
        maxSize: COLUMN_WIDTHS.most,
      })),
    [layout],
  )
  const order = useMemo(() => layout.map(({id}) => id), [layout])
  const pinned = useMemo(() => layout.filter(({isPinned}) => isPinned).map(({id}) => id), [layout])
  const data = useMemo(() => [...rows], [rows])

  // oxlint-disable-next-line react/incompatible-library -- the table is not compiled, so nothing of it is remembered too long
  const table = useReactTable({
    data,
    columns: definitions,
    getCoreRowModel: coreRows,
    getRowId: (row) => row._id,
    manualFiltering: true,
    manualPagination: true,
    manualSorting: true,
    maxMultiSortColCount: 2,
    columnResizeMode: 'onChange',
    state: {
      columnOrder: order,
      columnPinning: {left: [...pinned], right: []},
      columnSizing: widths,
      columnSizingInfo: sizing,
      sorting: sort.map(({column, direction}) => ({id: column, desc: direction === 'desc'})),
    },
    onColumnSizingChange: (updater) => setDragged((before) => applied(updater, before ?? fitted)),
    onColumnSizingInfoChange: (updater) => {
      const next = applied(updater, sizing)
      setSizing(next)
      if (!sizing.isResizingColumn || next.isResizingColumn !== false) return
      const id = parseColumnId(sizing.isResizingColumn)
      const width = dragged?.[sizing.isResizingColumn]
      setDragged(null)
      if (id && width !== undefined) onLayout(withWidth(layout, fitted, id, width))
    },
  })

  const columns = useMemo(
    () =>
      layout.map(({id, isPinned}, index): GridColumn => {
        const before = layout.slice(0, index)
        const left = before.reduce((sum, column) => sum + (widths[column.id] ?? 0), CHECKBOX_WIDTH)
        return {
          id,
          width: widths[id] ?? 0,
          left: isPinned ? left : null,
          isLastPinned: isPinned === true && layout[index + 1]?.isPinned !== true,
        }
      }),
    [layout, widths],
  )
  return {table, columns}
}

/** Sets a column's width, and fixes those before it, so that its edge stays under the pointer. */
export function withWidth(
  layout: ColumnLayout,
  widths: Readonly<Record<string, number>>,
  id: string,
  width: number,
): ColumnLayout {
  const index = layout.findIndex((column) => column.id === id)
  const before = layout.slice(0, index).map((column) => [column.id, widths[column.id] ?? 0])
  return resizeColumns(layout, {...Object.fromEntries(before), [id]: width})
}
