import {useTheme_v2} from '@sanity/ui'
import type {TableComponents} from 'react-virtuoso'
import {isSelected} from '../view/selection.ts'
import {CHECKBOX_WIDTH, ROW_HEIGHTS} from './gridColumns.ts'
import {useGridContext, type GridItem} from './gridContext.ts'
import {GridTable} from './gridStyles.ts'

/** The parts of the virtual table, as ARIA's grid pattern wants them. */
export const gridComponents: TableComponents<GridItem> = {
  Table: function Table(props) {
    const grid = useGridContext()
    const {font} = useTheme_v2()
    const width = grid.columns.reduce((sum, column) => sum + column.width, CHECKBOX_WIDTH)
    return (
      <GridTable
        $rowHeight={ROW_HEIGHTS[grid.density]}
        aria-colcount={grid.columns.length + 1}
        aria-label={grid.label}
        aria-multiselectable="true"
        aria-rowcount={grid.rowCount}
        onBlur={grid.onBlur}
        onClick={grid.onClick}
        onDoubleClick={grid.onDoubleClick}
        onFocus={grid.onFocus}
        onKeyDown={grid.onKeyDown}
        role="grid"
        style={{
          ...props.style,
          fontFamily: font.text.family,
          fontSize: font.text.sizes[1]?.fontSize,
          minWidth: width,
        }}
        tabIndex={grid.hasFocus ? -1 : 0}
      >
        <colgroup>
          <col style={{width: CHECKBOX_WIDTH}} />
          {grid.columns.map(({id, width: own}) => (
            <col key={id} style={{width: own}} />
          ))}
        </colgroup>
        {props.children}
      </GridTable>
    )
  },
  TableRow: function TableRow(props) {
    const {context: _context, item, ...rest} = props
    const grid = useGridContext()
    const isLead = item !== null && !item.removed
    const position = grid.firstPosition
    return (
      <tr
        {...rest}
        aria-busy={item === null || undefined}
        aria-current={isLead && item._id === grid.openId ? 'true' : undefined}
        aria-rowindex={position === null ? undefined : position + props['data-index'] + 2}
        aria-selected={isLead ? isSelected(grid.selection, item._id) : undefined}
        data-id={item?._id}
        data-lead={isLead || undefined}
        data-misplaced={item?.misplaced}
        data-removed={item?.removed}
      />
    )
  },
  FillerRow: function FillerRow(props) {
    return <tr aria-hidden="true" style={{height: props.height}} />
  },
}
