import {expect, test} from 'vitest'
import {AUDIENCE_TEST_SEGMENTS} from '../testing/arbitraryAudience.ts'
import {audienceUsage, whereUsed} from './audienceUsage.ts'
import {parseAudience} from './parseAudience.ts'

const definition = {
  version: 1,
  root: {
    id: 'g',
    combinator: 'and',
    rules: [
      {id: '1', field: 'lists', operator: 'anyOf', value: ['l1', 'l2']},
      {
        id: '2',
        combinator: 'or',
        rules: [
          {id: '3', field: 'lists', operator: 'noneOf', value: ['l1'], disabled: true},
          {id: '4', field: 'segment', operator: 'anyOf', value: ['artameta.segment.won']},
          {id: '5', field: 'customFields.seats', operator: 'atLeast', value: 3},
          {id: '6', field: 'activity.email.opened', operator: 'happened'},
        ],
      },
      {id: '7', field: 'campaigns', operator: 'anyOf', value: ['c1']},
    ],
  },
}

test('audienceUsage lists what a definition refers to, switched off or not', () => {
  const parsed = parseAudience(definition)
  expect(parsed.definition && audienceUsage(parsed.definition)).toEqual({
    lists: ['l1', 'l2'],
    segments: ['artameta.segment.won'],
    campaigns: ['c1'],
    customFields: ['seats'],
    fields: ['lists', 'segment', 'customFields.seats', 'activity.email.opened', 'campaigns'],
    activities: true,
  })
})

test('whereUsed finds the documents, and passes over those that can’t be read', () => {
  const sources = new Map<string, {definition?: unknown}>([
    ['s1', {definition: JSON.stringify(definition)}],
    ['s2', {definition: '{'}],
    ['s3', {}],
    ...AUDIENCE_TEST_SEGMENTS,
  ])
  expect(whereUsed(sources, 'segments', 'artameta.segment.won')).toEqual([
    's1',
    'artameta.segment.others',
  ])
  expect(whereUsed(sources, 'lists', 'l1')).toEqual(['s1'])
  expect(whereUsed(sources, 'customFields', 'size')).toEqual([])
})
