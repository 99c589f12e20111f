const FORMAT: Intl.DateTimeFormatOptions = {dateStyle: 'medium', timeStyle: 'short'}

/**
 * Formats a moment for a preview, in the reader's language and time zone.
 *
 * @param value - ISO 8601; anything else gives an empty text, since previews also see incomplete documents
 */
export function when(value: unknown): string {
  if (typeof value !== 'string') return ''
  const date = new Date(value)
  return Number.isNaN(date.getTime()) ? '' : new Intl.DateTimeFormat(undefined, FORMAT).format(date)
}
