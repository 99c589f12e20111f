import * as fc from 'fast-check'
import {parse} from 'groq-js'
import {describe, expect, test} from 'vitest'
import {
  arbitraryAudienceDefinition,
  AUDIENCE_TEST_FIELDS,
  AUDIENCE_TEST_SEGMENTS,
} from '../testing/arbitraryAudience.ts'
import {AUDIENCE_MOMENT} from '../testing/audienceValues.ts'
import {checkAudience} from './checkAudience.ts'
import {EVERYBODY} from './definition.ts'
import {audienceFields} from './fields.ts'
import {audienceToGroq} from './toGroq.ts'

const fields = audienceFields([
  {name: 'seats', type: 'number'},
  {name: 'colour', type: 'text'},
])

function compiled(definition: unknown, prefix?: string) {
  const context = {fields: AUDIENCE_TEST_FIELDS, segments: AUDIENCE_TEST_SEGMENTS}
  const checked = checkAudience(definition, {
    ...context,
    fields: new Map([...context.fields, ...fields]),
  })
  if (!checked.ok) throw new Error(JSON.stringify(checked.problems))
  return audienceToGroq(checked.audience, AUDIENCE_MOMENT, prefix)
}

function ofRules(...rules: object[]) {
  return compiled({version: 1, root: {id: 'g', combinator: 'and', rules}})
}

describe('audienceToGroq', () => {
  test('an empty definition compiles to true', () => {
    expect(compiled(EVERYBODY)).toEqual({filter: 'true', params: {}})
  })

  test.each([
    [{field: 'status', operator: 'is', value: 'won'}, 'status == $a1'],
    [{field: 'status', operator: 'isNot', value: 'won'}, 'status != $a1'],
    [{field: 'status', operator: 'anyOf', value: ['won', 'new']}, 'status in $a1'],
    [{field: 'status', operator: 'noneOf', value: ['won', 'new']}, '!(status in $a1)'],
    [{field: 'tags', operator: 'anyOf', value: ['a', 'b']}, '($a1 in tags || $a2 in tags)'],
    [{field: 'tags', operator: 'noneOf', value: ['a']}, '(!($a1 in tags) || count(tags) == null)'],
    [{field: 'score', operator: 'atLeast', value: 50}, 'score >= $a1'],
    [{field: 'score', operator: 'between', value: [1, 5]}, '(score >= $a1 && score <= $a2)'],
    [{field: 'score', operator: 'isEmpty'}, 'score == null'],
    [{field: 'name', operator: 'is', value: ' ADA '}, 'lower(name) == $a1'],
    [{field: 'name', operator: 'startsWith', value: 'A'}, 'string::startsWith(lower(name), $a1)'],
    [
      {field: 'name', operator: 'contains', value: 'd'},
      'count(string::split(lower(name), $a1)) > 1',
    ],
    [{field: 'company', operator: 'isKnown'}, 'lower(company) > ""'],
    [{field: 'createdAt', operator: 'today'}, '(createdAt >= $a1 && createdAt < $a2)'],
    [
      {field: 'customFields.colour', operator: 'is', value: 'Red'},
      'lower(customFields[name == $a1][0].value) == $a2',
    ],
    [
      {
        field: 'activity.email.opened',
        operator: 'atLeast',
        value: {times: 2, when: {operator: 'inLast', value: {amount: 30, unit: 'day'}}},
      },
      'count(*[_type == "leadActivity" && site == $site && leadId == ^._id && kind == $a1 && at >= $a2 && at < $a3]) >= $a4',
    ],
  ])('%j', (rule, filter) => {
    expect(ofRules({id: 'r', ...rule}).filter).toBe(filter)
  })

  test('pushes NOT down to the conditions', () => {
    const {filter, params} = compiled({
      version: 1,
      root: {
        id: 'g',
        combinator: 'and',
        rules: [
          {id: '1', field: 'status', operator: 'is', value: 'won'},
          {
            id: '2',
            combinator: 'or',
            not: true,
            rules: [
              {id: '3', field: 'tags', operator: 'anyOf', value: ['VIP']},
              {id: '4', field: 'owner', operator: 'isNot', value: 'won'},
            ],
          },
        ],
      },
    })
    expect(filter).toBe(
      '(status == $a1 && ((!($a2 in tags) || count(tags) == null) && owner == $a1))',
    )
    expect(params).toEqual({a1: 'won', a2: 'VIP'})
  })

  test('compiles a definition to the same text at any time of day', () => {
    fc.assert(
      fc.property(arbitraryAudienceDefinition, (definition) => {
        const stored: unknown = JSON.parse(JSON.stringify(definition))
        expect(compiled(stored)).toEqual(compiled(definition))
      }),
    )
  })

  test('contains generated text and numbered parameters, and no typed text', () => {
    const WORDS =
      /\$site|\$[a-z]+\d+|[a-zA-Z_]\w*(?:::[a-z]\w*)?|"(?:leadActivity|[@.\-T0]|)"|\d+|[()[\]{}@^.!=<>&|+\-*, ]/gu
    const KNOWN = new Set(
      [...AUDIENCE_TEST_FIELDS.values()]
        .flatMap(({name}) => (name.startsWith('customFields') ? [] : name.split('.')))
        .concat('count', 'string::split', 'string::startsWith', 'lower', 'coalesce', 'select')
        .concat('length', 'true', 'false', 'null', 'in', 'customFields', 'value', 'from', 'to')
        .concat('_id', '_type', 'site', 'leadId', 'kind', 'at'),
    )
    fc.assert(
      fc.property(arbitraryAudienceDefinition, (definition) => {
        const {filter, params} = compiled(definition, 'q')
        expect(filter.replaceAll(WORDS, '')).toBe('')
        const words = [...filter.matchAll(WORDS)].map(([word]) => word)
        const names = words.filter((word) => /^[a-z_]/iu.test(word))
        expect(names.filter((name) => !KNOWN.has(name))).toEqual([])
        const used = words.filter((word) => /^\$q\d/u.test(word)).map((word) => word.slice(1))
        expect(new Set(used)).toEqual(new Set(Object.keys(params)))
        expect(() => parse(filter, {params: {...params, site: 'x'}})).not.toThrow()
      }),
      {numRuns: 500},
    )
  })

  test('refuses a prefix that is not a plain name', () => {
    expect(() => compiled(EVERYBODY, 'a || true //')).toThrow(TypeError)
  })
})
