/** Controls, zero-width and bidi-override characters; joiners that scripts and emoji need stay. */
const UNSEEN =
  /[\p{Cc}\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/gu
const WHITE_SPACE = /\s+/gu
/** A text that is clean: most are. */
const CLEAN_LINE = /^[\u0021-\u007e]+(?: [\u0021-\u007e]+)*$/u

/**
 * Cleans a one-line text: NFC, without control and bidi-override characters, white space collapsed and
 * trimmed. For names, companies and job titles.
 *
 * @param maxLength - longest result, in UTF-16 code units; a longer text is cut off
 */
export function cleanLine(raw: string, maxLength = 300): string {
  if (raw.length <= maxLength && CLEAN_LINE.test(raw)) return raw
  const line = raw.toWellFormed().normalize('NFC').replace(WHITE_SPACE, ' ').replace(UNSEEN, '')
  return line.replace(WHITE_SPACE, ' ').trim().slice(0, maxLength).toWellFormed().trim()
}

/**
 * Cleans a text of several lines like {@link cleanLine}, but keeps its line breaks. For messages and notes.
 */
export function cleanText(raw: string, maxLength = 10_000): string {
  const lines = raw
    .toWellFormed()
    .normalize('NFC')
    .split(/\r\n|\r|\n/u)
  const kept = lines.map((line) => line.replaceAll('\t', ' ').replace(UNSEEN, '').trimEnd())
  return kept.join('\n').trim().slice(0, maxLength).trim()
}

/** Cleans a person's name; it keeps its case, since no rule of case fits all names. */
export function normalizeName(raw: string): string {
  return cleanLine(raw, 200)
}

/**
 * Cleans a telephone number. It is not converted to the international form, which would need the country
 * in which it is dialled.
 */
export function normalizePhone(raw: string): string {
  return cleanLine(raw, 60).replace(/^tel:/iu, '').trim()
}

const ADDRESS = /[^\s<>()[\]",;:]+@[^\s<>()[\]",;:]+/gu

/**
 * Replaces every e-mail address in a text for logs and records. Mail servers repeat the recipient in their
 * answers.
 *
 * @param maxLength - longest result, in UTF-16 code units
 */
export function maskAddresses(text: string, maxLength = 500): string {
  return text.replace(ADDRESS, '(address)').slice(0, maxLength).toWellFormed()
}
