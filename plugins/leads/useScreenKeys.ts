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

/** Whether an event belongs to a layer: those bubble to the screen all the same. */
function isInLayer(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(LAYERS) !== null
}

/**
 * The screen's own keys: `/` goes to the search field and `?` tells which keys there are, from
 * anywhere but a field; Escape closes what is open.
 *
 * @returns the handler of keys within the screen
 */
export function useScreenKeys(options: {
  searchField: RefObject<HTMLInputElement | null>
  onEscape: (() => void) | null
  /** Asks which keys there are. */
  onHelp: () => void
}) {
  const {searchField, onEscape, onHelp} = options
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
    if (event.key !== 'Escape' || event.defaultPrevented || isInLayer(event.target)) return
    if (!onEscape) return
    event.preventDefault()
    onEscape()
  }
}
