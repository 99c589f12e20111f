import {afterAll, describe, expect, it} from 'vitest'
import {cpuTime} from '../../../../tooling/testing/cpuTime.ts'
import {createLakeFixture} from '../testing/lakeFixture.ts'
import {TooMuchWork, withWorkLimit} from './workMeter.ts'

const lake = createLakeFixture()
afterAll(() => lake.dispose())
lake.become(
  Array.from({length: 600}, (_, n) => ({
    _id: `a.lead.${n}`,
    _type: 'lead',
    name: `Lead ${n}`,
    text: `${n}`.repeat(50),
    numbers: Array.from({length: 20}, (__, index) => index),
  })),
)

const params = {list: Array.from({length: 1_000}, (_, index) => index)}

describe('withWorkLimit', () => {
  it.each([
    ['documents in documents', 'count(*[count(*[text + name != ^.text + ^.name]) > 1])'],
    ['an order by others', '*[] | order(count(*[text + name > ^.text + ^.name]))[0]'],
    [
      'lists that groq-js goes through',
      'count($list[count($list[@ > ^ && count($list[@ != ^]) > 0]) > 0])',
    ],
    ['lists that we go through', 'count($list[count($list[count($list[@ > 3]) > 9]) > 9])'],
    ['projections of documents', '*[]{"a": *[]{"b": text + name}}'],
    ['an order of lists', '$list[] | order(count($list[@ > ^]))'],
  ])('stops at %s', (_name, query) => {
    const spent = cpuTime(() =>
      expect(() => withWorkLimit(20, () => lake.ask(query, {params}))).toThrow(TooMuchWork),
    )
    expect(spent).toBeLessThan(2_000)
  })

  it('does not affect light work, and ends with it', () => {
    const query = '*[_id == "a.lead.7"]{"n": numbers[@ > 17], "now": now() > "2026"}'
    const expected = [{n: [18, 19], now: true}]
    expect(JSON.parse(withWorkLimit(1_000, () => lake.ask(query)).json)).toEqual(expected)
    expect(() => withWorkLimit(0, () => lake.ask('count($list[@ > 3])', {params}))).not.toThrow(
      TypeError,
    )
    const {json} = lake.ask('count($list[count($list[@ > ^]) > 500])', {params})
    expect(JSON.parse(json)).toBe(499)
    expect(withWorkLimit(null, () => lake.ask('count($list[@ > 3])', {params}).json)).toBe('996')
  })
})
