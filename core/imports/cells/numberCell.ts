import {isDecimalText} from '../../audience/comparisons/numberComparison.ts'

/** Sign before the decimals of a number. */
export type DecimalSign = '.' | ','

const UNIT = String.raw`(?:[\p{Sc}%]|kr\.?|eur|usd|gbp|chf|sek|dkk|nok|pln|zł)`
const UNITS = new RegExp(`^(?<before>[-+(]?)${UNIT}|${UNIT}(?<after>[-)]?)$`, 'giu')
const PLAIN = /^(?<digits>\d+)(?:\.(?<fraction>\d+))?(?:e(?<exponent>[+-]?\d{1,2}))?$/iu

const GROUPED = {
  '.': /^\d{1,3}(?:,\d{3})+(?:\.\d*)?$/u,
  ',': /^\d{1,3}(?:\.\d{3})+(?:,\d*)?$/u,
} as const satisfies Record<DecimalSign, RegExp>

/** The sign that a number uses, where the number itself shows it. */
function signOf(text: string): DecimalSign {
  const comma = text.lastIndexOf(',')
  const point = text.lastIndexOf('.')
  if (comma >= 0 && point >= 0) return comma > point ? ',' : '.'
  if (comma < 0) return text.split('.').length > 2 ? ',' : '.'
  return GROUPED['.'].test(text) ? '.' : ','
}

/** The digits with a point before the decimals; `null` where signs are at other places. */
function withPoint(text: string, sign: DecimalSign): string | null {
  const other = sign === '.' ? ',' : '.'
  if (text.includes(other)) {
    return GROUPED[sign].test(text) ? text.replaceAll(other, '').replace(sign, '.') : null
  }
  return text.replace(sign, '.')
}

function decimalText(negative: boolean, plain: string): string | null {
  const groups = PLAIN.exec(plain)?.groups
  if (!groups) return null
  const {digits = '', fraction = '', exponent} = groups
  if (exponent !== undefined) {
    const value = Number(plain)
    if (!Number.isFinite(value) || value >= 1e15) return null
    return decimalText(negative, value.toFixed(9))
  }
  const whole = digits.replace(/^0+(?=\d)/u, '')
  const rest = fraction.slice(0, 9).replace(/0+$/u, '')
  const text = rest === '' ? whole : `${whole}.${rest}`
  return negative && text !== '0' ? `-${text}` : text
}

/**
 * A number of a file in plain decimal notation, as custom fields keep numbers: with or without signs
 * between thousands, a currency or per cent sign, a minus before, after or as brackets. Decimals after the
 * ninth are left out. `null` for other texts, and for numbers of more than 15 digits before the point.
 *
 * @param decimal - the column's sign; left out, each number shows its own
 */
export function parseNumberCell(text: string, decimal?: DecimalSign): string | null {
  if (isDecimalText(text) && decimal !== ',')
    return decimalText(text.startsWith('-'), text.replace('-', ''))
  if (text.length > 60) return null
  const bare = text
    .replace(/[\s\u00a0'’_]/gu, '')
    .replace('−', '-')
    .replace(UNITS, '$<before>$<after>')
  const negative = /^-|-$|^\(.*\)$/u.test(bare)
  const digits = bare.replace(
    /^\((?<inner>.*)\)$|^[+-](?<rest>.*)$|^(?<head>.*)-$/u,
    '$<inner>$<rest>$<head>',
  )
  const plain = withPoint(digits, decimal ?? signOf(digits))
  const result =
    plain === null ? null : decimalText(negative, plain.replace(/\.$/u, '').replace(/^\./u, '0.'))
  return result !== null && isDecimalText(result) ? result : null
}
