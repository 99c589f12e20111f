import {horizontalListSortingStrategy, SortableContext, useSortable} from '@dnd-kit/sortable'
import {useTranslation} from 'sanity'
import {leadsLocaleNamespace} from '../locale/leadsLocale.ts'
import {useGridActions, useGridContext} from './gridContext.ts'
import {GapCell} from './SkeletonCells.tsx'
import {ArrowDownIcon} from '@sanity/icons/ArrowDown'
import {ArrowUpIcon} from '@sanity/icons/ArrowUp'
import {Button} from '@sanity/ui'
import type {Header} from '@tanstack/react-table'
import {type KeyboardEvent, useLayoutEffect, useRef} from 'react'
import type {GridRow} from '../data/leadPages.ts'
import type {GridColumn} from './gridColumns.ts'
import {columnOf} from '../columns/columns.tsx'
import {useGridLabels} from '../columns/columnLabels.ts'
import {styled} from 'styled-components'

/** The heading row: a click sorts, dragging moves columns, and their edges resize them. */
export function GridHeading() {
  const {columns, cells, ...grid} = useGridContext()
  const {selected, onSelectLoaded} = useGridActions()
  const {t} = useTranslation(leadsLocaleNamespace)
  const headers = new Map(grid.headers.map((header) => [header.column.id, header] as const))
  return (
    <tr aria-rowindex={1} data-id="">
      <th aria-colindex={1} data-column={0} data-pinned="on" scope="col">
        <HeadingCheckbox
          selected={selected}
          label={t('grid.select-loaded')}
          onSelect={onSelectLoaded}
        />
      </th>
      <SortableContext items={columns.map(({id}) => id)} strategy={horizontalListSortingStrategy}>
        {cells.map((cell) => {
          if (cell.kind === 'gap') return <GapCell key={cell.from} span={cell.span} />
          const {column, index} = cell
          const header = headers.get(column.id)
          return (
            header && <HeadingCell column={column} header={header} index={index} key={column.id} />
          )
        })}
      </SortableContext>
    </tr>
  )
}

/** Pixels by which a key resizes a column. */
const KEY_STEP = 16

interface HeadingCellProps {
  column: GridColumn
  header: Header<GridRow, unknown>
  index: number
}

function HeadingCell(props: HeadingCellProps) {
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

const Handle = styled.div`
  bottom: 0;
  cursor: col-resize;
  position: absolute;
  right: -4px;
  top: 0;
  touch-action: none;
  width: 9px;
  z-index: 2;

  &::after {
    background: var(--card-border-color);
    bottom: 9px;
    content: '';
    left: 4px;
    opacity: 0;
    position: absolute;
    top: 9px;
    width: 1px;
  }

  th:hover > &::after {
    opacity: 1;
  }

  &:hover::after,
  &[data-active]::after {
    background: var(--card-focus-ring-color);
    bottom: 0;
    opacity: 1;
    top: 0;
    width: 2px;
  }
`

/** The edge of a column that resizes it. The heading handles the keys for that. */
function ResizeHandle(props: {header: Header<GridRow, unknown>}) {
  const {header} = props
  const start = header.getResizeHandler()
  return (
    <Handle
      aria-hidden="true"
      data-active={header.column.getIsResizing() || undefined}
      onClick={(event) => event.stopPropagation()}
      onMouseDown={start}
      onTouchStart={start}
    />
  )
}

interface HeadingCheckboxProps {
  /** How many of the loaded rows are selected. */
  selected: 'none' | 'some' | 'all'
  label: string
  onSelect: () => void
}

/**
 * The checkbox for all loaded rows. `indeterminate` is a property of the element, not an attribute, and
 * `aria-checked` must not repeat it.
 */
function HeadingCheckbox({selected, label, onSelect}: HeadingCheckboxProps) {
  const box = useRef<HTMLInputElement>(null)
  useLayoutEffect(() => {
    if (box.current) box.current.indeterminate = selected === 'some'
  }, [selected])
  return (
    <input
      aria-label={label}
      checked={selected === 'all'}
      data-column={0}
      onChange={onSelect}
      ref={box}
      tabIndex={-1}
      title={label}
      type="checkbox"
    />
  )
}
