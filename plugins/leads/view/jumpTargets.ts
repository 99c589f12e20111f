import {fieldSort} from '../../../core/leads/fieldSort.ts'
import {isFieldColumn, type FieldSort} from '../../../core/leads/leadFields.ts'
import {
  addDays,
  addMonths,
  isLocalDate,
  startOfUnit,
  type LocalDate,
  localDateOf,
  startOfDay,
} from '../../../core/time/localDate.ts'
import {sortExpressions, type PagePlace} from '../data/pagePlace.ts'
import type {Sort} from '../data/sortKeys.ts'

/** A place to jump to, with its label. */
interface JumpTarget {
  label: string
  place: PagePlace
}

const LETTERS = Array.from('abcdefghijklmnopqrstuvwxyz')

/** How to jump in an order, by its first key. */
export function jumpKind([{column}]: Sort): FieldSort['jump'] {
  return isFieldColumn(column) ? (fieldSort(column)?.jump ?? 'ends') : 'letters'
}

/**
 * The place where values between two bounds begin.
 *
 * @param from - the lowest value
 * @param beyond - a value above all of them
 */
function placeOfRange([{direction}]: Sort, from: string, beyond: string): PagePlace {
  return {kind: 'at', value: direction === 'asc' ? from : beyond}
}

/** The places where texts with each letter begin. */
export function letterTargets(sort: Sort): JumpTarget[] {
  const isLower = sortExpressions(sort).keys[0]?.startsWith('lower(')
  const targets = LETTERS.map((letter): JumpTarget => {
    const label = letter.toUpperCase()
    const first = isLower ? letter : label
    const beyond = String.fromCharCode(first.charCodeAt(0) + 1)
    return {label, place: placeOfRange(sort, first, beyond)}
  })
  return sort[0].direction === 'asc' ? targets : targets.toReversed()
}

/**
 * The last months, the newest first, each by its first day.
 *
 * @param now - ISO 8601
 * @param timeZone - IANA name
 */
export function recentMonths(now: string, timeZone: string, count: number): LocalDate[] {
  const current = startOfUnit(localDateOf(now, timeZone), 'month')
  return Array.from({length: count}, (_, index) => addMonths(current, -index))
}

/** Where the leads of a month begin, in the order. */
export function monthPlace(sort: Sort, month: LocalDate, timeZone: string): PagePlace {
  return placeOfRange(sort, startOfDay(month, timeZone), startOfDay(addMonths(month, 1), timeZone))
}

/** Where the leads of a day begin, in the order; `null` for an invalid date. */
export function dayPlace(sort: Sort, day: string, timeZone: string): PagePlace | null {
  if (!isLocalDate(day)) return null
  return placeOfRange(sort, startOfDay(day, timeZone), startOfDay(addDays(day, 1), timeZone))
}
