/**
 * For the `ref` of the first field of a dialog's form: it comes after the dialog itself, since the
 * leads are counted first, and the dialog would otherwise keep the focus on its close button.
 */
export function takeFocus(element: HTMLElement | null): void {
  element?.focus()
}

/** The same for a field that comes with its dialog, which first gives the focus to its close button. */
export function takeFocusSoon(element: HTMLElement | null): (() => void) | undefined {
  if (!element) return undefined
  const frame = requestAnimationFrame(() => element.focus())
  return () => cancelAnimationFrame(frame)
}
