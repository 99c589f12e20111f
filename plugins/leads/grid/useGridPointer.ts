import {useEffect, useRef, type MouseEvent} from 'react'
import {cellOf, type FocusedCell} from './useGridKeyboard.ts'

/** How long a click waits for a second one, where two of them mean something else. */
const DOUBLE_CLICK_MS = 220

/** What clicks in the grid mean. */
interface GridPointerOptions {
  /** Whether two clicks in a cell start editing it. */
  isEditable: (cell: FocusedCell) => boolean
  onOpen: (id: string) => void
  onEdit: (cell: FocusedCell) => void
  onToggle: (id: string) => void
  onExtend: (id: string) => void
}

function isOwnBusiness(target: EventTarget): boolean {
  return target instanceof Element && target.closest('[data-editing], th, [role="alert"]') !== null
}

/**
 * Clicks: on the checkbox they choose, with Shift up to there, with Ctrl or Cmd they choose from
 * anywhere in the row; two clicks edit what can be edited; any other click opens the lead.
 */
export function useGridPointer(options: GridPointerOptions) {
  const {isEditable, onOpen, onEdit, onToggle, onExtend} = options
  const waiting = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  useEffect(() => () => clearTimeout(waiting.current), [])

  const onClick = (event: MouseEvent) => {
    const cell = cellOf(event.target)
    if (!cell?.id || isOwnBusiness(event.target)) return
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
    if (!cell?.id || isOwnBusiness(event.target) || !isEditable(cell)) return
    clearTimeout(waiting.current)
    onEdit(cell)
  }
  return {onClick, onDoubleClick}
}
