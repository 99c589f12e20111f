/** A text that is fit for a log: without e-mail addresses, on one line, and not too long. */
export function redact(text: string): string {
  return text
    .replaceAll(/[^\s@<>"'()]+@[^\s@<>"'()]+/g, '[address]')
    .replaceAll(/\s*\n\s*/g, ' | ')
    .slice(0, 500)
}
