/** A range of amounts: from, up to but not including; `null`: without end. */
export interface AmountRange {
  /** What snapshots call it, such as `2-5` or `1000+`. */
  label: string
  from: number
  to: number | null
}

function ranges(starts: readonly number[], labelOf: (from: number, to: number | null) => string) {
  return starts.map((from, index): AmountRange => {
    const to = starts[index + 1] ?? null
    return {label: labelOf(from, to), from, to}
  })
}

/** Numbers of orders that snapshots tell apart. */
export const ORDER_RANGES: readonly AmountRange[] = ranges([0, 1, 2, 6, 21], (from, to) => {
  if (to === null) return `${from}+`
  return to - from === 1 ? `${from}` : `${from}-${to - 1}`
})

/** In units of a currency with cents; the first range is those who spent nothing. */
const SPEND_STARTS = [0, 0.01, 50, 200, 1_000, 5_000]
/** What a unit of a currency without cents is worth, about, as a part of one with cents. */
const UNITS_WITHOUT_CENTS = 100

function hasCents(currencyCode: string): boolean {
  try {
    const style = {style: 'currency', currency: currencyCode} as const
    return new Intl.NumberFormat('en', style).resolvedOptions().maximumFractionDigits !== 0
  } catch {
    return true
  }
}

/**
 * Amounts spent that snapshots tell apart.
 *
 * @param currencyCode - ISO 4217, of the store
 */
export function spendRanges(currencyCode: string): readonly AmountRange[] {
  const factor = hasCents(currencyCode) ? 1 : UNITS_WITHOUT_CENTS
  const starts = SPEND_STARTS.map((start) => start * factor)
  return ranges(starts, (from, to) => {
    if (from === 0) return '0'
    const low = from < factor ? 0 : from
    return to === null ? `${low}+` : `${low}-${to}`
  })
}

/** The label of the range that an amount lies in; one below the first counts as being in it. */
export function rangeOf(all: readonly AmountRange[], amount: number): string {
  const found = all.findLast(({from}) => amount >= from) ?? all[0]
  if (!found) throw new RangeError('There is no range.')
  return found.label
}
