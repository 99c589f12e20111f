import {dateOrderOf, type DateOrder} from '../cells/dateCell.ts'
import type {DecimalSign} from '../cells/numberCell.ts'

/** How a column writes dates or numbers; `undefined` where no value needs it to be known. */
export interface NotationGuess<Notation> {
  notation: Notation | undefined
  /** Whether the values decide it. */
  isSure: boolean
}

/**
 * Guesses the order of day, month and year: `13/02/2024` decides it, and dots, which only languages use
 * that begin with the day.
 *
 * @param fallback - the order where the values leave it open
 */
export function guessDateOrder(
  values: readonly string[],
  fallback: DateOrder = 'dmy',
): NotationGuess<DateOrder> {
  const counts = {dmy: 0, mdy: 0, ymd: 0}
  let open = 0
  let withDots = 0
  for (const value of values) {
    const order = dateOrderOf(value)
    if (order === 'open') {
      open += 1
      if (/^\d+\./u.test(value)) withDots += 1
    } else if (order !== null) counts[order] += 1
  }
  const {dmy, mdy, ymd} = counts
  if (dmy > 0 || mdy > 0) {
    return {notation: dmy >= mdy ? 'dmy' : 'mdy', isSure: dmy === 0 || mdy === 0}
  }
  if (open > 0) {
    const isDotted = withDots === open
    return {notation: isDotted ? 'dmy' : fallback, isSure: isDotted}
  }
  return {notation: ymd > 0 ? 'ymd' : undefined, isSure: true}
}

/** What a single number says of the sign before its decimals; `open` for `1,234` and `1.234`. */
function decimalOf(value: string): DecimalSign | 'open' | null {
  const digits = value.replaceAll(/[^\d.,]/gu, '')
  const comma = digits.lastIndexOf(',')
  const point = digits.lastIndexOf('.')
  if (comma < 0 && point < 0) return null
  if (comma >= 0 && point >= 0) return comma > point ? ',' : '.'
  const sign = comma >= 0 ? ',' : '.'
  const parts = digits.split(sign)
  if (parts.length > 2) return sign === ',' ? '.' : ','
  const [whole = '', fraction = ''] = parts
  const couldBeThousands = fraction.length === 3 && /^[1-9]\d{0,2}$/u.test(whole)
  return couldBeThousands ? 'open' : sign
}

/** Guesses the sign before decimals. */
export function guessDecimal(values: readonly string[]): NotationGuess<DecimalSign> {
  const counts = {'.': 0, ',': 0, open: 0}
  for (const value of values) {
    const sign = decimalOf(value)
    if (sign !== null) counts[sign] += 1
  }
  if (counts['.'] > 0 || counts[','] > 0) {
    return {
      notation: counts['.'] >= counts[','] ? '.' : ',',
      isSure: counts['.'] === 0 || counts[','] === 0,
    }
  }
  return counts.open > 0 ? {notation: '.', isSure: false} : {notation: undefined, isSure: true}
}
