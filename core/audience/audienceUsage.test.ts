import {expect, test} from 'vitest'
import {AUDIENCE_TEST_DEFINITION, AUDIENCE_TEST_SEGMENTS} from '../testing/arbitraryAudience.ts'
import {audienceUsage, whereUsed} from './audienceUsage.ts'
import {parseAudience} from './parseAudience.ts'

test('audienceUsage lists what a definition refers to, including disabled conditions', () => {
  const parsed = parseAudience(AUDIENCE_TEST_DEFINITION)
  expect(parsed.definition && audienceUsage(parsed.definition)).toEqual({
    lists: ['l1', 'l2'],
    segments: ['artameta.segment.won'],
    campaigns: ['c1'],
    customFields: ['seats'],
    fields: ['lists', 'segment', 'customFields.seats', 'activity.email.opened', 'campaigns'],
    activities: true,
  })
})

test('whereUsed finds the documents, and skips those that can’t be read', () => {
  const sources = new Map<string, {definition?: unknown}>([
    ['s1', {definition: JSON.stringify(AUDIENCE_TEST_DEFINITION)}],
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
