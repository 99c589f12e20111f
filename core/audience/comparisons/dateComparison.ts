import type {Comparison, ComparisonMoment} from '../comparison.ts'
import type {ActivityCondition, AnniversaryCondition, DateCondition} from '../condition.ts'
import {attributeOf, type AudienceField} from '../field.ts'
import {fromBoolean, fromNullable} from '../groqCondition.ts'
import {
  anniversaryMoments,
  anniversaryMonthDays,
  daysOfPeriod,
  momentsOfDays,
  type DayInterval,
  type MomentInterval,
  type Period,
} from '../relativeDates.ts'

/** Below and above every text that begins with a digit, as all dates do. */
const LOWEST = '0'
const HIGHEST = ':'

/**
 * Dates as texts, from one up to but not including another. Days order like their texts, and moments
 * as ISO 8601 in UTC do, too.
 */
interface TextInterval {
  from: string
  to: string
}

function toTexts({from, to}: DayInterval | MomentInterval): TextInterval {
  return {from: from ?? LOWEST, to: to ?? HIGHEST}
}

function momentTexts(period: Period, {today, timeZone}: ComparisonMoment): TextInterval {
  return toTexts(momentsOfDays(daysOfPeriod(period, today), timeZone))
}

function isWithin(value: unknown, {from, to}: TextInterval): boolean {
  return typeof value === 'string' && value >= from && value < to
}

/**
 * Compares a date with a period: a moment by its time, a day by its date. A time in a field of days
 * counts by its UTC date.
 */
export function dateComparison(
  field: AudienceField,
  {period}: DateCondition,
  moment: ComparisonMoment,
): Comparison {
  const interval =
    field.storage === 'day'
      ? toTexts(daysOfPeriod(period, moment.today))
      : momentTexts(period, moment)
  return {
    groq: (params) => {
      const own = field.groq(params)
      const {from, to} = interval
      return fromNullable(`(${own} >= ${params.add(from)} && ${own} < ${params.add(to)})`)
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
      return fromBoolean(`(${own}) in ${params.add(wanted)}`)
    },
    test: (lead) => wanted.includes(monthDayOf(field.read(lead)) ?? ''),
  }
}

/**
 * Compares the month and day of a date, whatever the year. The month and day of a moment are those
 * of the site's calendar at that time: the query gets an interval for each year since 1970.
 */
export function anniversaryComparison(
  field: AudienceField,
  condition: AnniversaryCondition,
  moment: ComparisonMoment,
): Comparison {
  if (field.storage === 'day') return dayAnniversary(field, condition, moment)
  const {today, timeZone} = moment
  const intervals = anniversaryMoments(condition.anniversary, today, timeZone).map(toTexts)
  return {
    groq: (params) => {
      const own = `^.${field.groq(params)}`
      return fromBoolean(`count(${params.add(intervals)}[@.from <= ${own} && ${own} < @.to]) > 0`)
    },
    test: (lead) => {
      const own = field.read(lead)
      return intervals.some((interval) => isWithin(own, interval))
    },
  }
}

/**
 * Compares how often an activity happened: entries of the lead's timeline, of the same site.
 *
 * The query counts in a sub-query and takes the site from its parameter `$site`. So a query with
 * such a filter can be fetched, but not listened to.
 *
 * @param kind - kind of `leadActivity`; `null` for any
 */
export function activityComparison(
  kind: string | null,
  {times, exactly, during}: ActivityCondition,
  moment: ComparisonMoment,
): Comparison {
  const interval = during && momentTexts(during.period, moment)
  return {
    groq: (params) => {
      const ofKind = kind === null ? '' : ` && kind == ${params.add(kind)}`
      const inPeriod = interval
        ? ` && at >= ${params.add(interval.from)} && at < ${params.add(interval.to)}`
        : ''
      const entries = `*[_type == "leadActivity" && site == $site && leadId == ^._id${ofKind}${inPeriod}]`
      const wanted = params.add(times)
      return {
        whenTrue: `count(${entries}) ${exactly ? '==' : '>='} ${wanted}`,
        whenFalse: `count(${entries}) ${exactly ? '!=' : '<'} ${wanted}`,
      }
    },
    test: (lead, activities) => {
      const id = attributeOf(lead, '_id')
      const site = attributeOf(lead, 'site')
      const {length} = activities.filter(
        (entry) =>
          entry.leadId === id &&
          entry.site === site &&
          (kind === null || entry.kind === kind) &&
          (!interval || isWithin(entry.at, interval)),
      )
      return exactly ? length === times : length >= times
    },
  }
}
