import {describe, expect, it} from 'vitest'
import {fieldsOf, matchesTextQuery, parseTextQuery} from './textQuery.ts'

const LEAD = {
  _id: 'artameta.lead.x1',
  _type: 'lead',
  name: 'Zoë Müller-Tanaka',
  email: 'zoe.mueller@example.com',
  company: {title: 'Kiln & Kettle', notes: [{_key: 'k9', text: 'met at the winter fair'}]},
  tags: ['vip', 'ceramics'],
  score: 12,
}

const found = (query: string, value: unknown = LEAD) =>
  matchesTextQuery(parseTextQuery(query), fieldsOf(value))

describe('text::query', () => {
  it.each([
    ['*', true],
    ['', false],
    ['   ', false],
    ['@@', false],
    ['zoe', true],
    ['ZOË', true],
    ['zo', false],
    ['zo*', true],
    ['tanaka vip', true],
    ['tanaka nobody', false],
    ['winter ceram*', true],
    ['"winter fair"', true],
    ['"fair winter"', false],
    ['"winter fai"', false],
    ['"winter fai"*', true],
    ['"winter fair', true],
    ['fair winter', true],
    ['zoe -vip', false],
    ['zoe -gold', true],
    ['-gold', true],
    ['-vip', false],
    ['-"winter fair"', false],
    ['-"fair winter"', true],
    ['-win*', false],
    ['zoe.mueller@example.com', true],
    ['zoe.mueller@exam*', true],
    ['mueller@zoe', false],
    ['müller-tanaka', true],
    ['kettle & kiln', true],
    ['* zoe', true],
    ['* nobody', false],
    ['lead', false],
    ['k9', false],
    ['12', false],
  ])('%s: %s', (query, expected) => {
    expect(found(query)).toBe(expected)
  })

  it('does not join words of different fields to a phrase', () => {
    expect(found('"vip ceramics"')).toBe(false)
    expect(found('vip ceramics')).toBe(true)
  })

  it('reads strings, lists and nested lists, and treats anything else as empty', () => {
    expect(found('ada', 'Ada')).toBe(true)
    expect(found('ada', ['x', ['Ada']])).toBe(true)
    expect(found('x1', [LEAD, LEAD._id])).toBe(true)
    for (const value of [null, 3, true, [], {}]) expect(found('ada', value)).toBe(false)
    expect(found('*', null)).toBe(true)
  })
})
