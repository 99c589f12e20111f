import {describe, expect, test} from 'vitest'
import {describeProblem} from '../problems/problem.ts'
import {ForeignDocumentError} from '../tenancy/documentId.ts'
import {decideRuleChange, restoreRule, switchOff} from './ruleChange.ts'
import {DEFAULT_SETTINGS, settingsOf, type RuleDocument, type RuleSettings} from './ruleSettings.ts'
import {rulePreview} from './rulePreview.ts'
import {readSyncRule} from './syncRule.ts'

const TAGGED = {
  version: 1,
  root: {
    id: 'root',
    combinator: 'and',
    rules: [{id: 'a', field: 'customer.tags', operator: 'anyOf', value: ['vip']}],
  },
}

const stored = (changes: object = {}): RuleDocument => ({
  _id: 'alpha.rule.customers',
  _rev: 'rev-1',
  _type: 'customerSyncRule',
  site: 'alpha',
  mode: 'condition',
  redactionLevel: 'domains',
  conditions: JSON.stringify(TAGGED),
  cellThreshold: 10,
  approvalReference: 'DPIA-7',
  approvalUntil: '2027-01-31',
  tenantMayEdit: false,
  revision: 3,
  ...changes,
})

const settings = (changes: Partial<RuleSettings> = {}): RuleSettings => ({
  ...settingsOf(stored()),
  ...changes,
})

describe('saving a rule', () => {
  test('creates a valid document where there is none', () => {
    const decision = decideRuleChange(
      'alpha',
      null,
      settings({purposes: {tags: ' loyalty ', state: ''}}),
    )
    if (!decision.ok) throw new Error('refused')
    expect(rulePreview(decision.rule)).toBe(
      'enabled · condition · totals, ranges and e-mail domains · tag equals vip',
    )
    expect(decision.mutations).toMatchObject([
      {
        create: {
          _id: 'alpha.rule.customers',
          _type: 'customerSyncRule',
          site: 'alpha',
          purposes: {tags: 'loyalty'},
          revision: 1,
        },
      },
    ])
    const [mutation] = decision.mutations
    expect(mutation && 'create' in mutation && readSyncRule(mutation.create).ok).toBe(true)
  })

  test('writes what changed, raises the revision, and applies to the revision that was read', () => {
    const decision = decideRuleChange(
      'alpha',
      stored(),
      settings({mode: 'all', redactionLevel: 'counts', approvalUntil: null}),
    )
    expect(decision).toMatchObject({
      ok: true,
      revision: 4,
      rule: {mode: 'all', level: 'counts', audience: null},
      changes: [
        {name: 'mode', before: 'condition', after: 'all'},
        {name: 'redactionLevel', before: 'domains', after: 'counts'},
        {name: 'approvalUntil', before: '2027-01-31', after: null},
      ],
      mutations: [
        {
          patch: {
            id: 'alpha.rule.customers',
            ifRevisionID: 'rev-1',
            set: {mode: 'all', redactionLevel: 'counts', revision: 4},
            unset: ['approvalUntil'],
          },
        },
      ],
    })
  })

  test('writes nothing where nothing differs, even when written differently', () => {
    const spaced = stored({conditions: JSON.stringify(TAGGED, null, 2)})
    expect(decideRuleChange('alpha', spaced, settings())).toMatchObject({
      ok: true,
      mutations: [],
      revision: 3,
    })
  })

  test.each([
    ['conditions', {conditions: null}],
    ['conditions', {conditions: '   '}],
    ['conditions', {conditions: '{'}],
    [
      'conditions',
      {conditions: '{"version":1,"root":{"id":"root","combinator":"and","rules":[]}}'},
    ],
    ['cellThreshold', {cellThreshold: 4}],
    ['keepDays', {keepDays: 0}],
    ['approvalReference', {approvalReference: ' '}],
    ['approvalUntil', {approvalUntil: '2027-02-30'}],
    ['allowedTags', {allowedTags: ['vip', ' ']}],
    ['purposes', {purposes: {tags: 'x'.repeat(201)}}],
  ] as const)('is refused, with the field %s and a reason', (field, changes) => {
    const decision = decideRuleChange('alpha', stored(), settings(changes))
    expect(decision.ok).toBe(false)
    if (decision.ok) return
    expect(decision.problems.map((problem) => problem.field)).toContain(field)
    expect(decision.problems.every((each) => describeProblem(each) !== '')).toBe(true)
  })

  test('switched off needs neither condition nor approval', () => {
    expect(decideRuleChange('alpha', null, DEFAULT_SETTINGS)).toMatchObject({
      ok: true,
      rule: {mode: 'disabled'},
    })
  })

  test('corrects an invalid document', () => {
    const odd = stored({mode: 'sometimes', revision: 'many', conditions: 3})
    const decision = decideRuleChange('alpha', odd, {...settingsOf(odd), mode: 'disabled'})
    expect(decision).toMatchObject({
      ok: true,
      mutations: [{patch: {set: {mode: 'disabled', revision: 1}, unset: ['conditions']}}],
    })
  })

  test('never changes the rule of another site', () => {
    expect(() => decideRuleChange('beta', stored(), settings())).toThrow(ForeignDocumentError)
  })
})

const ACME = {_id: 'acme.rule.customers', _rev: 'r1', site: 'acme'}

test('a rule is switched off with a higher revision, even when it is invalid', () => {
  for (const [revision, next] of [
    [3, 4],
    [undefined, 1],
    ['x', 1],
    [-2, 1],
  ] as const) {
    expect(switchOff('acme', {...ACME, mode: 'condition', revision})).toEqual([
      {patch: {id: ACME._id, ifRevisionID: 'r1', set: {mode: 'disabled', revision: next}}},
    ])
  }
  expect(switchOff('acme', {...ACME, mode: 'disabled'})).toEqual([])
  expect(() => switchOff('other', {...ACME, mode: 'all'})).toThrow('other')
})

const CHANGED = {
  _id: 'artameta.rule.customers',
  _rev: 'r1',
  mode: 'all',
  redactionLevel: 'counts',
  revision: 4,
}

function setOf(rule: object, before: readonly ({revision?: unknown} | null)[]) {
  // Each change left the revision as the last one did.
  const changes = before.map((each) => ({before: each, after: {...CHANGED, ...rule}}))
  const [mutation] = restoreRule({...CHANGED, ...rule}, changes)
  return mutation && 'patch' in mutation ? mutation.patch.set : null
}

describe('a rule that was changed', () => {
  test('is not changed when its revision was raised', () => {
    expect(restoreRule(CHANGED, [{before: {revision: 3}, after: CHANGED}])).toEqual([])
    const first = {...CHANGED, revision: 1}
    expect(restoreRule(first, [{before: null, after: first}])).toEqual([])
    const changes = [
      {before: null, after: first},
      {before: first, after: {revision: 2}},
    ]
    expect(restoreRule({...CHANGED, revision: 2}, changes)).toEqual([])
  })

  test.each([
    ['stayed', {revision: 4}, [{revision: 4}], 5],
    ['was lowered', {revision: 1}, [{revision: 7}], 8],
    ['was removed', {revision: undefined}, [{revision: 7}], 8],
    ['is no number', {revision: 'many'}, [{revision: 7}], 8],
    ['stayed in several changes', {revision: 4}, [{revision: 4}, {revision: 4}], 6],
    ['was never there', {revision: undefined}, [null], 1],
  ])('gets a higher revision when it %s', (_, rule, before, revision) => {
    expect(setOf(rule, before)).toEqual({revision})
  })

  test.each([undefined, '', '{}', 'no JSON'])(
    'is switched off when it asks for a condition and has %j',
    (conditions) => {
      expect(setOf({mode: 'condition', conditions, revision: 5}, [{revision: 4}])).toEqual({
        mode: 'disabled',
        revision: 6,
      })
    },
  )
})
