import {useEffect, type RefObject} from 'react'

/** Whether the person has done something in this page since it was loaded. */
function isInUse(): boolean {
  return 'userActivation' in navigator && navigator.userActivation.hasBeenActive
}

/**
 * Gives a tool the focus when it is chosen in the Studio: the Studio's own links lose it to the page
 * then, so that whoever uses the keyboard or listens would begin anew at the top. A page that was
 * just loaded begins at the top, and whatever has the focus keeps it.
 *
 * @param target - what the focus goes to; it says what the tool is
 */
export function useArrivalFocus(target: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    if (document.activeElement === document.body && isInUse()) {
      target.current?.focus({preventScroll: true})
    }
  }, [target])
}
