import type {ActivityCondition} from '../condition.ts'
import type {Comparison, ComparisonMoment} from '../comparison.ts'
import {attributeOf} from '../field.ts'
import {isWithin, momentTexts} from './dateComparison.ts'

/**
 * Compares how often something happened: entries of the lead's timeline, of the same site.
 *
 * The query counts in a sub-query and takes the site from its parameter `$site`, so a filter with
 * such a condition can be asked, but not listened to.
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
      const inTime = interval
        ? ` && at >= ${params.add(interval.from)} && at < ${params.add(interval.to)}`
        : ''
      const happened = `*[_type == "leadActivity" && site == $site && leadId == ^._id${ofKind}${inTime}]`
      const often = params.add(times)
      return {
        whenTrue: `count(${happened}) ${exactly ? '==' : '>='} ${often}`,
        whenFalse: `count(${happened}) ${exactly ? '!=' : '<'} ${often}`,
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
