/** Gives an event of the list the focus, where it is drawn. */
export function focusEvent(root: HTMLElement | null, id: string): void {
  const rows = root?.querySelectorAll<HTMLElement>('[data-event]') ?? []
  Array.from(rows)
    .find((row) => row.getAttribute('data-event') === id)
    ?.focus()
}
