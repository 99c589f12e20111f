import * as fc from 'fast-check'
import {afterAll, describe, expect, it} from 'vitest'
import {createLakeFixture} from '../testing/lakeFixture.ts'

const lake = createLakeFixture()
afterAll(() => lake.dispose())

const lead = (key: number, fields: Record<string, unknown>) => ({
  _id: `alpha.lead.${String(key).padStart(3, '0')}`,
  _type: 'lead',
  site: 'alpha',
  ...fields,
})

function asked(query: string) {
  const {json, explained} = lake.ask(query)
  const answer: unknown = JSON.parse(json)
  return {answer, plan: explained.plan, looked: explained.rows}
}

const scores = (name: string) => `math::${name}(*[_type == "lead" && site == "alpha"].score)`

describe('aggregates over a column', () => {
  it('are computed without reading documents', () => {
    lake.become([
      ...Array.from({length: 40}, (_, n) =>
        lead(n, {score: n, status: n % 3 === 0 ? 'won' : 'new'}),
      ),
      {...lead(99, {score: 1000}), site: 'beta'},
    ])
    const unlooked = {plan: 'sql', looked: 0}
    expect(asked(scores('sum'))).toEqual({answer: 780, ...unlooked})
    expect(asked(scores('avg'))).toEqual({answer: 19.5, ...unlooked})
    expect(asked(scores('min'))).toEqual({answer: 0, ...unlooked})
    expect(asked(scores('max'))).toEqual({answer: 39, ...unlooked})
    const won = '*[_type == "lead" && status == "won"]'
    expect(asked(`math::sum(${won}{"points": score}.points)`)).toEqual({answer: 273, ...unlooked})
    expect(asked('array::unique(*[_type == "lead"].status)')).toEqual({
      answer: ['won', 'new', null],
      ...unlooked,
    })
    expect(asked('count(array::unique(*[_type == "lead"].status))')).toEqual({
      answer: 3,
      ...unlooked,
    })
    expect(asked('count(array::unique(*[_type == "lead"]._id))').answer).toBe(41)
  })

  it('have no result where there are values other than numbers', () => {
    for (const other of ['text', true, [1], {a: 1}]) {
      lake.become([lead(1, {score: 1}), lead(2, {score: other}), lead(3, {})])
      for (const name of ['sum', 'avg', 'min', 'max']) expect(asked(scores(name)).answer).toBeNull()
    }
    lake.become([lead(1, {}), lead(2, {score: null})])
    expect(['sum', 'avg', 'min', 'max'].map((name) => asked(scores(name)).answer)).toEqual([
      0,
      null,
      null,
      null,
    ])
  })

  it('add up fractions and large numbers in the order of ids', () => {
    const number = fc.oneof(
      fc.double({noNaN: true, noDefaultInfinity: true}),
      fc.integer(),
      fc.constantFrom(0.1, 0.2, 0.3, 1e308, -1e308, 2 ** 53, 2 ** 53 - 1, 1),
    )
    fc.assert(
      fc.property(fc.array(number, {maxLength: 20}), (numbers) => {
        // Of one, a draft is seen in its place.
        lake.become(
          numbers.map((score, n) => {
            const document = lead(n, {score})
            return n === 3 ? {...document, _id: `drafts.${document._id}`} : document
          }),
        )
        const inOrder = numbers.toSpliced(3, 1)
        const third = numbers.slice(3, 4)
        const sum = [...inOrder, ...third].reduce((total, value) => total + value, 0)
        const expected = Number.isFinite(sum) ? sum + 0 : null
        expect(asked(scores('sum')).answer).toBe(expected)
      }),
    )
  })
})
