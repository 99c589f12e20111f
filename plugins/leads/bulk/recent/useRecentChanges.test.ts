import * as fc from 'fast-check'
import {evaluateSync, parse} from 'groq-js'
import {expect, test} from 'vitest'
import type {RecentJob} from '../../../../core/changes/recent/recentChanges.ts'
import {recentJobsQuery, nextRecentCursor} from './useRecentChanges.ts'

const SINCE = '2026-01-01T00:00:00.000Z'

const document = fc.record(
  {
    _id: fc.integer({min: 0, max: 9999}).map((number) => `alpha.bulk.${number}`),
    _type: fc.constant('bulkChange'),
    site: fc.constantFrom('alpha', 'alpha', 'alpha', 'beta'),
    _createdAt: fc.constantFrom(SINCE, '2026-01-02T00:00:00.000Z', '2026-01-03T00:00:00.000Z'),
  },
  {noNullPrototype: true},
)

function isPage(value: unknown): value is RecentJob[] {
  return Array.isArray(value)
}

test('the pages of recent changes hold every one of the site once, newest first', () => {
  const documents = fc.uniqueArray(document, {selector: ({_id}) => _id, maxLength: 80})
  fc.assert(
    fc.property(documents, (dataset) => {
      const walked: string[] = []
      let cursor: {at: string; id: string} | null = {at: '', id: ''}
      while (cursor) {
        const params = {site: 'alpha', since: SINCE, ...cursor}
        const page = evaluateSync(parse(recentJobsQuery, {params}), {dataset, params}).data
        if (!isPage(page)) throw new Error('no page')
        walked.push(...page.map(({_id, _createdAt}) => `${_createdAt} ${_id}`))
        cursor = nextRecentCursor(page)
      }
      const expected = dataset
        .filter(({site, _createdAt}) => site === 'alpha' && _createdAt > SINCE)
        .map(({_id, _createdAt}) => `${_createdAt} ${_id}`)
      expect(walked).toEqual(expected.toSorted().toReversed())
    }),
    {numRuns: 40},
  )
})
