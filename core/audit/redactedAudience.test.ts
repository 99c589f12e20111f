import * as fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import type {AudienceDefinition, AudienceRule} from '../audience/definition.ts'
import {audienceFields} from '../audience/fields.ts'
import {OPERATORS} from '../audience/operators.ts'
import {redactedAudienceChange, redactedAudienceText} from './redactedAudience.ts'

const CONTEXT = {site: {forms: [], customFields: []}, secret: 's'}
const MARK = '#[a-z2-7]{8}'
const SEGMENT = 'artameta.segment.01ARZ3NDEKTSV4RRFFQ69G5FAV'

type Rule = readonly [field: string, operator: string, value?: unknown]

function definition(...rules: Rule[]): AudienceDefinition {
  const made = rules.map(([field, operator, value], index): AudienceRule => {
    return {id: `r${index}`, field, operator, ...(value === undefined ? {} : {value})}
  })
  return {version: 1, root: {id: 'root', combinator: 'and', rules: made}}
}

const said = (...rules: Rule[]) => redactedAudienceText(definition(...rules), CONTEXT)

describe('a definition in the trail', () => {
  test.each<[string, Rule, RegExp]>([
    ['a name', ['name', 'is', 'Ada Example'], new RegExp(`^Name is “${MARK}”$`, 'u')],
    ['an e-mail', ['email', 'contains', 'ada@'], new RegExp(`^E-mail contains “${MARK}”$`, 'u')],
    ['a domain', ['emailDomain', 'is', 'example.com'], new RegExp(`“${MARK}”$`, 'u')],
    ['a number', ['phone', 'startsWith', '+49'], new RegExp(`“${MARK}”$`, 'u')],
    ['a tag', ['tags', 'anyOf', ['friend of Ada']], new RegExp(`“${MARK}”`, 'u')],
    ['a text of a field of the site', ['customFields.city', 'is', 'Berlin'], new RegExp(MARK, 'u')],
    ['a status', ['status', 'is', 'won'], /^Status is “won”$/u],
    ['a choice of ours', ['engagement', 'is', 'opened'], /opened/iu],
    ['a number of points', ['score', 'atLeast', 50], /50/u],
    ['an owner', ['owner', 'is', 'pAbc123'], /“pAbc123”/u],
    ['an owner who is no id', ['owner', 'is', 'Ada Example'], new RegExp(`“${MARK}”`, 'u')],
    ['a segment', ['segment', 'anyOf', [SEGMENT]], new RegExp(SEGMENT, 'u')],
  ])('of %s', (_, rule, expected) => {
    expect(said(rule)).toMatch(expected)
  })

  test('distinguishes different values, and recognises equal ones', () => {
    const [first, other, again] = ['ada@', 'bob@', 'ada@'].map((text) =>
      said(['email', 'contains', text]),
    )
    expect(first).not.toBe(other)
    expect(first).toBe(again)
  })

  test('is a mark where it cannot be described, or has numbers as long as telephone numbers', () => {
    const mark = new RegExp(`^\\[${MARK}\\]$`, 'u')
    expect(said(['city', 'is', 'Berlin'])).toMatch(mark)
    expect(redactedAudienceText('{"not json', CONTEXT)).toMatch(mark)
    expect(said(['score', 'is', 491_701_234])).toMatch(mark)
    expect(said(['customFields.Call Ada on +49 170 1234567', 'isKnown'])).not.toContain('170')
  })

  test('differs when only undescribed values differ', () => {
    const before = definition(['status', 'is', 'won'])
    const [rule] = before.root.rules
    if (!rule) throw new Error('There is no rule.')
    const off: AudienceDefinition = {
      ...before,
      root: {...before.root, rules: [rule, {...rule, id: 'off', disabled: true}]},
    }
    const change = redactedAudienceChange(JSON.stringify(before), JSON.stringify(off), CONTEXT)
    expect(change.before).toMatch(new RegExp(`^Status is “won” \\[${MARK}\\]$`, 'u'))
    expect(change.after).not.toBe(change.before)
    expect(redactedAudienceChange(null, JSON.stringify(off), CONTEXT)).toEqual({
      after: 'Status is “won”',
    })
  })

  test('is cut to the limit of an event, and then ends with a mark', () => {
    const rules = Array.from({length: 100}, (): Rule => ['name', 'contains', 'x'])
    const text = said(...rules)
    expect(text.length).toBeLessThan(1100)
    expect(text).toMatch(new RegExp(`… \\[${MARK}\\]$`, 'u'))
  })

  test('never contains typed text, for any field and operator', () => {
    const registry = audienceFields([{name: 'note', type: 'text'}])
    const typed = fc.constantFrom('Ada Example', 'ada@example.com', '+49 170 1234567', 'Ada;DROP')
    const rules = [...registry.values()].flatMap((field) =>
      [...OPERATORS[field.type].keys()].map((operator) => [field.name, operator] as const),
    )
    fc.assert(
      fc.property(
        fc.constantFrom(...rules),
        typed,
        fc.boolean(),
        ([field, operator], text, list) => {
          const sentence = said([field, operator, list ? [text, 'of Ada'] : text])
          for (const part of ['Ada', 'ada@', '170', 'DROP']) expect(sentence).not.toContain(part)
        },
      ),
      {numRuns: 500},
    )
  })
})
