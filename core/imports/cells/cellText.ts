import {unescapeLaterFormulas} from '../../spreadsheet/csvText.ts'

/** Byte order marks, zero-width spaces and controls but tabs and line breaks: no reader of a file sees them. */
const INVISIBLE =
  /(?![\t\n\r])[\p{Cc}\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/gu
/** Printable ASCII in which nothing is to be cleaned: most cells. */
const PLAIN = /^[\u0021-\u0026\u0028-\u003c\u003e-\u007e](?:[\u0020-\u007e]*[\u0021-\u007e])?$/u

/** A text that a spreadsheet was made to keep as it is: `="0123"`. */
const FORCED_TEXT = /^="(?<text>(?:[^"]|"")*)"$/u

/** An apostrophe before a number, a telephone number, or something that a program could run. */
const GUARD =
  /^'(?=[\s"]*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20\ufe66\ufe62\ufe63\ufe6b]|\+?[\d][\d\s().\-/]*$)/u

/** What programs write where there is nothing. */
const NOTHING = /^(?:\\N|#N\/A|#REF!|#VALUE!|#NAME\?|#NULL!|#DIV\/0!)$/u

/** What people and programs write for nothing in a column of numbers, dates, answers or addresses. */
const NO_VALUE =
  /^(?:-+|–|—|\.|\?|null|nil|none|nan|undefined|n\/?a|n\.a\.|unknown|\(empty\)|\(blank\)|not (?:set|provided|available))$/iu

/**
 * Longest text that is looked at, in UTF-16 code units: many times what the longest field takes. The rest of a
 * longer one is left out.
 */
export const MAX_CELL = 20_000

/**
 * The text of a cell without what spreadsheets and services add to it: marks that nobody sees, spaces
 * around, `="…"`, and the apostrophes that keep numbers and formulas texts. Applying it twice changes
 * nothing, unless the value has several such apostrophes in a row.
 */
export function cellText(cell: string): string {
  if (cell.length > MAX_CELL) return cellText(cell.slice(0, MAX_CELL).toWellFormed())
  const isPlain = PLAIN.test(cell) && !cell.includes(";'")
  if (cell === '' || isPlain) return NOTHING.test(cell) ? '' : cell
  const text = unescapeLaterFormulas(cell.replace(INVISIBLE, '').trim())
  const forced = FORCED_TEXT.exec(text)?.groups?.['text']
  const bare = forced === undefined ? text.replace(GUARD, '') : forced.replaceAll('""', '"').trim()
  return NOTHING.test(bare) ? '' : bare
}

/** Whether a text says that there is no value, in a column whose values have a form of their own. */
export function isNoValue(text: string): boolean {
  return text === '' || (text.length < 20 && NO_VALUE.test(text))
}
