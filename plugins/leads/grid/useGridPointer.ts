import {useEffect, useRef, type MouseEvent} from 'react'
import {cellOf, type FocusedCell} from './useGridKeyboard.ts'

/** How long a click in an editable cell waits for a double click. */
const DOUBLE_CLICK_MS = 220

interface GridPointerOptions {
  /** Whether a double click edits the cell. */
  isEditable: (cell: FocusedCell) => boolean
  onOpen: (id: string) => void
  onEdit: (cell: FocusedCell) => void
  onToggle: (id: string) => void
  onExtend: (id: string) => void
}

function handlesItsClicks(target: EventTarget): boolean {
  return target instanceof Element && target.closest('[data-editing], th, [role="alert"]') !== null
}

/**
 * Handles clicks: on the checkbox, or with Ctrl or Cmd, they select the lead; with Shift they select a
 * range; a double click edits an editable cell; other clicks open the lead.
 */
export function useGridPointer(options: GridPointerOptions) {
  const {isEditable, onOpen, onEdit, onToggle, onExtend} = options
  const waiting = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  useEffect(() => () => clearTimeout(waiting.current), [])

  const onClick = (event: MouseEvent) => {
    const cell = cellOf(event.target)
    if (!cell?.id || handlesItsClicks(event.target)) return
    const {id} = cell
    if (event.shiftKey) {
      window.getSelection()?.removeAllRanges()
      onExtend(id)
    } else if (cell.column === 0 || event.ctrlKey || event.metaKey) {
      onToggle(id)
    } else if (isEditable(cell)) {
      clearTimeout(waiting.current)
      if (event.detail < 2) waiting.current = setTimeout(() => onOpen(id), DOUBLE_CLICK_MS)
    } else {
      onOpen(id)
    }
  }
  const onDoubleClick = (event: MouseEvent) => {
    const cell = cellOf(event.target)
    if (!cell?.id || handlesItsClicks(event.target) || !isEditable(cell)) return
    clearTimeout(waiting.current)
    onEdit(cell)
  }
  return {onClick, onDoubleClick}
}
