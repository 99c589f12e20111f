import type {MouseEvent} from 'react'

/**
 * Follows a link within the Studio, without loading the page anew. A click that asks for another
 * tab or window is left to the browser.
 */
export function followLink(event: MouseEvent, follow: () => void): void {
  const {button, metaKey, ctrlKey, shiftKey, altKey} = event
  if (button !== 0 || metaKey || ctrlKey || shiftKey || altKey) return
  event.preventDefault()
  follow()
}
