import {describe, expect, test} from 'vitest'
import {Mutation} from '@sanity/mutator'
import {policyDiff, undoRule, type PolicyRow} from './rulePolicy.ts'
import {settingsOf, type RuleDocument} from './ruleSettings.ts'

const rule = (site: string, changes: object = {}): RuleDocument => ({
  _id: `${site}.rule.customers`,
  _rev: 'rev-1',
  _type: 'customerSyncRule',
  site,
  mode: 'all',
  redactionLevel: 'buckets',
  cellThreshold: 10,
  approvalReference: 'DPIA-7',
  purposes: {tags: 'loyalty'},
  tenantMayEdit: false,
  revision: 3,
  ...changes,
})

function applied(row: PolicyRow | undefined, current: RuleDocument | null): RuleDocument {
  if (row?.kind !== 'change') throw new Error('The row changes nothing.')
  const mutations = row.mutations
  const result: unknown = new Mutation({mutations, resultRev: 'rev-2'}).apply(
    current && {...current, _type: 'customerSyncRule'},
  )
  if (typeof result !== 'object' || result === null) throw new Error('Nothing is left.')
  return {...result, _id: `${row.site}.rule.customers`, _rev: 'rev-2'}
}

const POLICY = {redactionLevel: 'counts', cellThreshold: 20, purposes: {state: 'service'}} as const

describe('a policy', () => {
  test('says for each site what it changes, or why it cannot', () => {
    const rows = policyDiff(
      [
        {site: 'alpha', rule: rule('alpha')},
        {site: 'beta', rule: rule('beta', {...POLICY, purposes: {state: 'service'}})},
        {site: 'gamma', rule: rule('gamma', {approvalReference: ''})},
        {site: 'delta', rule: null},
      ],
      POLICY,
    )
    expect(rows.map(({kind}) => kind)).toEqual(['change', 'same', 'refused', 'change'])
    expect(rows[0]).toMatchObject({
      before: {mode: 'all', level: 'buckets', audience: null},
      after: {mode: 'all', level: 'counts', audience: null},
      changes: [{name: 'redactionLevel'}, {name: 'cellThreshold'}, {name: 'purposes'}],
    })
    expect(rows[2]).toMatchObject({problems: [{field: 'approvalReference'}]})
    expect(rows[3]).toMatchObject({before: null, after: {mode: 'disabled'}})
    const after = applied(rows[0], rule('alpha'))
    expect(settingsOf(after).purposes).toEqual({tags: 'loyalty', state: 'service'})
    // Applied again it changes nothing.
    expect(policyDiff([{site: 'alpha', rule: after}], POLICY)[0]?.kind).toBe('same')
  })

  test('is undone where the rule is as the policy left it', () => {
    const [row] = policyDiff([{site: 'alpha', rule: rule('alpha')}], POLICY)
    if (row?.kind !== 'change') throw new Error('It changes nothing.')
    const after = applied(row, rule('alpha'))
    const undone = undoRule(row.undo, after)
    expect(undone).toMatchObject({
      ok: true,
      mutations: [{patch: {ifRevisionID: 'rev-2', set: {redactionLevel: 'buckets', revision: 5}}}],
    })
    const changed = undoRule(row.undo, {...after, keepDays: 30})
    expect(changed).toEqual({ok: false, problems: [{code: 'rule.changed-since-policy'}]})
    expect(undoRule(row.undo, null).ok).toBe(false)
    // A second time there is nothing to do.
    expect(undoRule(row.undo, rule('alpha', {revision: 5}))).toEqual({ok: true, mutations: []})
  })

  test('that created a rule is undone by switching it off', () => {
    const policy = {mode: 'all', approvalReference: 'DPIA-9'} as const
    const [row] = policyDiff([{site: 'delta', rule: null}], policy)
    if (row?.kind !== 'change') throw new Error('It changes nothing.')
    expect(undoRule(row.undo, applied(row, null))).toMatchObject({
      ok: true,
      mutations: [{patch: {set: {mode: 'disabled', revision: 2}}}],
    })
  })
})
