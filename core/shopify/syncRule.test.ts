import {anything, assert, property} from 'fast-check'
import {describe, expect, test} from 'vitest'
import {describeProblems} from '../problems/problem.ts'
import {approvalFault, needsEmailDomains, readSyncRule, type SyncRule} from './syncRule.ts'

const TAGGED = {
  version: 1,
  root: {
    id: 'root',
    combinator: 'and',
    rules: [{id: 'a', field: 'customer.tags', operator: 'anyOf', value: ['vip']}],
  },
}

function document(changes: object = {}) {
  return {
    mode: 'condition',
    redactionLevel: 'domains',
    conditions: JSON.stringify(TAGGED),
    cellThreshold: 10,
    approvalReference: 'DPIA-7',
    tenantMayEdit: false,
    revision: 3,
    ...changes,
  }
}

function ruleOf(changes: object = {}): SyncRule {
  const read = readSyncRule(document(changes))
  if (!read.ok) throw new Error(describeProblems(read.problems))
  return read.rule
}

const withRules = (rules: readonly object[], combinator = 'and') =>
  JSON.stringify({version: 1, root: {id: 'root', combinator, rules}})

describe('a rule', () => {
  test.each([
    ['conditions', {conditions: ''}],
    ['conditions', {conditions: null}],
    ['conditions', {conditions: '{'}],
    ['conditions', {conditions: withRules([])}],
    ['conditions', {conditions: withRules([{...TAGGED.root.rules[0], disabled: true}])}],
    [
      'conditions',
      {conditions: withRules([{id: 'a', field: 'email', operator: 'is', value: 'x'}])},
    ],
    ['mode', {mode: 'everything'}],
    ['redactionLevel', {redactionLevel: 'raw'}],
    ['cellThreshold', {cellThreshold: 1}],
    ['cellThreshold', {cellThreshold: 7.5}],
    ['allowedTags', {allowedTags: 'vip'}],
    ['approvalUntil', {approvalUntil: 'next year'}],
  ])('is refused for its %s: %o', (field, changes) => {
    const read = readSyncRule(document(changes))
    expect(read).toMatchObject({ok: false, problems: [{field}]})
  })

  test('of any shape is parsed or refused', () => {
    assert(
      property(anything(), (value) => {
        expect(typeof readSyncRule(value).ok).toBe('boolean')
      }),
    )
  })

  test('needs an approval that has not expired, unless it counts nobody', () => {
    const fault = (changes: object) => approvalFault(ruleOf(changes), '2026-06-15')
    expect(fault({})).toBeNull()
    expect(fault({approvalReference: ' '})).toBe('approval-missing')
    expect(fault({approvalReference: null, mode: 'disabled'})).toBeNull()
    expect(fault({approvalUntil: '2026-06-15'})).toBeNull()
    expect(fault({approvalUntil: '2026-06-14'})).toBe('approval-expired')
  })

  test('needs addresses only for domains', () => {
    expect(needsEmailDomains(ruleOf())).toBe(true)
    expect(needsEmailDomains(ruleOf({redactionLevel: 'buckets'}))).toBe(false)
    const domain = {id: 'c', field: 'customer.emailDomain', operator: 'is', value: 'a.example'}
    const group = {id: 'd', combinator: 'or', rules: [domain]}
    const conditions = withRules([group])
    expect(needsEmailDomains(ruleOf({redactionLevel: 'counts', conditions}))).toBe(true)
  })
})
