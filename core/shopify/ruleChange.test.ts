import {describe, expect, test} from 'vitest'
import {ForeignDocumentError} from '../tenancy/assertSameSite.ts'
import {ruleChange} from './ruleChange.ts'
import {FIRST_SETTINGS, settingsOf, type RuleDocument, type RuleSettings} from './ruleSettings.ts'
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
  test('makes a sound document where there is none', () => {
    const decision = ruleChange('alpha', null, settings({purposes: {tags: ' loyalty ', state: ''}}))
    if (!decision.ok) throw new Error('refused')
    expect(decision.preview).toBe('enabled · condition · domain only · tag equals vip')
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

  test('writes what changed, raises the revision, and holds for what was read', () => {
    const decision = ruleChange(
      'alpha',
      stored(),
      settings({mode: 'all', redactionLevel: 'counts', approvalUntil: null}),
    )
    expect(decision).toMatchObject({
      ok: true,
      revision: 4,
      preview: 'enabled · all · totals only',
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

  test('writes nothing where nothing is different, however it is spelled', () => {
    const spaced = stored({conditions: JSON.stringify(TAGGED, null, 2)})
    expect(ruleChange('alpha', spaced, settings())).toMatchObject({
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
    const decision = ruleChange('alpha', stored(), settings(changes))
    expect(decision.ok).toBe(false)
    if (decision.ok) return
    expect(decision.problems.map((problem) => problem.field)).toContain(field)
    expect(decision.problems.every(({reason}) => reason !== '')).toBe(true)
  })

  test('switched off needs neither condition nor approval', () => {
    expect(ruleChange('alpha', null, FIRST_SETTINGS)).toMatchObject({ok: true, preview: 'disabled'})
  })

  test('puts an unsound document right', () => {
    const odd = stored({mode: 'sometimes', revision: 'many', conditions: 3})
    const decision = ruleChange('alpha', odd, {...settingsOf(odd), mode: 'disabled'})
    expect(decision).toMatchObject({
      ok: true,
      mutations: [{patch: {set: {mode: 'disabled', revision: 1}, unset: ['conditions']}}],
    })
  })

  test('never takes the rule of another site', () => {
    expect(() => ruleChange('beta', stored(), settings())).toThrow(ForeignDocumentError)
  })
})
