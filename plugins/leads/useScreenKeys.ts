import {useGlobalKeyDown} from '@sanity/ui'
import type {KeyboardEvent, RefObject} from 'react'

function isEditable(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.closest('input, textarea, select') !== null)
  )
}

/** Layers over the screen take Escape for themselves; their events bubble here all the same. */
function isInLayer(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('[role="menu"], [role="dialog"]') !== null
}

/**
 * The screen's own keys: `/` goes to the search field from anywhere but a field, Escape closes what
 * is open.
 *
 * @returns the handler of keys within the screen
 */
export function useScreenKeys(options: {
  searchField: RefObject<HTMLInputElement | null>
  onEscape: (() => void) | null
}) {
  const {searchField, onEscape} = options
  useGlobalKeyDown((event) => {
    if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey) return
    if (isEditable(event.target) || isInLayer(event.target)) return
    event.preventDefault()
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
