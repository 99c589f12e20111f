import {
  anniversaryMoments,
  anniversaryMonthDays,
  daysOfPeriod,
  momentsOfDays,
  type Period,
} from '../relativeDates.ts'
import type {AnniversaryCondition, DateCondition} from '../condition.ts'
import {certain, uncertain, type Comparison, type ComparisonMoment} from '../comparison.ts'
import type {AudienceField} from '../field.ts'

/** Below and above every text that begins with a digit, as all dates do. */
const LOWEST = '0'
const HIGHEST = ':'

/** A stretch of time as texts that dates are compared with: from, and up to but not including. */
export interface TextInterval {
  from: string
  to: string
}

/** The texts between which moments of a period lie. ISO 8601 in UTC orders like the moments. */
export function momentTexts(period: Period, {today, timeZone}: ComparisonMoment): TextInterval {
  const {from, to} = momentsOfDays(daysOfPeriod(period, today), timeZone)
  return {from: from ?? LOWEST, to: to ?? HIGHEST}
}

function dayTexts(period: Period, {today}: ComparisonMoment): TextInterval {
  const {from, to} = daysOfPeriod(period, today)
  return {from: from ?? LOWEST, to: to ?? HIGHEST}
}

/** Whether a value is a text in an interval. */
export function isWithin(value: unknown, {from, to}: TextInterval): boolean {
  return typeof value === 'string' && value >= from && value < to
}

/**
 * Compares a date with a period. A moment is compared as ISO 8601 in UTC, a day by its date; a time
 * that was stored as a day counts by its UTC date.
 */
export function dateComparison(
  field: AudienceField,
  {period}: DateCondition,
  moment: ComparisonMoment,
): Comparison {
  const interval = field.storage === 'day' ? dayTexts(period, moment) : momentTexts(period, moment)
  return {
    groq: (params) => {
      const own = field.groq(params)
      const {from, to} = interval
      return uncertain(`(${own} >= ${params.add(from)} && ${own} < ${params.add(to)})`)
    },
    test: (lead) => isWithin(field.read(lead), interval),
  }
}

/** Month and day of a text such as `1990-05-17` or `1990-05-17T10:00:00Z`. */
function monthDayOf(value: unknown): string | null {
  if (typeof value !== 'string') return null
  const [, month, day] = value.split('-')
  return month === undefined || day === undefined ? null : `${month}-${day.split('T')[0]}`
}

function dayAnniversary(
  field: AudienceField,
  {anniversary}: AnniversaryCondition,
  {today}: ComparisonMoment,
): Comparison {
  const wanted = anniversaryMonthDays(anniversary, today)
  return {
    groq: (params) => {
      const parts = `string::split(${field.groq(params)}, "-")`
      const own = `${parts}[1] + "-" + string::split(${parts}[2], "T")[0]`
      return certain(`(${own}) in ${params.add(wanted)}`)
    },
    test: (lead) => wanted.includes(monthDayOf(field.read(lead)) ?? ''),
  }
}

/**
 * Whether a date comes round: its month and day, whatever the year. Of a moment they are those that
 * the site's calendar showed then, which GROQ is told by an interval for each year since 1970.
 */
export function anniversaryComparison(
  field: AudienceField,
  condition: AnniversaryCondition,
  moment: ComparisonMoment,
): Comparison {
  if (field.storage === 'day') return dayAnniversary(field, condition, moment)
  const {today, timeZone} = moment
  const intervals = anniversaryMoments(condition.anniversary, today, timeZone).map(
    ({from, to}): TextInterval => ({from: from ?? LOWEST, to: to ?? HIGHEST}),
  )
  return {
    groq: (params) => {
      const own = `^.${field.groq(params)}`
      return certain(`count(${params.add(intervals)}[@.from <= ${own} && ${own} < @.to]) > 0`)
    },
    test: (lead) => {
      const own = field.read(lead)
      return intervals.some((interval) => isWithin(own, interval))
    },
  }
}
