/**
 * For the `ref` of the first field of a dialog's form: it comes after the dialog itself, since the
 * leads are counted first, and the dialog would otherwise keep the focus on its close button.
 */
export function takeFocus(element: HTMLElement | null): void {
  element?.focus()
}
