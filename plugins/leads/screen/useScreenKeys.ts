import {useGlobalKeyDown} from '@sanity/ui'
import type {KeyboardEvent, RefObject} from 'react'

function isEditable(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      target.closest('input:not([type="checkbox"]), textarea, select') !== null)
  )
}

/** Layers, and the buttons of open menus: they handle Escape themselves. */
const LAYERS = '[role="menu"], [role="dialog"], [aria-haspopup][aria-expanded="true"]'

/** Parts of the screen with their own undo. */
const OWN_UNDO = '[data-own-undo="true"]'

function isIn(target: EventTarget | null, selector: string): boolean {
  return target instanceof Element && target.closest(selector) !== null
}

/** Whether an event comes from a layer; React bubbles those to the screen too. */
function isInLayer(target: EventTarget | null): boolean {
  return isIn(target, LAYERS)
}

function isUndo({key, ctrlKey, metaKey, altKey, shiftKey}: KeyboardEvent): boolean {
  return key.toLowerCase() === 'z' && (ctrlKey || metaKey) && !altKey && !shiftKey
}

/**
 * The screen's keyboard shortcuts: `/` focuses the search and `?` opens the help, except in fields;
 * Escape closes the panel or clears the selection; Ctrl or Cmd with Z undoes.
 *
 * @returns the `onKeyDown` handler of the screen
 */
export function useScreenKeys(options: {
  searchField: RefObject<HTMLInputElement | null>
  onEscape: (() => void) | null
  /** Undoes the last change; returns whether there was one. */
  onUndo: () => boolean
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
    if (isUndo(event) && !isEditable(event.target) && !isIn(event.target, OWN_UNDO)) {
      if (onUndo()) event.preventDefault()
      return
    }
    if (event.key !== 'Escape' || !onEscape) return
    event.preventDefault()
    onEscape()
  }
}
