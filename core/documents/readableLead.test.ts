import {describe, expect, test} from 'vitest'
import type {LeadRecord} from './people.ts'
import {readableLead} from './readableLead.ts'

const LEAD = {
  _id: 'artameta.lead.x',
  _rev: 'r1',
  name: 'Ada',
  email: 'ada@example.com',
  status: 'new',
  engagement: 'none' as const,
  tags: ['a', 'b'],
  lists: [],
  score: 3,
  source: {kind: 'form' as const, label: 'Newsletter'},
  customFields: [{_key: 'k', name: 'budget', value: '7'}],
}

/** As the store may hold it, which no type tells. */
function stored(attributes: object): LeadRecord {
  return Object.assign({...LEAD}, attributes)
}

describe('readableLead', () => {
  test('returns a valid lead unchanged', () => {
    expect(readableLead(LEAD)).toStrictEqual(LEAD)
    expect(readableLead({_id: LEAD._id})).toStrictEqual({_id: LEAD._id})
  })

  test.each([
    'name',
    'email',
    'status',
    'engagement',
    'tags',
    'lists',
    'customFields',
    'createdAt',
  ])('treats %s of another type as empty', (name) => {
    for (const value of [7, true, {}, {length: 3}, {trim: 'x'}]) {
      expect(readableLead(stored({[name]: value}))).toEqual({...LEAD, [name]: null})
    }
  })

  test('keeps the items of a list that have its type', () => {
    const lead = stored({
      tags: ['a', null, 7, ['b'], 'b'],
      customFields: [null, 'x', {name: 7}, ...LEAD.customFields, {name: 'size', value: {}}],
    })
    expect(readableLead(lead)).toEqual({
      ...LEAD,
      customFields: [...LEAD.customFields, {name: 'size', value: null}],
    })
  })
})
