import {useSortable} from '@dnd-kit/sortable'
import {ArrowDownIcon} from '@sanity/icons/ArrowDown'
import {ArrowUpIcon} from '@sanity/icons/ArrowUp'
import {Button} from '@sanity/ui'
import type {Header} from '@tanstack/react-table'
import type {KeyboardEvent} from 'react'
import type {GridRow} from '../data/leadPages.ts'
import {useGridActions} from './gridActions.ts'
import type {GridColumn} from './gridColumns.ts'
import {useGridContext} from './gridContext.ts'
import {columnOf} from '../columns/columns.tsx'
import {useGridLabels} from '../columns/columnLabels.ts'
import {ResizeHandle} from './ResizeHandle.tsx'

/** How far a key moves a column's edge, in pixels. */
const KEY_STEP = 16

/** What a {@link HeadingCell} shows. */
export interface HeadingCellProps {
  column: GridColumn
  header: Header<GridRow, unknown>
  /** Place among the columns. */
  index: number
}

/** The heading of one column. */
export function HeadingCell(props: HeadingCellProps) {
  const {column, header, index} = props
  const {id, width, left, isLastPinned} = column
  const {sort, onSort, onMoveColumn, onResizeColumn} = useGridActions()
  const {columns} = useGridContext()
  const labels = useGridLabels()
  const {isDragging, listeners, setNodeRef, transform, transition} = useSortable({
    id,
    disabled: header.column.getIsResizing(),
  })
  const direction = header.column.getIsSorted()
  const isSecond = sort.length > 1 && header.column.getSortIndex() === 1
  const Icon = direction === 'asc' ? ArrowUpIcon : ArrowDownIcon

  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    if (!event.altKey || step === 0) return
    event.preventDefault()
    event.stopPropagation()
    const neighbour = columns[index + step]
    if (!event.shiftKey) onResizeColumn(id, width + step * KEY_STEP)
    else if (neighbour) onMoveColumn(id, neighbour.id)
  }
  return (
    <th
      aria-colindex={index + 2}
      aria-sort={direction === 'asc' ? 'ascending' : direction ? 'descending' : 'none'}
      data-dragging={isDragging || undefined}
      data-number={columnOf(id).isNumber}
      data-pinned={left === null ? undefined : isLastPinned ? 'last' : 'on'}
      ref={setNodeRef}
      scope="col"
      style={{
        ...(left === null ? {} : {left}),
        transform: transform ? `translate3d(${transform.x}px, 0, 0)` : undefined,
        transition,
        zIndex: isDragging ? 3 : undefined,
      }}
    >
      <div {...listeners}>
        <Button
          data-column={index + 1}
          fontSize={1}
          gap={2}
          iconRight={direction ? Icon : undefined}
          mode="bleed"
          muted={!direction}
          onClick={(event) => labels.canSort(id) && onSort(id, event.shiftKey)}
          onKeyDown={onKeyDown}
          padding={2}
          style={{maxWidth: '100%', ...(labels.canSort(id) ? {} : {cursor: 'default'})}}
          tabIndex={-1}
          text={isSecond ? `${labels.column(id)} · 2` : labels.column(id)}
          textWeight="medium"
        />
      </div>
      <ResizeHandle header={header} />
    </th>
  )
}
