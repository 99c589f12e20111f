import * as fc from 'fast-check'
import {evaluateSync, parse} from 'groq-js'
import {describe, expect, test} from 'vitest'
import {z} from 'zod'
import {ALL_LEADS, viewToGroq} from '../../../core/audience/leadSelection.ts'
import {audienceFields} from '../../../core/audience/fields.ts'
import {
  type GridRequest,
  PAGE_SIZE,
  countQuery,
  pageQuery,
  positionQuery,
  type GridQuery,
} from './pageQueries.ts'
import {leadRowSchema} from './leadRow.ts'
import {firstParam, nextParam, pageOf, previousParam, type PageParam} from './leadPages.ts'
import type {ColumnId} from '../../../core/leads/columnId.ts'
import {sortExpressions} from './pagePlace.ts'
import {rowFields} from './rowFields.ts'
import {SORT_COLUMNS, parseSort, type Sort, type SortKey} from './sortKeys.ts'

type Doc = Record<string, unknown> & {_id: string}

const SITE = 'alpha'

/** Few distinct values, so that equal and missing ones straddle the borders of pages. */
const word = fc.constantFrom('Ada', 'ada', 'Ünal', 'ünal', 'Ömer', 'zoë', '李', '🦊', '', 'Z')
const moment = fc.constantFrom('2026-01-01T00:00:00.000Z', '2026-01-02T00:00:00.000Z')
const maybe = <T>(value: fc.Arbitrary<T>) =>
  fc.oneof({weight: 3, arbitrary: value}, fc.constantFrom(null, undefined))

/** groq-js calls methods of `Object.prototype` on documents. */
const PLAIN = {noNullPrototype: true}

const lead: fc.Arbitrary<Doc> = fc.record(
  {
    _id: fc.integer({min: 0, max: 100_000}).map((n) => `${SITE}.lead.${n.toString(36)}`),
    _type: fc.constant('lead'),
    site: fc.constantFrom(SITE, SITE, SITE, SITE, 'beta'),
    name: maybe(word),
    email: maybe(word),
    company: maybe(word),
    status: maybe(fc.constantFrom('new', 'won')),
    engagement: maybe(fc.constantFrom('none', 'opened')),
    subscription: maybe(fc.constantFrom('none', 'subscribed')),
    lastContactAt: maybe(moment),
    lastActivityAt: maybe(moment),
    createdAt: maybe(moment),
    score: maybe(fc.integer({min: 0, max: 3})),
    tags: maybe(fc.array(word, {maxLength: 2})),
    source: maybe(fc.record({label: maybe(word)}, PLAIN)),
    phone: maybe(word),
    jobTitle: maybe(word),
    owner: maybe(word),
    customFields: maybe(
      fc.uniqueArray(
        fc.record({name: fc.constantFrom('size', 'a.b "c"'), value: maybe(word)}, PLAIN),
        {
          selector: ({name}) => name,
        },
      ),
    ),
  },
  PLAIN,
)

const leads = fc.uniqueArray(lead, {minLength: 40, maxLength: 180, selector: (doc) => doc._id})

/** Every column with an order, and custom fields. */
const SORTED: readonly ColumnId[] = [...SORT_COLUMNS, 'custom.size', 'custom.a.b "c"']

const direction = fc.constantFrom('asc' as const, 'desc' as const)
const sortKey: fc.Arbitrary<SortKey> = fc.record({
  column: fc.constantFrom(...SORTED),
  direction,
})

function run(dataset: Doc[], {query, params}: GridQuery): unknown {
  return evaluateSync(parse(query, {params}), {dataset, params}).data
}

function requestFor(sort: Sort, search = ''): GridRequest {
  const context = {
    fields: audienceFields(),
    now: '2026-02-01T00:00:00.000Z',
    timeZone: 'Europe/Berlin',
  }
  return {
    site: SITE,
    sort,
    where: viewToGroq({...ALL_LEADS, search}, context),
    fields: rowFields(['name', 'tags']),
  }
}

/** Walks pages until there are no more, as the grid does while one scrolls. */
function walk(dataset: Doc[], request: GridRequest, start: PageParam, way: 'down' | 'up') {
  const ids: string[] = []
  let param: PageParam | null = start
  while (param) {
    const answer = z.array(leadRowSchema).parse(run(dataset, pageQuery(request, param.place)))
    const page = pageOf(answer, param)
    const found = page.rows.map((row) => row._id)
    if (way === 'down') ids.push(...found)
    else ids.unshift(...found)
    param = way === 'down' ? nextParam(page, param) : previousParam(page, param)
  }
  return ids
}

/** The same order in one piece, without any paging. */
function sorted(dataset: Doc[], sort: Sort): unknown {
  const expressions = sortExpressions(sort)
  const keys = sort.map((key, index) => `${expressions.keys[index]} ${key.direction}`)
  const order = [...keys, '_id asc'].join(', ')
  return run(dataset, {
    query: `*[_type == "lead" && site == $site] | order(${order})._id`,
    params: {site: SITE, ...expressions.params},
  })
}

describe('paging', () => {
  test.each(SORTED)('by %s returns every lead once, in order, from both ends', (column) => {
    fc.assert(
      fc.property(leads, direction, (dataset, way) => {
        const sort: Sort = [{column, direction: way}]
        const request = requestFor(sort)
        const expected = sorted(dataset, sort)
        expect(walk(dataset, request, firstParam({kind: 'start'}), 'down')).toEqual(expected)
        expect(walk(dataset, request, firstParam({kind: 'end'}), 'up')).toEqual(expected)
      }),
      {numRuns: 12},
    )
  })

  test('by two keys returns every lead once too', () => {
    fc.assert(
      fc.property(leads, sortKey, sortKey, (dataset, first, second) => {
        const sort: Sort = [first, second]
        const request = requestFor(sort)
        const expected = sorted(dataset, sort)
        expect(walk(dataset, request, firstParam({kind: 'start'}), 'down')).toEqual(expected)
        expect(walk(dataset, request, firstParam({kind: 'end'}), 'up')).toEqual(expected)
      }),
      {numRuns: 40},
    )
  })

  test('that begins in the middle continues in both directions, with the number of earlier leads', () => {
    fc.assert(
      fc.property(leads, sortKey, word, (dataset, key, value) => {
        const sort: Sort = [key]
        const request = requestFor(sort)
        const start = firstParam({kind: 'at', value})
        const down = walk(dataset, request, start, 'down')
        const [firstId] = down
        if (firstId === undefined) return
        const answer = z.array(leadRowSchema).parse(run(dataset, pageQuery(request, start.place)))
        const page = pageOf(answer, start)
        const before = previousParam(page, start)
        const up = before ? walk(dataset, request, before, 'up') : []
        expect([...up, ...down]).toEqual(sorted(dataset, sort))
        const row = {values: answer[0]?.sortValues ?? [], id: firstId}
        expect(run(dataset, positionQuery(request, row))).toBe(up.length)
      }),
      {numRuns: 40},
    )
  })

  test('requests one more page when the last one was exactly full', () => {
    const dataset = Array.from({length: PAGE_SIZE}, (_, n) => ({
      _id: `${SITE}.lead.${String(n).padStart(3, '0')}`,
      _type: 'lead',
      site: SITE,
    }))
    const request = requestFor(parseSort('name.asc'))
    expect(walk(dataset, request, firstParam({kind: 'start'}), 'down')).toHaveLength(PAGE_SIZE)
  })
})

test('a search filters pages and counts in the same way', () => {
  const dataset = ['Anna Müller', 'Bo O’Brien', 'Annabel Lee'].map((name, index) => ({
    _id: `alpha.lead.${index}`,
    _type: 'lead',
    site: SITE,
    name,
    email: `person${index}@example.test`,
  }))
  const request = requestFor(parseSort('name.asc'), 'ann')
  const found = walk(dataset, request, firstParam({kind: 'start'}), 'down')
  expect(found).toEqual(['alpha.lead.0', 'alpha.lead.2'])
  expect(run(dataset, countQuery(request))).toBe(2)
})
