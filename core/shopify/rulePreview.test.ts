import {describe, expect, test} from 'vitest'
import {OPERATORS} from '../audience/operators.ts'
import {englishAudience} from '../audience/strings/audienceStrings.ts'
import {describeProblems} from '../problems/problem.ts'
import {CUSTOMER_FIELDS} from './customerFields.ts'
import {REDACTION_LEVELS} from './customerTally.ts'
import {rulePreview} from './rulePreview.ts'
import {RULE_PREVIEW_STRINGS} from './rulePreviewStrings.ts'
import {readSyncRule, type SyncRule} from './syncRule.ts'

const VIP = {id: 'a', field: 'customer.tags', operator: 'anyOf', value: ['vip']}

function conditional(rules: readonly object[], root: object = {}): SyncRule {
  return ruleOf({
    mode: 'condition',
    conditions: JSON.stringify({
      version: 1,
      root: {id: 'root', combinator: 'and', rules, ...root},
    }),
  })
}

function ruleOf(changes: object): SyncRule {
  const read = readSyncRule({redactionLevel: 'domains', approvalReference: 'DPIA-7', ...changes})
  if (!read.ok) throw new Error(describeProblems(read.problems))
  return read.rule
}

describe('the preview of a rule', () => {
  test('says mode and level', () => {
    expect(rulePreview(ruleOf({mode: 'all', redactionLevel: 'counts'}))).toBe(
      'enabled · all · totals only',
    )
    expect(rulePreview(ruleOf({mode: 'disabled'}))).toBe('disabled')
  })

  const condition = (field: string, operator: string, value?: unknown) => ({
    id: `${field} ${operator}`,
    field: `customer.${field}`,
    operator,
    value,
  })

  test.each([
    ['tag equals vip', [VIP]],
    ['tag equals vip or gold', [{...VIP, value: ['vip', 'gold']}]],
    ['tag all of vip and gold', [condition('tags', 'allOf', ['vip', 'gold'])]],
    ['tag is known', [condition('tags', 'isKnown')]],
    ['domain does not equal a.example', [condition('emailDomain', 'isNot', 'a.example')]],
    ['orders equals 0', [condition('numberOfOrders', 'is', 0)]],
    ['spent between 10 and 20', [condition('amountSpent', 'between', [10, 20])]],
    ['created is on or after 2 July 2026', [condition('createdAt', 'onOrAfter', '2026-07-02')]],
    [
      'updated is in the last 30 days',
      [condition('updatedAt', 'inLast', {amount: 30, unit: 'day'})],
    ],
    [
      'orders at least 2 and (tag equals vip or domain equals a.example)',
      [
        condition('numberOfOrders', 'atLeast', 2),
        {id: 'd', combinator: 'or', rules: [VIP, condition('emailDomain', 'is', 'a.example')]},
      ],
    ],
  ])('says the condition: %s', (text, rules) => {
    expect(rulePreview(conditional(rules))).toBe(
      `enabled · condition · totals, ranges and e-mail domains · ${text}`,
    )
  })

  test('says that a group means its opposite', () => {
    expect(rulePreview(conditional([VIP], {not: true}))).toMatch(/ · not \(tag equals vip\)$/u)
  })

  test('is in the language of the given translation', () => {
    const translate = (key: string, values = {}) =>
      key.startsWith('rule-preview.mode') ? 'bedingt' : englishAudience(key, values)
    expect(rulePreview(conditional([VIP]), translate)).toBe(
      'enabled · bedingt · totals, ranges and e-mail domains · tag equals vip',
    )
  })

  test('has words for all fields, operators and levels', () => {
    for (const level of REDACTION_LEVELS) {
      expect(RULE_PREVIEW_STRINGS).toHaveProperty([`rule-preview.level.${level}`])
    }
    for (const {name, type} of CUSTOMER_FIELDS.values()) {
      expect(RULE_PREVIEW_STRINGS).toHaveProperty([`subject.${name}`])
      for (const operator of type === 'date' ? [] : OPERATORS[type].keys()) {
        expect(RULE_PREVIEW_STRINGS).toHaveProperty([`rule-preview.operator.${operator}`])
      }
    }
  })
})
