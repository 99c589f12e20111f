import {isFieldColumn, TEXT_FIELDS} from '../../../core/leads/leadFields.ts'
import {memo, useMemo} from 'react'
import {isSelected} from '../view/selection.ts'
import type {GridRow, Misplaced} from '../data/leadPages.ts'
import {type LeadValue, isSameValue} from '../../../core/changes/leadEdit.ts'
import type {EditableColumn} from '../columns/columns.tsx'
import {type FailedEdit, valueInRow} from '../edits/cells/cellEdits.ts'
import {columnOf, type Column} from '../columns/columns.tsx'
import {CellFailure} from './CellFailure.tsx'
import type {DrawnCell} from './drawnColumns.ts'
import {GapCell} from './SkeletonCells.tsx'
import {useGridContext, useGridActions} from './gridContext.ts'
import {useGridLabels} from '../columns/columnLabels.ts'
import {CellEditor} from '../edits/cells/CellEditor.tsx'
import {EyeClosedIcon} from '@sanity/icons/EyeClosed'
import {SortIcon} from '@sanity/icons/Sort'
import {Hidden} from '../../ui/Hidden.ts'

interface LeadCellsProps {
  cells: readonly DrawnCell[]
  /** Number of columns, drawn or not. */
  columnCount: number
  row: GridRow
  isChosen: boolean
  /** The column that is edited in this row. */
  editing: EditableColumn | null
  failed: FailedEdit | undefined
}

function isMuted({isMuted: muted}: Column, row: GridRow): boolean {
  return typeof muted === 'function' ? muted(row) : muted === true
}

/** The cells of one lead. The grid's keys focus them, Tab does not. */
export const LeadCells = memo(function LeadCells(props: LeadCellsProps) {
  const {cells, columnCount, row, isChosen, editing, failed} = props
  const labels = useGridLabels()
  if (row.removed) {
    return (
      <td aria-colindex={1} colSpan={columnCount + 1} data-column={0} tabIndex={-1}>
        {labels.removed}
      </td>
    )
  }
  return (
    <>
      <SelectCell isChosen={isChosen} name={row.name ?? labels.unnamed} />
      {cells.map((cell) => {
        if (cell.kind === 'gap') return <GapCell key={cell.from} span={cell.span} />
        const {index} = cell
        const {id, left, isLastPinned} = cell.column
        const column = columnOf(id)
        const {Cell} = column
        return (
          <td
            aria-colindex={index + 2}
            aria-invalid={failed?.column === id || undefined}
            data-column={index + 1}
            data-editing={editing === id || undefined}
            data-muted={isMuted(column, row) || undefined}
            data-number={column.isNumber}
            data-pinned={left === null ? undefined : isLastPinned ? 'last' : 'on'}
            key={id}
            style={left === null ? undefined : {left, zIndex: editing === id ? 5 : undefined}}
            tabIndex={-1}
            title={column.tooltip?.(row) ?? undefined}
          >
            {editing === id ? (
              <EditingCell row={row} />
            ) : (
              <>
                {index === 0 && row.misplaced && <MisplacedMark why={row.misplaced} />}
                {failed?.column === id && <CellFailure failed={failed} row={row} />}
                <Cell column={id} row={row} />
              </>
            )}
          </td>
        )
      })}
    </>
  )
})

/** Columns of one text whose new value is shown while it is committed. */
const PENDING_TEXTS = [
  'status' as const,
  ...TEXT_FIELDS.flatMap((name) => (isFieldColumn(name) ? [name] : [])),
]

function shownRow(
  row: GridRow,
  pending: Readonly<Record<string, LeadValue | undefined>> | undefined,
): GridRow {
  if (pending === undefined) return row
  const shown: GridRow = {...row}
  for (const column of PENDING_TEXTS) {
    const value = pending[column]
    if (typeof value === 'string') shown[column] = value
  }
  const tags = pending['tags']
  if (tags !== undefined && typeof tags !== 'string') {
    shown.tags = [...tags]
    shown.tagsCount = tags.length
  }
  return shown
}

/** The cells of one lead with its pending values. */
export function CurrentLeadCells(props: {row: GridRow}) {
  const {row} = props
  const {cells, columns, pending, edits, selection} = useGridContext()
  const edited = pending.get(row._id)
  const shown = useMemo(() => shownRow(row, edited), [row, edited])
  return (
    <LeadCells
      cells={cells}
      columnCount={columns.length}
      editing={edits.editing?.id === row._id ? edits.editing.column : null}
      failed={edits.failed.get(row._id)}
      isChosen={isSelected(selection, row._id)}
      row={shown}
    />
  )
}

/** The checkbox that selects a lead. The grid handles its click, because of the Shift key. */
function SelectCell(props: {isChosen: boolean; name: string}) {
  const labels = useGridLabels()
  return (
    <td aria-colindex={1} data-column={0} data-pinned="on" tabIndex={-1}>
      <input
        aria-label={labels.select(props.name)}
        checked={props.isChosen}
        readOnly
        tabIndex={-1}
        type="checkbox"
      />
    </td>
  )
}

/** The cell that is edited. */
function EditingCell(props: {row: GridRow}) {
  const {row} = props
  const {edits} = useGridContext()
  const {onSave, onCancelEdit} = useGridActions()
  const labels = useGridLabels()
  const cell = edits.editing
  if (!cell) return null
  const inRow = valueInRow(row, cell.column)
  const isOvertaken = cell.seen !== null && inRow !== null && !isSameValue(cell.seen, inRow)
  const text = typeof inRow === 'string' ? inRow : (inRow ?? []).join(', ')
  return (
    <CellEditor
      cell={cell}
      label={labels.edit(labels.column(cell.column))}
      onCancel={() => onCancelEdit(row)}
      onSave={(column, value, end) => onSave(row, column, value, end)}
      overtakenBy={isOvertaken ? text : null}
    />
  )
}

/** Marks a row that a refresh would remove or move. */
function MisplacedMark(props: {why: Misplaced}) {
  const labels = useGridLabels()
  const text = labels.misplaced[props.why]
  const Icon = props.why === 'filter' ? EyeClosedIcon : SortIcon
  return (
    <span style={{marginRight: 4, verticalAlign: 'middle'}} title={text}>
      <Icon aria-hidden="true" style={{fontSize: 17, verticalAlign: 'middle'}} />
      <Hidden>{text}</Hidden>
    </span>
  )
}
