import type {MouseEvent} from 'react'

/**
 * Follows a link within the Studio without loading the page. Clicks that open another tab or window
 * are left to the browser.
 */
export function followLink(event: MouseEvent, follow: () => void): void {
  const {button, metaKey, ctrlKey, shiftKey, altKey} = event
  if (button !== 0 || metaKey || ctrlKey || shiftKey || altKey) return
  event.preventDefault()
  follow()
}
