import {expect, test} from 'vitest'
import {ACTIVITY_KINDS} from '../../../core/people/activityKinds.ts'
import {TIMELINE_FILTERS, kindsOf} from './timelineFilters.ts'

test('every kind belongs to exactly one group, and “all” is all of them', () => {
  const grouped = TIMELINE_FILTERS.filter((filter) => filter !== 'all').flatMap(kindsOf)
  expect(new Set(grouped).size).toBe(grouped.length)
  expect(new Set(kindsOf('all'))).toEqual(new Set(grouped))
  expect(grouped).toHaveLength(Object.keys(ACTIVITY_KINDS).length)
})
