import {describe, expect, test} from 'vitest'
import {restoreRule} from './restoreRule.ts'

const RULE = {
  _id: 'artameta.rule.customers',
  _rev: 'r1',
  mode: 'all',
  redactionLevel: 'counts',
  revision: 4,
}

function setOf(rule: object, before: readonly ({revision?: unknown} | null)[]) {
  // Each change left the revision as the last one did.
  const changes = before.map((each) => ({before: each, after: {...RULE, ...rule}}))
  const [mutation] = restoreRule({...RULE, ...rule}, changes)
  return mutation && 'patch' in mutation ? mutation.patch.set : null
}

describe('a rule that was changed', () => {
  test('is left alone when its revision was raised', () => {
    expect(restoreRule(RULE, [{before: {revision: 3}, after: RULE}])).toEqual([])
    const first = {...RULE, revision: 1}
    expect(restoreRule(first, [{before: null, after: first}])).toEqual([])
    const changes = [
      {before: null, after: first},
      {before: first, after: {revision: 2}},
    ]
    expect(restoreRule({...RULE, revision: 2}, changes)).toEqual([])
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
