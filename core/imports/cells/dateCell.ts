import {plainWord} from '../../leads/headingKey.ts'
import {monthOfName} from './monthNames.ts'

/** Order of day, month and year. */
export type DateOrder = 'ymd' | 'dmy' | 'mdy'

/** A date as a file has it. */
export interface WrittenDate {
  /** What a clock showed, in milliseconds as if it were in UTC; midnight where the file has no time. */
  wallTime: number
  /** Minutes before UTC where the file says it; `null` where the zone of the file counts. */
  offset: number | null
}

/** Day 0 of spreadsheets, 30 December 1899, in days of Unix. */
const SPREADSHEET_EPOCH = -25_569

const ISO =
  /^(?<year>\d{4})([-/.])(?<month>\d{1,2})\2(?<day>\d{1,2})(?:(?:[Tt]|,?\s+)(?<time>\d.*))?$/u
const DIGITS =
  /^(?<first>\d{1,2})\s?([-/.])\s?(?<second>\d{1,2})\s?\2\s?(?<third>\d{4}|\d{2})(?:(?:T|,?\s+)(?<time>\d.*))?$/u
const COMPACT =
  /^(?<year>(?:19|20)\d\d)(?<month>\d\d)(?<day>\d\d)(?:[T ]?(?<hour>\d\d)(?<minute>\d\d)(?<second>\d\d)?(?<zone>Z)?)?$/u
const TIME =
  /^(?<hour>\d{1,2})[:.h](?<minute>\d\d)(?:[:.](?<second>\d\d)(?:[.,](?<fraction>\d{1,9}))?)?\s*(?<half>[ap]\.?\s?m\.?)?\s*(?<zone>\S.*)?$/iu
const HOUR = /^(?<hour>\d{1,2})\s*(?<half>[ap]\.?m\.?)$/iu
const OFFSET =
  /^(?:UTC|GMT|Z)?\s*(?:(?<sign>[+\-−])(?<hours>\d{1,2}):?(?<minutes>\d\d)?(?:\s*[a-z]{3,4})?)?\s*(?:\(.*\))?$/iu
const SERIAL = /^\d{5}(?:\.\d{1,12})?$/u
const SECONDS = /^\d{9,10}(?:\.\d{1,6})?$/u
const MILLISECONDS = /^\d{12,13}$/u
/** What databases write where there is no date. */
const ZERO = /^(?:0000-00-00|0001-01-01|1\/1\/0001|01\/01\/0001|0\/0\/(?:00|0000)$|00\/00\/)/u

/** Hours before UTC of zones that services name by letters. */
const LETTERS: Readonly<Record<string, number>> = {
  EST: -5,
  EDT: -4,
  CST: -6,
  CDT: -5,
  MST: -7,
  MDT: -6,
  PST: -8,
  PDT: -7,
  WET: 0,
  WEST: 1,
  CET: 1,
  CEST: 2,
  EET: 2,
  EEST: 3,
}

function parseOffset(zone: string | undefined): number | null | undefined {
  if (zone === undefined || zone === '') return null
  const letters = LETTERS[zone.toUpperCase()]
  if (letters !== undefined) return letters * 60
  const groups = OFFSET.exec(zone)?.groups
  if (!groups) return undefined
  const minutes = Number(groups['hours'] ?? 0) * 60 + Number(groups['minutes'] ?? 0)
  if (minutes > 14 * 60) return undefined
  return groups['sign'] === undefined || groups['sign'] === '+' ? minutes : -minutes
}

interface WrittenTime {
  /** Milliseconds since midnight. */
  time: number
  offset: number | null
}

const MIDNIGHT: WrittenTime = {time: 0, offset: null}

function hourOf(hour: number, half: string | undefined): number {
  if (half === undefined) return hour
  if (hour < 1 || hour > 12) return Number.NaN
  return (hour % 12) + (/^p/iu.test(half) ? 12 : 0)
}

function parseTime(text: string | undefined): WrittenTime | null {
  if (text === undefined) return MIDNIGHT
  const groups = (TIME.exec(text) ?? HOUR.exec(text))?.groups
  if (!groups) return null
  const hour = hourOf(Number(groups['hour']), groups['half'])
  const minute = Number(groups['minute'] ?? 0)
  const second = Number(groups['second'] ?? 0)
  const offset = parseOffset(groups['zone'])
  if (!(hour <= 24) || minute > 59 || second > 60 || offset === undefined) return null
  const fraction = Math.floor(Number(`0.${groups['fraction'] ?? 0}`) * 1000)
  return {time: ((hour * 60 + minute) * 60 + Math.min(second, 59)) * 1000 + fraction, offset}
}

const MONTH_DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const

/** Midnight of a day; `null` where the calendar does not have it. Years 1800 to 2199. */
function midnightOf(year: number, month: number, day: number): number | null {
  if (year < 1800 || year > 2199 || day < 1 || day > (MONTH_DAYS[month - 1] ?? 0)) return null
  const midnight = Date.UTC(year, month - 1, day)
  return day < 29 || new Date(midnight).getUTCDate() === day ? midnight : null
}

function written(midnight: number | null, time: WrittenTime | null): WrittenDate | null {
  if (midnight === null || time === null) return null
  return {wallTime: midnight + time.time, offset: time.offset}
}

/** A year of two digits is the one between 1970 and 2069. */
function fullYear(digits: string): number {
  const year = Number(digits)
  if (digits.length > 2) return year
  return year < 70 ? 2000 + year : 1900 + year
}

function parseDigits(
  groups: Record<string, string>,
  order: DateOrder | undefined,
): WrittenDate | null {
  const {first = '', second = '', third = '', time} = groups
  const clock = parseTime(time)
  if (order === 'ymd' && third.length === 2) {
    const midnight = midnightOf(fullYear(first), Number(second), Number(third))
    return written(midnight, clock)
  }
  const [one, two] = [Number(first), Number(second)]
  const isMonthFirst = order === 'mdy' ? one <= 12 : two > 12
  const midnight = isMonthFirst
    ? midnightOf(fullYear(third), one, two)
    : midnightOf(fullYear(third), two, one)
  return written(midnight, clock)
}

/** Text beside day, month and year: days of the week, `of`, `de`, ordinals. */
const BESIDE =
  /\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b|\b(?:of|de|del|den|the|at|um|kl|a|o|om|op)\b|(?<=\d)(?:st|nd|rd|th|er|e|o|º|ª)(?=[\s,]|$)/gu
const CLOCK = /\b\d{1,2}(?::\d\d(?::\d\d(?:\.\d+)?)?\s*(?:[ap]\.?m\b\.?)?|\s*[ap]\.?m\b\.?)/u

/** Dates with the name of a month, in any of the common orders. */
function parseWords(text: string): WrittenDate | null {
  const plain = plainWord(text)
  const clock = CLOCK.exec(plain)
  const head = clock ? plain.slice(0, clock.index) : plain
  const tail = clock ? plain.slice(clock.index + clock[0].length).trim() : ''
  // `Tue Mar 12 09:14:00 +0000 2024` has its year at the end.
  const last = /(?:^|\s)(?<year>\d{4})$/u.exec(tail)
  const zone = last ? tail.slice(0, last.index).trim() : tail
  const time = clock ? parseTime(`${clock[0]} ${zone}`.trim()) : MIDNIGHT
  const words = `${head} ${last?.groups?.['year'] ?? ''}`
    .replace(BESIDE, ' ')
    .split(/[\s,./-]+/u)
    .filter((word) => word !== '')
  const months = words.flatMap((word) => monthOfName(word) ?? [])
  const numbers = words.filter((word) => /^\d{1,4}$/u.test(word))
  const [month] = months
  const others = words.length - months.length - numbers.length
  // One more word may be the name of the day in another language.
  if (month === undefined || months.length > 1 || numbers.length !== 2 || others > 1) return null
  const [one = '', two = ''] = numbers
  const [year, day] = one.length === 4 ? [one, two] : [two, one]
  return written(midnightOf(fullYear(year), month, Number(day)), time)
}

function parseCounted(text: string): WrittenDate | null {
  if (SERIAL.test(text)) {
    const days = Number(text) + SPREADSHEET_EPOCH
    // Days from 1927 to 2119; spreadsheets count seconds as parts of a day.
    if (days < -15_600 || days > 54_500) return null
    return {wallTime: Math.round(days * 86_400) * 1000, offset: null}
  }
  if (SECONDS.test(text)) return {wallTime: Math.floor(Number(text) * 1000), offset: 0}
  return MILLISECONDS.test(text) ? {wallTime: Number(text), offset: 0} : null
}

function parseCompact(groups: Record<string, string>): WrittenDate | null {
  const {year, month, day, hour, minute, second = '00', zone} = groups
  const midnight = midnightOf(Number(year), Number(month), Number(day))
  if (hour === undefined) return written(midnight, MIDNIGHT)
  return written(midnight, parseTime(`${hour}:${minute}:${second}${zone ?? ''}`))
}

/**
 * A date, or a date with a time, as files have them: ISO 8601, `2024-03-12 09:14`, day, month and year in
 * any order, names of months, day numbers of spreadsheets, seconds or milliseconds since 1970. `null`
 * for other texts and for days that the calendar does not have.
 *
 * @param order - of day, month and year where digits leave it open; left out, days come first
 */
export function parseDateCell(text: string, order?: DateOrder): WrittenDate | null {
  if (text.length > 80) return null
  const iso = ISO.exec(text)?.groups
  if (iso) {
    const midnight = midnightOf(Number(iso['year']), Number(iso['month']), Number(iso['day']))
    return written(midnight, parseTime(iso['time']))
  }
  const digits = DIGITS.exec(text)?.groups
  if (digits) return parseDigits(digits, order)
  const compact = COMPACT.exec(text)?.groups
  if (compact) return parseCompact(compact)
  return /^[\d.]+$/u.test(text) ? parseCounted(text) : parseWords(text)
}

/** Whether a text is what databases write where there is no date, such as `0000-00-00 00:00:00`. */
export function isZeroDate(text: string): boolean {
  return ZERO.test(text)
}

/** The day that was written, `YYYY-MM-DD`. */
export function dayOf(date: WrittenDate): string {
  return new Date(date.wallTime).toISOString().slice(0, 10)
}

/**
 * The order that a text of digits decides: `dmy` for `13/02/2024`, `mdy` for `02/13/2024`, `ymd` for one
 * that begins with its year; `open` where both day and month may come first; `null` for other texts.
 */
export function dateOrderOf(text: string): DateOrder | 'open' | null {
  if (ISO.test(text)) return 'ymd'
  const groups = DIGITS.exec(text)?.groups
  if (!groups) return null
  const [first, second] = [Number(groups['first']), Number(groups['second'])]
  if (first > 31) return 'ymd'
  if (first > 12) return second > 12 ? null : 'dmy'
  return second > 12 ? 'mdy' : 'open'
}
