import type {Random} from './random.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

/** Days of history before the reference time. */
export const HISTORY_DAYS = 730

/** When in a day something happens, as weights of the 24 local hours. */
export type DayShape = 'work' | 'leisure'

const HOURS: Record<DayShape, readonly number[]> = {
  work: [0, 0, 0, 0, 0, 0, 1, 4, 12, 22, 24, 18, 10, 16, 22, 20, 14, 8, 4, 2, 1, 1, 0, 0],
  leisure: [2, 1, 0, 0, 0, 1, 4, 9, 10, 8, 8, 8, 12, 9, 7, 7, 8, 10, 12, 16, 20, 18, 12, 6],
}

/** Weight of each weekday from Sunday, for each shape. */
const WEEKDAYS: Record<DayShape, readonly number[]> = {
  work: [0.12, 1.05, 1.2, 1.15, 1.1, 0.8, 0.15],
  leisure: [0.9, 1, 1, 1, 0.95, 0.8, 0.85],
}

/** Draws believable moments in a site's two years of history. */
export interface Calendar {
  /** A moment of the whole history, more of them the newer, in milliseconds since the epoch. */
  moment(random: Random, shape: DayShape): number
  /** A moment in working hours some days after another; it may lie after `now`. */
  workday(random: Random, from: number, days: number): number
  /** The moment of a local wall-clock time, `daysAgo` days before the last day. */
  at(daysAgo: number, hour: number, minute: number): number
}

function cumulative(weights: readonly number[]): number[] {
  let sum = 0
  return weights.map((weight) => (sum += weight))
}

function draw(sums: readonly number[], random: Random): number {
  const target = random.next() * (sums.at(-1) ?? 0)
  let low = 0
  let high = sums.length - 1
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((sums[middle] ?? 0) > target) high = middle
    else low = middle + 1
  }
  return low
}

/** Offset of a time zone from UTC at a moment, in milliseconds. */
function zoneOffset(format: Intl.DateTimeFormat, at: number): number {
  const parts: Record<string, number> = {}
  for (const {type, value} of format.formatToParts(at)) parts[type] = Number(value)
  const {year = 0, month = 1, day = 1, hour = 0, minute = 0} = parts
  return Date.UTC(year, month - 1, day, hour, minute) - at
}

/**
 * The calendar of a site: {@link HISTORY_DAYS} days that end at `now`, with intake that trebles over
 * the two years, quiet weekends and the site's own season.
 *
 * @param now - midnight UTC, in milliseconds; nothing that {@link Calendar.moment} draws is later
 * @param timeZone - IANA name; hours of the day are meant in it
 * @param season - factor of each month from January
 */
export function createCalendar(now: number, timeZone: string, season: readonly number[]): Calendar {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  })
  const first = now - HISTORY_DAYS * DAY
  const days = Array.from({length: HISTORY_DAYS}, (_, index) => {
    const midnight = first + index * DAY
    return {midnight, offset: zoneOffset(format, midnight + DAY / 2), date: new Date(midnight)}
  })
  const sums = (shape: DayShape) =>
    cumulative(
      days.map(({date}, index) => {
        const growth = 0.5 + (1 * index) / HISTORY_DAYS
        return growth * (season[date.getUTCMonth()] ?? 1) * (WEEKDAYS[shape][date.getUTCDay()] ?? 1)
      }),
    )
  const daySums = {work: sums('work'), leisure: sums('leisure')}
  const hourSums = {work: cumulative(HOURS.work), leisure: cumulative(HOURS.leisure)}
  const dayIndex = (at: number) =>
    Math.min(HISTORY_DAYS - 1, Math.max(0, Math.floor((at - first) / DAY)))

  const onDay = (index: number, random: Random, shape: DayShape) => {
    const day = days[index]
    if (!day) throw new RangeError(`Day ${index} lies outside the history`)
    const local = draw(hourSums[shape], random) * 60 * MINUTE + random.next() * 60 * MINUTE
    return Math.floor(day.midnight + local - day.offset)
  }

  return {
    moment(random, shape) {
      const at = onDay(draw(daySums[shape], random), random, shape)
      return at < now ? Math.max(at, first) : at - DAY
    },
    workday(random, from, plus) {
      const target = from + plus * DAY
      if (target >= now) return target
      let index = dayIndex(target)
      const weekday = days[index]?.date.getUTCDay()
      if (weekday === 0) index += 1
      if (weekday === 6) index += 2
      if (index >= HISTORY_DAYS) return now + DAY
      const at = onDay(index, random, 'work')
      return at > from ? at : from + (1 + random.int(180)) * MINUTE
    },
    at(daysAgo, hour, minute) {
      const day = days[Math.max(0, HISTORY_DAYS - 1 - daysAgo)]
      if (!day) throw new RangeError(`Day ${daysAgo} lies outside the history`)
      return day.midnight + (hour * 60 + minute) * MINUTE - day.offset
    },
  }
}
