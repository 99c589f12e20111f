import {expect, test} from 'vitest'
import {
  AUDIENCE_TEST_DEFINITION,
  AUDIENCE_TEST_FIELDS,
  AUDIENCE_TEST_SEGMENTS,
} from '../testing/arbitraryAudience.ts'
import {AUDIENCE_MOMENT} from '../testing/audienceValues.ts'
import {checkAudience} from './checkAudience.ts'
import {explainAudience} from './evaluateAudience.ts'
import {ruleToSentence} from './toSentence.ts'

test('explainAudience reports for each condition whether it matches, also inside segments', () => {
  const checked = checkAudience(AUDIENCE_TEST_DEFINITION, {
    fields: AUDIENCE_TEST_FIELDS,
    segments: AUDIENCE_TEST_SEGMENTS,
  })
  const lead = {
    _id: 'x',
    site: 'artameta',
    lists: ['l2'],
    tags: ['VIP'],
    customFields: [{name: 'seats', value: '2'}],
  }
  const explained = checked.ok && explainAudience(checked.audience, AUDIENCE_MOMENT, lead)
  const first = explained && explained.root?.members[0]
  expect(first && first.kind === 'rule' && ruleToSentence(first.rule)).toBe('on list “l1” or “l2”')
  expect(explained).toMatchObject({
    matches: false,
    root: {
      combinator: 'and',
      members: [
        {id: '1', matches: true},
        {
          id: '2',
          matches: true,
          members: [
            {
              id: '4',
              matches: true,
              segments: [
                {
                  id: 'artameta.segment.won',
                  matches: true,
                  explanation: {
                    members: [
                      {id: 'r1', matches: false},
                      {id: 'r2', matches: true},
                    ],
                  },
                },
              ],
            },
            {id: '5', matches: false},
            {id: '6', matches: false},
          ],
        },
        {id: '7', matches: false},
      ],
    },
  })
})
