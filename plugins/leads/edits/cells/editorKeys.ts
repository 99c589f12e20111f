import type {KeyboardEvent} from 'react'
import type {EditEnd} from './CellEditor.tsx'

/**
 * What a key does in an editor: Enter and Tab save, Escape does not. Keys never reach the grid from
 * there.
 *
 * @returns whether the key ended editing
 */
export function endOnKey(
  event: KeyboardEvent,
  handlers: {onSave: (end: EditEnd) => void; onCancel: () => void},
): boolean {
  event.stopPropagation()
  // Enter that picks a word of an input method ends nothing.
  if (event.nativeEvent.isComposing) return false
  if (event.key === 'Enter') handlers.onSave('stay')
  else if (event.key === 'Tab') handlers.onSave(event.shiftKey ? 'previous' : 'next')
  else if (event.key === 'Escape') handlers.onCancel()
  else return false
  event.preventDefault()
  return true
}
