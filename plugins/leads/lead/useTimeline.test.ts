import * as fc from 'fast-check'
import {evaluateSync, parse} from 'groq-js'
import {expect, test} from 'vitest'
import {kindsOf, type TimelineFilter} from './timelineFilters.ts'
import {leadTimelineQuery, nextTimelineCursor, type TimelineEntry} from './useTimeline.ts'

const LEAD = 'alpha.lead.0001'

const entry = fc.record(
  {
    _id: fc.integer({min: 0, max: 9999}).map((number) => `alpha.activity.0001.${number}`),
    _type: fc.constant('leadActivity'),
    site: fc.constantFrom('alpha', 'alpha', 'alpha', 'beta'),
    leadId: fc.constantFrom(LEAD, LEAD, LEAD, 'alpha.lead.0002'),
    kind: fc.constantFrom(...kindsOf('all')),
    at: fc.constantFrom('2026-01-01T00:00:00.000Z', '2026-01-02T00:00:00.000Z'),
    summary: fc.constant('Something happened'),
  },
  {noNullPrototype: true},
)

function isEntryList(value: unknown): value is TimelineEntry[] {
  return Array.isArray(value)
}

function page(dataset: object[], filter: TimelineFilter, at: string, cursorId: string) {
  const params = {site: 'alpha', leadId: LEAD, kinds: [...kindsOf(filter)], at, cursorId}
  const rows = evaluateSync(parse(leadTimelineQuery, {params}), {dataset, params}).data
  if (!isEntryList(rows)) throw new Error('no list')
  return rows
}

test('the pages of a timeline hold every entry of the lead once, newest first', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(entry, {selector: ({_id}) => _id, maxLength: 90}),
      fc.constantFrom('all' as const, 'email' as const, 'note' as const),
      (dataset, filter) => {
        const walked: TimelineEntry[] = []
        let cursor: {at: string; id: string} | null = {at: '', id: ''}
        while (cursor) {
          const rows = page(dataset, filter, cursor.at, cursor.id)
          walked.push(...rows)
          cursor = nextTimelineCursor(rows)
        }
        const expected = dataset
          .filter((each) => each.site === 'alpha' && each.leadId === LEAD)
          .filter((each) => kindsOf(filter).includes(each.kind))
        expect(new Set(walked.map(({_id}) => _id))).toEqual(new Set(expected.map(({_id}) => _id)))
        expect(walked).toHaveLength(expected.length)
        const times = walked.map(({at}) => at)
        expect(times).toEqual(
          times.toSorted((left, right) => (left < right ? 1 : left > right ? -1 : 0)),
        )
      },
    ),
    {numRuns: 40},
  )
})
