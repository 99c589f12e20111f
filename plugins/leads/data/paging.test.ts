import * as fc from 'fast-check'
import {evaluateSync, parse} from 'groq-js'
import {describe, expect, test} from 'vitest'
import {z} from 'zod'
import {pageRowSchema} from './leadRow.ts'
import {FIRST_PAGE, nextCursor, pageParams, type PageCursor} from './pageParams.ts'
import {PAGE_SIZE, pageQuery} from './pageQueries.ts'
import {searchParams} from './searchTerms.ts'
import {SORT_COLUMNS, type SortColumn} from './sortKeys.ts'

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
    lastContactAt: maybe(moment),
    createdAt: maybe(moment),
    tags: maybe(fc.array(word, {maxLength: 2})),
    source: maybe(fc.record({label: maybe(word)}, PLAIN)),
  },
  PLAIN,
)

const leads = fc.uniqueArray(lead, {minLength: 40, maxLength: 180, selector: (doc) => doc._id})

function run(dataset: Doc[], query: string, params: Record<string, unknown>): unknown {
  return evaluateSync(parse(query, {params}), {dataset, params}).data
}

/** Walks all pages, as the grid does while one scrolls to the end. */
function walk(dataset: Doc[], column: SortColumn, direction: 'asc' | 'desc', input = ''): string[] {
  const ids: string[] = []
  let cursor: PageCursor | null = FIRST_PAGE
  while (cursor) {
    const params = pageParams(SITE, searchParams(input), cursor)
    const page = z
      .array(pageRowSchema)
      .parse(run(dataset, pageQuery({column, direction}), {...params}))
    ids.push(...page.map((row) => row._id))
    cursor = nextCursor(page)
  }
  return ids
}

const KEYS: Record<SortColumn, string> = {
  name: 'lower(name)',
  email: 'lower(email)',
  company: 'lower(company)',
  status: 'status',
  lastContactAt: 'lastContactAt',
  tags: 'lower(tags[0])',
  source: 'source.label',
  createdAt: 'createdAt',
}

/** The same order in one piece, without any paging. */
function sorted(dataset: Doc[], column: SortColumn, direction: 'asc' | 'desc'): unknown {
  return run(
    dataset,
    `*[_type == "lead" && site == $site] | order(${KEYS[column]} ${direction}, _id asc)._id`,
    {site: SITE},
  )
}

describe('a walk over the pages', () => {
  test.each(SORT_COLUMNS)('by %s meets every lead once, in order, both ways', (column) => {
    fc.assert(
      fc.property(leads, fc.constantFrom('asc' as const, 'desc' as const), (dataset, direction) => {
        expect(walk(dataset, column, direction)).toEqual(sorted(dataset, column, direction))
      }),
      {numRuns: 25},
    )
  })

  test('asks for one page more when the last one was exactly full', () => {
    const dataset = Array.from({length: PAGE_SIZE}, (_, n) => ({
      _id: `${SITE}.lead.${String(n).padStart(3, '0')}`,
      _type: 'lead',
      site: SITE,
    }))
    expect(walk(dataset, 'name', 'asc')).toHaveLength(PAGE_SIZE)
  })
})

describe('search', () => {
  const dataset = [
    {_id: 'alpha.lead.1', name: 'Anna Müller', email: 'anna@example.com', company: 'Foo & Co.'},
    {_id: 'alpha.lead.2', name: 'Bo O’Brien', email: 'b.o+news@mail.example.test', company: null},
    {_id: 'alpha.lead.3', name: null, email: 'ANNA.K@EXAMPLE.TEST', company: 'Bar-Baz'},
    {_id: 'beta.lead.4', name: 'Anna', email: 'anna@example.com', site: 'beta'},
  ].map((doc) => Object.assign({_type: 'lead', site: SITE}, doc))

  test.each([
    ['', ['1', '2', '3']],
    ['ann', ['1', '3']],
    ['anna mül', ['1']],
    ['müller anna', ['1']],
    ['anna@exa', ['1']],
    ['ANNA@EXA', ['1']],
    ['anna.k@', ['3']],
    ['b.o+n', ['2']],
    ['foo', ['1']],
    ['bar-b', ['3']],
    ['o’br', ['2']],
    ['&', []],
    ['*', []],
    ['nobody', []],
  ])('for %j finds %j', (input, expected) => {
    const ids = walk(dataset, 'email', 'asc', input).map((id) => id.split('.')[2])
    expect(new Set(ids)).toEqual(new Set(expected))
  })
})
