import {useGlobalKeyDown} from '@sanity/ui'
import type {KeyboardEvent, RefObject} from 'react'

function isEditable(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      target.closest('input:not([type="checkbox"]), textarea, select') !== null)
  )
}

/** Layers over the screen, and the buttons of open menus. They take Escape for themselves. */
const LAYERS = '[role="menu"], [role="dialog"], [aria-haspopup][aria-expanded="true"]'

/** Parts of the screen that undo what is done in them themselves. */
const UNDOES_ITSELF = '[data-testid="audience-panel"]'

function isIn(target: EventTarget | null, selector: string): boolean {
  return target instanceof Element && target.closest(selector) !== null
}

/** Whether an event belongs to a layer: those bubble to the screen all the same. */
function isInLayer(target: EventTarget | null): boolean {
  return isIn(target, LAYERS)
}

function isUndo({key, ctrlKey, metaKey, altKey, shiftKey}: KeyboardEvent): boolean {
  return key.toLowerCase() === 'z' && (ctrlKey || metaKey) && !altKey && !shiftKey
}

/**
 * The screen's own keys: `/` goes to the search field and `?` tells which keys there are, from
 * anywhere but a field; Escape closes what is open; Ctrl or Cmd with Z undoes.
 *
 * @returns the handler of keys within the screen
 */
export function useScreenKeys(options: {
  searchField: RefObject<HTMLInputElement | null>
  onEscape: (() => void) | null
  /** Undoes the last change; says whether there was one. */
  onUndo: () => boolean
  /** Asks which keys there are. */
  onHelp: () => void
}) {
  const {searchField, onEscape, onUndo, onHelp} = options
  useGlobalKeyDown((event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    if (event.key !== '/' && event.key !== '?') return
    if (isEditable(event.target) || isInLayer(event.target)) return
    event.preventDefault()
    if (event.key === '?') {
      onHelp()
      return
    }
    searchField.current?.focus()
    searchField.current?.select()
  })
  return (event: KeyboardEvent) => {
    if (event.defaultPrevented || isInLayer(event.target)) return
    if (isUndo(event) && !isEditable(event.target) && !isIn(event.target, UNDOES_ITSELF)) {
      if (onUndo()) event.preventDefault()
      return
    }
    if (event.key !== 'Escape' || !onEscape) return
    event.preventDefault()
    onEscape()
  }
}
