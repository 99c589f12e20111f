import {useTheme_v2} from '@sanity/ui'
import {createContext, use, type FocusEvent, type KeyboardEvent} from 'react'
import type {TableComponents} from 'react-virtuoso'
import type {GridRow} from '../data/leadPages.ts'
import type {Sort, SortColumn} from '../data/sortKeys.ts'
import {GRID_COLUMNS} from './gridColumns.ts'
import {GridTable} from './gridStyles.ts'

/** What the drawn table needs to know beside its rows. */
export interface GridContext {
  label: string
  /** Rows of the grid, heading included; -1 while their number is not known. */
  rowCount: number
  openId: string | null
  /** Statuses on their way to the store, by lead. */
  pending: ReadonlyMap<string, string>
  sort: Sort
  onSort: (column: SortColumn) => void
  hasFocus: boolean
  onBlur: (event: FocusEvent) => void
  onFocus: (event: FocusEvent) => void
  onKeyDown: (event: KeyboardEvent) => void
  onOpen: (row: number) => void
}

/** A place of the grid: a lead, or one that is still loading. */
export type GridItem = GridRow | null

/** Carries a {@link GridContext} to the parts of the table. */
export const GridContextProvider = createContext<GridContext | null>(null)

/** The grid that this part belongs to. */
export function useGridContext(): GridContext {
  const value = use(GridContextProvider)
  if (!value) throw new Error('The parts of the lead grid are drawn by LeadGrid only.')
  return value
}

/** The parts of the virtual table, as ARIA's grid pattern wants them. */
export const gridComponents: TableComponents<GridItem> = {
  Table: function Table(props) {
    const grid = useGridContext()
    const {font} = useTheme_v2()
    return (
      <GridTable
        aria-colcount={GRID_COLUMNS.length}
        aria-label={grid.label}
        aria-rowcount={grid.rowCount}
        onBlur={grid.onBlur}
        onFocus={grid.onFocus}
        onKeyDown={grid.onKeyDown}
        role="grid"
        style={{
          ...props.style,
          fontFamily: font.text.family,
          fontSize: font.text.sizes[1]?.fontSize,
        }}
        tabIndex={grid.hasFocus ? -1 : 0}
      >
        {props.children}
      </GridTable>
    )
  },
  TableRow: function TableRow(props) {
    const {context: _context, item, ...rest} = props
    const grid = useGridContext()
    const index = props['data-index']
    const isLead = item !== null && !item.removed
    return (
      <tr
        {...rest}
        aria-busy={item === null || undefined}
        aria-rowindex={index + 2}
        aria-selected={isLead ? item._id === grid.openId : undefined}
        data-lead={isLead || undefined}
        data-removed={item?.removed}
        data-row={item ? index : undefined}
        onClick={isLead ? () => grid.onOpen(index) : undefined}
      />
    )
  },
  FillerRow: function FillerRow(props) {
    return <tr aria-hidden="true" style={{height: props.height}} />
  },
}
