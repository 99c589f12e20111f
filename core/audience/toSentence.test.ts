import * as fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {
  arbitraryAudienceDefinition,
  AUDIENCE_TEST_FIELDS,
  AUDIENCE_TEST_SEGMENTS,
} from '../testing/arbitraryAudience.ts'
import {checkAudience} from './checkAudience.ts'
import {EVERYBODY} from './definition.ts'
import {OPERATORS} from './operators.ts'
import {AUDIENCE_STRINGS} from './strings/audienceStrings.ts'
import {audienceToSentence, type SentenceOptions} from './toSentence.ts'

const TITLES: Readonly<Record<string, string>> = {
  won: 'Won',
  l1: 'Trade fair',
  'artameta.segment.won': 'Winners',
}

function sentence(root: object, options: SentenceOptions = {}): string {
  const checked = checkAudience(
    {version: 1, root: {id: 'g', combinator: 'and', ...root}},
    {fields: AUDIENCE_TEST_FIELDS, segments: AUDIENCE_TEST_SEGMENTS},
  )
  if (!checked.ok) throw new Error(JSON.stringify(checked.problems))
  return audienceToSentence(checked.audience, {titleOf: (_, id) => TITLES[id], ...options})
}

function rule(field: string, operator: string, value?: unknown) {
  return {id: `${field} ${operator}`, field, operator, value}
}

const opened = (operator: string, value: object) => rule('activity.email.opened', operator, value)
const in30 = {operator: 'inLast', value: {amount: 30, unit: 'day'}}

describe('audienceToSentence', () => {
  test.each([
    [rule('status', 'is', 'won'), 'Status is Won'],
    [rule('status', 'isNot', 'gone'), 'Status is not “gone” (or is missing)'],
    [
      rule('engagement', 'anyOf', ['opened', 'clicked', 'replied']),
      'Engagement is Opened, Clicked or Replied',
    ],
    [rule('tags', 'allOf', ['VIP', 'EU']), 'Tagged “VIP” and “EU”'],
    [rule('lists', 'noneOf', ['l1']), 'Not on list “Trade fair” (or on no list)'],
    [rule('segment', 'anyOf', ['artameta.segment.won']), 'In segment “Winners”'],
    [rule('linkedIn', 'isEmpty'), 'LinkedIn is empty'],
    [rule('score', 'atLeast', 1234.5), 'Score is at least 1,234.5'],
    [rule('score', 'between', [1, 5]), 'Score is from 1 to 5'],
    [rule('customFields.seats', 'lessThan', 3), '“Seats” is less than 3'],
    [rule('consent.given', 'is', true), 'Consent given is yes'],
    [rule('createdAt', 'inLast', {amount: 1, unit: 'week'}), 'Creation date is in the last week'],
    [
      rule('lastContactAt', 'notInLast', {amount: 30, unit: 'day'}),
      'Last contact is not in the last 30 days (or is missing)',
    ],
    [
      rule('lastContactAt', 'between', ['2026-01-01', '2026-01-31']),
      'Last contact is from 1 January 2026 to 31 January 2026',
    ],
    [rule('lastContactAt', 'after', '2026-01-31'), 'Last contact is after 31 January 2026'],
    [
      rule('createdAt', 'onOrBefore', '2026-01-31'),
      'Creation date is on or before 31 January 2026',
    ],
    [rule('createdAt', 'lastQuarter'), 'Creation date is last quarter'],
    [
      rule('customFields.born', 'anniversaryInNext', 7),
      '“Born” has its anniversary in the next 7 days',
    ],
    [rule('customFields.born', 'anniversaryInNext', 0), '“Born” has its anniversary today'],
    [
      rule('customFields.born', 'anniversaryOn', '02-29'),
      '“Born” has its anniversary on 29 February',
    ],
    [
      opened('atLeast', {times: 2, when: in30}),
      'Opened an e-mail at least 2 times in the last 30 days',
    ],
    [opened('atLeast', {times: 1}), 'Opened an e-mail at least once'],
    [opened('atMost', {times: 1}), 'Opened an e-mail once or never'],
    [
      rule('activity.email.replied', 'didNotHappen', {
        when: {operator: 'onOrAfter', value: '2026-01-01'},
      }),
      'Did not reply to an e-mail since 1 January 2026',
    ],
  ])('%j', (own, text) => {
    expect(sentence({rules: [own]})).toBe(text)
  })

  test('describes groups, exclusions and disabled conditions', () => {
    const rules = [
      rule('status', 'is', 'won'),
      {
        id: '1',
        combinator: 'or',
        rules: [rule('tags', 'anyOf', ['VIP']), rule('score', 'atLeast', 50)],
      },
      {id: '2', combinator: 'or', not: true, rules: [rule('lists', 'anyOf', ['l1'])]},
      {...rule('name', 'is', 'Ada'), disabled: true},
    ]
    expect(sentence({rules})).toBe(
      'Status is Won, and (tagged “VIP” or score is at least 50), but not (on list “Trade fair”)',
    )
    expect(sentence({rules: rules.slice(0, 2), combinator: 'or', not: true})).toBe(
      'Everybody except those with: status is Won, or (tagged “VIP” or score is at least 50)',
    )
    expect(sentence({rules: rules.slice(1, 3)})).toBe(
      '(Tagged “VIP” or score is at least 50), but not (on list “Trade fair”)',
    )
    expect(sentence({rules: rules.slice(3)})).toBe('Everybody')
    expect(sentence(EVERYBODY.root)).toBe('Everybody')
  })

  test('long lists and texts are cut, and nothing unseen gets through', () => {
    const values = Array.from({length: 12}, (_, n) => `t${n}`)
    expect(sentence({rules: [rule('tags', 'anyOf', values)]})).toBe(
      'Tagged “t0”, “t1”, “t2”, “t3”, “t4”, “t5”, “t6”, “t7” or 4 others',
    )
    expect(sentence({rules: [rule('name', 'is', `\u202e<b>${'x'.repeat(200)}`)]})).toBe(
      `Name is “<b>${'x'.repeat(76)}…”`,
    )
    expect(sentence({rules: [rule('name', 'is', '{{count}} {{text}}')]})).toBe(
      'Name is “{{count}} {{text}}”',
    )
  })

  test('uses the given translator', () => {
    const text = sentence(
      {rules: [rule('status', 'is', 'won'), rule('score', 'atLeast', 1234.5)]},
      {
        locale: 'de-DE',
        translate: (key, values) => `${key}[${Object.values(values ?? {}).join('|')}]`,
      },
    )
    expect(text).toContain('entence.root.and[')
    expect(text).toContain('sentence.number.atLeast[subject.score[]|1.234,5')
  })

  test('has a text for everything', () => {
    const raw = /\{\{|\b(?:sentence|subject|event|no-event|when|option|field|operator)\.\w/u
    const plain = (definition: unknown) => JSON.stringify(definition).includes('{{')
    fc.assert(
      fc.property(arbitraryAudienceDefinition, (definition) => {
        fc.pre(!plain(definition))
        expect(sentence(definition.root)).not.toMatch(raw)
      }),
      {numRuns: 1500},
    )
  })
})

test('every field, operator and option has a name', () => {
  for (const field of AUDIENCE_TEST_FIELDS.values()) {
    expect(AUDIENCE_STRINGS).toHaveProperty([field.labelKey])
    expect(AUDIENCE_STRINGS).toHaveProperty([`group.${field.group}`])
    for (const option of field.options) {
      expect(AUDIENCE_STRINGS).toHaveProperty([`option.${field.name}.${option}`])
    }
    for (const {labelKey} of OPERATORS[field.type].values()) {
      expect(AUDIENCE_STRINGS).toHaveProperty([labelKey])
    }
  }
})
