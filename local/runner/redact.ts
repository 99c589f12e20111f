/** A text for a log: without e-mail addresses, on one line, at most 500 characters. */
export function redact(text: string): string {
  return text
    .replaceAll(/[^\s@<>"'()]+@[^\s@<>"'()]+/g, '[address]')
    .replaceAll(/\s*\n\s*/g, ' | ')
    .slice(0, 500)
}
