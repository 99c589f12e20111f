import * as fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {checkAudience} from '../../../core/audience/checkAudience.ts'
import {
  isAudienceGroup,
  type AudienceGroup,
  type AudienceRule,
} from '../../../core/audience/definition.ts'
import {parseAudience} from '../../../core/audience/parseAudience.ts'
import {
  arbitraryAudienceDefinition,
  AUDIENCE_TEST_FIELDS,
  AUDIENCE_TEST_SEGMENTS,
} from '../../../core/testing/arbitraryAudience.ts'
import {exceededLimit, fromBuilderQuery, querySize, toBuilderQuery} from './builderQuery.ts'

const context = {fields: AUDIENCE_TEST_FIELDS, segments: AUDIENCE_TEST_SEGMENTS}

function unexpectedId(): string {
  throw new Error('Every node has an id already.')
}

/** The same with some of it locked, which generated definitions are not. */
function withLocks(node: AudienceGroup, every: number): AudienceGroup {
  const locked = (index: number) => (index % every === 0 ? {locked: true} : {})
  return {
    ...node,
    rules: node.rules.map((child, index): AudienceGroup | AudienceRule =>
      isAudienceGroup(child)
        ? {...withLocks(child, every), ...locked(index)}
        : {...child, ...locked(index)},
    ),
  }
}

describe('a definition and the builder’s query', () => {
  test('every definition survives the conversion both ways', () => {
    const arbitrary = fc.tuple(arbitraryAudienceDefinition, fc.integer({min: 1, max: 4}))
    fc.assert(
      fc.property(arbitrary, ([{version, root}, every]) => {
        const {definition} = parseAudience({version, root: withLocks(root, every)})
        if (!definition) throw new Error('The generated definition could not be read.')
        const query = toBuilderQuery(definition)
        expect(fromBuilderQuery(query, unexpectedId)).toEqual(definition)
        // The library may hand back a frozen copy that went through JSON.
        const copy: typeof query = structuredClone(query)
        expect(checkAudience(fromBuilderQuery(copy, unexpectedId), context).ok).toBe(
          checkAudience(definition, context).ok,
        )
      }),
    )
  })

  test('our “disabled” is “muted” in the library, and our “locked” is “disabled”', () => {
    const rule = {id: 'r', field: 'score', operator: 'isKnown', disabled: true, locked: true}
    const root: AudienceGroup = {id: 'g', combinator: 'or', not: true, rules: [rule]}
    expect(toBuilderQuery({version: 1, root})).toEqual({
      id: 'g',
      combinator: 'or',
      not: true,
      rules: [
        {
          id: 'r',
          field: 'score',
          operator: 'isKnown',
          value: undefined,
          muted: true,
          disabled: true,
        },
      ],
    })
  })

  test('nodes without an id get one', () => {
    let number = 0
    const query = {combinator: 'and', rules: [{field: 'name', operator: 'is', value: 'Ada'}]}
    expect(fromBuilderQuery(query, () => `n${(number += 1)}`)).toEqual({
      version: 1,
      root: {
        id: 'n1',
        combinator: 'and',
        rules: [{id: 'n2', field: 'name', operator: 'is', value: 'Ada'}],
      },
    })
  })
})

describe('limits', () => {
  const rule = {field: 'name', operator: 'is', value: 'Ada'}
  const group = (rules: number) => ({
    combinator: 'and',
    rules: Array.from({length: rules}, () => rule),
  })

  test('250 conditions and 5 levels are the most', () => {
    expect(exceededLimit(group(250))).toBeNull()
    expect(exceededLimit(group(251))).toBe('conditions')
    const deep = {combinator: 'and', rules: [{combinator: 'or', rules: [group(1)]}]}
    expect(querySize(deep)).toEqual({conditions: 1, levels: 3})
    const deeper = {combinator: 'and', rules: [{combinator: 'or', rules: [deep]}]}
    expect(exceededLimit(deeper)).toBeNull()
    expect(exceededLimit({combinator: 'and', rules: [deeper]})).toBe('levels')
  })
})
