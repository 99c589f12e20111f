import {useEffect, useRef, type RefObject} from 'react'

/**
 * For the `ref` of the first field of a dialog's form: it comes after the dialog itself, since the
 * leads are counted first, and the dialog would otherwise keep the focus on its close button.
 */
export function takeFocus(element: HTMLElement | null): void {
  element?.focus()
}

/**
 * Gives the focus to the first field of a dialog when both appear together: the dialog first gives it to
 * its close button.
 *
 * @returns for the `ref` of the field
 */
export function useFirstFocus<Field extends HTMLElement>(): RefObject<Field | null> {
  const field = useRef<Field>(null)
  useEffect(() => {
    const frame = requestAnimationFrame(() => field.current?.focus())
    return () => cancelAnimationFrame(frame)
  }, [])
  return field
}
