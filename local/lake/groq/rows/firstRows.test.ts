import {evaluateSync, parse} from 'groq-js'
import {afterAll, describe, expect, it} from 'vitest'
import type {QueryDocument} from '../queryDocument.ts'
import {createLakeFixture} from '../testing/lakeFixture.ts'

const lake = createLakeFixture()
afterAll(() => lake.dispose())

const STATUSES = ['new', 'won', 'lost', null, true, 3]
const NAMES = ['Ada', 'ada', 'Zoë', 'Bela', null, '\uFFFDodd', 'Cyra']

/** Leads of two sites: groups of many, of few, of one, and one of missing values. */
const leads = Array.from({length: 300}, (_, index): QueryDocument => {
  const status = index % 50 === 0 ? `only-${index}` : STATUSES[(index * 7) % STATUSES.length]
  const name = NAMES[(index * 13) % NAMES.length]
  return {
    _id: `alpha.lead.${String((index * 37) % 300).padStart(3, '0')}`,
    _type: 'lead',
    site: index % 3 === 0 ? 'beta' : 'alpha',
    ...(status !== null && {status}),
    ...(name !== null && {name: `${name} ${index % 11}`}),
    score: index % 4,
  }
})
lake.become(leads)

/** Leaves nothing to sorting: every order is walked. */
const WALKS = {fewRows: 0, rareWords: -1, sparseShare: 0}

const ORDERS = [
  'order(status asc, lower(name) asc, _id asc)',
  'order(status desc, lower(name) asc, _id asc)',
  'order(score desc, status asc, lower(name) desc, _id asc)',
  'order(lower(name) desc, score asc, _id desc)',
]

function theirs(query: string): unknown {
  const result: unknown = evaluateSync(parse(query), {dataset: leads})
  const data =
    typeof result === 'object' && result !== null && 'data' in result ? result.data : null
  return JSON.parse(JSON.stringify(data))
}

describe('an order of several keys', () => {
  it.each(ORDERS)('is the one of groq-js, page by page: %s', (order) => {
    for (const filter of ['_type == "lead"', '_type == "lead" && site == "alpha" && score != 2']) {
      for (const slice of ['[0...20]', '[95...120]', '[0...300]']) {
        const query = `*[${filter}] | ${order}${slice}{_id, status, name, score}`
        for (const limits of [WALKS, undefined]) {
          const {json, explained} = lake.ask(query, limits && {limits})
          expect(JSON.parse(json)).toEqual(theirs(query))
          expect(explained.plan).toBe('sql')
        }
      }
    }
  })

  it('is read group by group, without sorting everything', () => {
    const query = '*[_type == "lead"] | order(score asc, lower(name) asc)[0...10]{_id}'
    const {explained} = lake.ask(query, {limits: WALKS})
    const walked = explained.sql.filter((text) => /INDEXED BY entries_\d+_name_lower/.test(text))
    expect(walked).not.toEqual([])
  })

  it('continues where a page ended, within a group of equal first values', () => {
    const order = 'order(status asc, lower(name) asc, _id asc)'
    const whole = lake.ask(`*[_type == "lead"] | ${order}{_id, status, name}`)
    const expected: unknown = JSON.parse(whole.json)
    const condition =
      '(status > $status || status == null || (status == $status && (lower(name) > $name || lower(name) == null)) || (status == $status && lower(name) == $name && _id > $id))'
    const {json} = lake.ask(
      `*[_type == "lead" && ${condition}] | ${order}[0...40]{_id, status, name}`,
      {
        params: {status: 'new', name: 'ada 5', id: 'alpha.lead.000'},
        limits: WALKS,
      },
    )
    const page: unknown = JSON.parse(json)
    expect(Array.isArray(page) && page.length).toBe(40)
    const [first] = Array.isArray(page) ? page : []
    const start = Array.isArray(expected)
      ? expected.findIndex((row) => JSON.stringify(row) === JSON.stringify(first))
      : -1
    expect(start).toBeGreaterThan(0)
    expect(page).toEqual(Array.isArray(expected) ? expected.slice(start, start + 40) : [])
  })
})

describe('an order of several partitions', () => {
  it.each([
    'score % 2 == 0',
    '!coalesce(defined(lower(company)), true)',
    'lower(name) match "ada*"',
  ])('is walked in all of them at once, where %s is evaluated', (condition) => {
    for (const order of ['order(status desc, _id asc)', 'order(lower(name) asc, _id asc)']) {
      const query = `*[_type == "lead" && ${condition}] | ${order}[0...20]{_id, status, name}`
      const {json} = lake.ask(query, {limits: WALKS})
      expect(JSON.parse(json)).toEqual(theirs(query))
    }
  })
})
