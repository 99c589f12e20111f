import {z} from 'zod'
import {parseJsonText} from '../../documents/parseJsonText.ts'

/** What stands between several values of a cell. */
export type CellSeparator = ',' | ';' | '|' | ':::' | 'json' | 'lines'

const Texts = z.array(z.union([z.string(), z.number(), z.boolean()]).transform(String))

/** Splits at a sign that is neither in quotation marks nor after a backslash. */
function splitAt(text: string, sign: string): string[] {
  const parts: string[] = []
  let part = ''
  let isQuoted = false
  for (let index = 0; index < text.length; index += 1) {
    const character = text.charAt(index)
    const next = text.charAt(index + 1)
    if (character === '\\' && (next === sign || next === '\\' || next === '"')) {
      part += next
      index += 1
    } else if (isQuoted && character === '"' && next === '"') {
      part += '"'
      index += 1
    } else if (character === '"' && (isQuoted || part.trim() === '')) {
      isQuoted = !isQuoted
    } else if (character === sign && !isQuoted) {
      parts.push(part)
      part = ''
    } else {
      part += character
    }
  }
  // A mark that is never closed is no quotation mark.
  if (isQuoted) return text.split(sign)
  parts.push(part)
  return parts
}

/**
 * The values of a cell that holds several, trimmed, without empty ones. Values may stand in quotation
 * marks (`"VIP","Blog"`), and a backslash before the sign keeps it part of a value (`a\, b`). A JSON array
 * is read as one under every separator.
 */
export function splitCell(text: string, separator: CellSeparator): string[] {
  if (text === '') return []
  const array = text.startsWith('[') && text.endsWith(']') ? parseJsonText(Texts, text) : null
  const parts = array ?? splitText(text, separator)
  return parts.map((part) => part.trim()).filter((part) => part !== '')
}

function splitText(text: string, separator: CellSeparator): string[] {
  if (separator === 'lines') return text.split(/[\r\n\u2028\u2029]+/u)
  if (separator === ':::') return text.split(':::')
  const sign = separator === 'json' ? ',' : separator
  if (!text.includes(sign) && !text.includes('"') && !text.includes('\\')) return [text]
  return text.includes('"') || text.includes('\\') ? splitAt(text, sign) : text.split(sign)
}
