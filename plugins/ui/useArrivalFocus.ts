import {useEffect, type RefObject} from 'react'

/** Whether the user has interacted with the page since it was loaded. */
function isInUse(): boolean {
  return 'userActivation' in navigator && navigator.userActivation.hasBeenActive
}

/**
 * Gives a tool the focus when it is opened: the Studio's own links lose the focus to the page then, so
 * keyboard and screen reader users would start at the top again. Does nothing on a page that was just
 * loaded, or where something has the focus.
 *
 * @param target - gets the focus; it names the tool
 */
export function useArrivalFocus(target: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    if (document.activeElement === document.body && isInUse()) {
      target.current?.focus({preventScroll: true})
    }
  }, [target])
}
