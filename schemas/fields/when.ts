const FORMAT: Intl.DateTimeFormatOptions = {dateStyle: 'medium', timeStyle: 'short'}

/**
 * A moment as a preview shows it: in the reader's language and time zone.
 *
 * @param value - ISO 8601; anything else gives no text, since previews also see half-made documents
 */
export function when(value: unknown): string {
  if (typeof value !== 'string') return ''
  const date = new Date(value)
  return Number.isNaN(date.getTime()) ? '' : new Intl.DateTimeFormat(undefined, FORMAT).format(date)
}
