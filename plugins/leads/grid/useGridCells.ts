import {useEffect, useEffectEvent, useMemo, useRef, type KeyboardEvent, type RefObject} from 'react'
import type {TableVirtuosoHandle} from 'react-virtuoso'
import type {ColumnId} from '../../../core/leads/columnId.ts'
import type {GridRow} from '../data/leadPages.ts'
import {isEditableColumn, type EditableColumn} from '../columns/columns.tsx'
import {nextEditable} from '../edits/cells/cellEdits.ts'
import type {EditEnd} from '../edits/cells/EditorShell.tsx'
import {extendTo, setSelected, selectedPart, toggle} from '../view/selection.ts'
import type {GridActions} from './gridContext.ts'
import {ROW_HEIGHTS, type GridColumn} from './gridColumns.ts'
import type {LeadGridProps} from './leadGridProps.ts'
import {useGridKeyboard, type FocusedCell} from './useGridKeyboard.ts'
import {useGridPointer} from './useGridPointer.ts'

interface GridCellsOptions extends LeadGridProps {
  above: number
  columns: readonly GridColumn[]
  showColumn: (place: number, then: () => void) => void
  scroller: HTMLElement | null
  virtuoso: RefObject<TableVirtuosoHandle | null>
}

/** What keys and clicks in cells do: open, select, edit, jump. */
export function useGridCells(options: GridCellsOptions) {
  const {pages, above, columns, scroller, virtuoso, density, editing, selection} = options
  const {onSelection, onOpen, onJump, isEditable, showColumn} = options
  const ids = useMemo(() => pages.rows.map((row) => row._id), [pages.rows])
  const shown = useMemo(() => columns.map(({id}) => id), [columns])
  const scrollerRef = useRef(scroller)
  useEffect(() => {
    scrollerRef.current = scroller
  }, [scroller])

  const rowOf = (id: string | null): GridRow | undefined => {
    const row = pages.rows.find((candidate) => candidate._id === id)
    return row?.removed ? undefined : row
  }
  const columnOf = ({column}: FocusedCell): ColumnId | 'select' => shown[column - 1] ?? 'select'
  const mayEdit = (cell: FocusedCell) => isEditable && isEditableColumn(columnOf(cell))
  const edit = (cell: FocusedCell) => {
    const row = rowOf(cell.id)
    const column = columnOf(cell)
    if (row && isEditable && isEditableColumn(column)) editing.start(row, column)
  }
  const open = (id: string | null, by: 'key' | 'pointer') => {
    const row = rowOf(id)
    if (row) onOpen(row, by)
  }
  const extend = (id: string) => onSelection(extendTo(selection, ids, id))

  /** The cell to focus once the rows of another place or view are loaded. */
  const focusAfter = useRef<FocusedCell | 'last' | null>(null)

  const onKey = (event: KeyboardEvent, cell: FocusedCell): boolean => {
    const id = cell.id ?? ''
    const isCommand = event.ctrlKey || event.metaKey
    if (event.key === 'Enter') open(id, 'key')
    else if (event.key === 'F2') edit(cell)
    else if (event.key === ' ')
      onSelection(event.shiftKey ? extendTo(selection, ids, id) : toggle(selection, id))
    else if (isCommand && event.key.toLowerCase() === 'a') options.onSelectMatching()
    else if (isCommand && event.key.toLowerCase() === 'c') return copyCell(event)
    else return false
    return true
  }
  const keyboard = useGridKeyboard({
    scroller: scrollerRef,
    virtuoso,
    ids,
    above,
    columns: columns.length + 1,
    showColumn,
    rowHeight: ROW_HEIGHTS[density],
    onKey,
    onEdge: (edge, column) => {
      if (edge === 'start' ? !pages.hasPrevious : !pages.hasMore) return false
      focusAfter.current = edge === 'start' ? {id: null, column} : 'last'
      onJump({kind: edge})
      return true
    },
    onExtend: (from, to) => {
      const begun =
        selection.anchor === null
          ? setSelected({...selection, anchor: from}, [from], true)
          : selection
      onSelection(extendTo(begun, ids, to))
    },
  })
  const pointer = useGridPointer({
    isEditable: mayEdit,
    onOpen: (id) => open(id, 'pointer'),
    onEdit: edit,
    onToggle: (id) => onSelection(toggle(selection, id)),
    onExtend: extend,
  })

  const {focusCell, focusWhenDrawn} = keyboard
  const arrive = useEffectEvent(() => {
    const wanted = focusAfter.current
    focusAfter.current = null
    // The unmounted table has lost the focus; the new one restores it.
    const isLost = keyboard.tableProps.hasFocus && document.activeElement === document.body
    const target = wanted ?? (isLost ? keyboard.active.current : null)
    if (target) focusWhenDrawn(target === 'last' ? {id: ids.at(-1) ?? null, column: 1} : target)
  })
  // Rows of another place or view mount a new table.
  useEffect(() => {
    if (scroller) arrive()
  }, [scroller])

  const focusLater = (row: GridRow, column: EditableColumn) =>
    requestAnimationFrame(() => focusCell({id: row._id, column: shown.indexOf(column) + 1}))
  const actions: Omit<GridActions, 'sort' | 'onSort' | 'onMoveColumn' | 'onResizeColumn'> = {
    selected: selectedPart(selection, ids),
    onSelectLoaded: () =>
      onSelection(setSelected(selection, ids, selectedPart(selection, ids) !== 'all')),
    onSave: (row, column, value, end: EditEnd) => {
      editing.save(row, column, value)
      const step = end === 'next' ? 1 : end === 'previous' ? -1 : null
      const next = step && nextEditable(shown, column, step)
      if (next) showColumn(shown.indexOf(next), () => editing.start(row, next))
      else if (end !== 'leave') focusLater(row, column)
    },
    onCancelEdit: (row) => {
      const column = editing.edits.editing?.column
      editing.cancel()
      if (column) focusLater(row, column)
    },
    onDismiss: editing.dismiss,
    onRetryEdit: (row, {column, value}) => {
      editing.dismiss(row._id)
      editing.save(row, column, value)
    },
  }
  return {
    actions,
    focus: () => focusCell(keyboard.active.current),
    focusCell,
    onRangeChanged: keyboard.onRangeChanged,
    tableProps: {...keyboard.tableProps, ...pointer},
  }
}

/** Copies a cell's text, unless text is selected: then the browser copies that. */
function copyCell({target}: KeyboardEvent): boolean {
  if (!(target instanceof HTMLElement) || window.getSelection()?.toString()) return false
  // Copying needs a permission and a secure context.
  navigator.clipboard?.writeText(target.innerText).catch(() => null)
  return true
}
