/** Controls, zero-width and bidi-override characters; joiners that scripts and emoji need stay. */
const UNSEEN =
  /[\p{Cc}\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/gu
const WHITE_SPACE = /\s+/gu

/**
 * A one-line text as a person meant it: NFC, without control and bidi-override characters, white
 * space collapsed and trimmed. For names, companies and job titles.
 *
 * @param maxLength - longest result, in UTF-16 code units; what is beyond is cut off
 */
export function cleanLine(raw: string, maxLength = 300): string {
  const line = raw.toWellFormed().normalize('NFC').replace(WHITE_SPACE, ' ').replace(UNSEEN, '')
  return line.replace(WHITE_SPACE, ' ').trim().slice(0, maxLength).toWellFormed().trim()
}

/**
 * A text of several lines, cleaned like {@link cleanLine} but with its line breaks kept. For
 * messages and notes.
 */
export function cleanText(raw: string, maxLength = 10_000): string {
  const lines = raw
    .toWellFormed()
    .normalize('NFC')
    .split(/\r\n|\r|\n/u)
  const kept = lines.map((line) => line.replaceAll('\t', ' ').replace(UNSEEN, '').trimEnd())
  return kept.join('\n').trim().slice(0, maxLength).trim()
}

/** A person's name, cleaned; never re-cased, since no rule of case fits all names. */
export function normalizeName(raw: string): string {
  return cleanLine(raw, 200)
}

/**
 * A telephone number as it was written, less what no number holds. It is not brought to one
 * international form, which would need the country it was dialled in.
 */
export function normalizePhone(raw: string): string {
  return cleanLine(raw, 60).replace(/^tel:/iu, '').trim()
}

const ADDRESS = /[^\s<>()[\]",;:]+@[^\s<>()[\]",;:]+/gu

/**
 * A text for logs and records with every e-mail address replaced. Mail servers repeat the
 * recipient in what they answer.
 *
 * @param maxLength - longest result, in UTF-16 code units
 */
export function maskAddresses(text: string, maxLength = 500): string {
  return text.replace(ADDRESS, '(address)').slice(0, maxLength).toWellFormed()
}
