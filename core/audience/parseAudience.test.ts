import * as fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {anyText} from '../testing/anyText.ts'
import {arbitraryAudienceDefinition} from '../testing/arbitraryAudience.ts'
import {audienceKey, sameAudience, serializeAudience} from './canonicalAudience.ts'
import {
  EVERYBODY,
  MAX_CONDITIONS,
  type AudienceDefinition,
  type AudienceGroup,
} from './definition.ts'
import {migrateDefinition, parseAudience, type DefinitionMigration} from './parseAudience.ts'

const rule = {id: 'r', field: 'name', operator: 'is', value: 'Ada'}

function withRules(...rules: unknown[]): unknown {
  return {version: 1, root: {id: 'g', combinator: 'and', rules}}
}

function nested(levels: number): unknown {
  let node: unknown = rule
  for (let level = 0; level < levels; level += 1) {
    node = {id: `g${level}`, combinator: 'and', rules: [node]}
  }
  return {version: 1, root: node}
}

describe('parseAudience', () => {
  test('parses JSON text and values, and drops unknown members', () => {
    const own = withRules({...rule, path: [0], locked: true, disabled: false})
    const read = parseAudience(own)
    expect(read.problems).toEqual([])
    expect(read).toEqual(parseAudience(JSON.stringify(own)))
    expect(read.definition?.root.rules).toEqual([{...rule, locked: true}])
  })

  test('names each condition that is malformed, and keeps the others', () => {
    const {definition, problems} = parseAudience(
      withRules(rule, {id: 'x', field: 'name'}, 7, {id: 'y', combinator: 'xor', rules: []}),
    )
    expect(problems).toMatchObject([
      {
        path: 'root.rules[1]',
        ruleId: 'x',
        field: 'name',
        code: 'audience.operator-missing',
      },
      {path: 'root.rules[2]', ruleId: null, field: null},
      {
        path: 'root.rules[3]',
        ruleId: 'y',
        code: 'audience.combinator',
      },
    ])
    expect(definition?.root.rules).toEqual([rule])
  })

  test('assigns ids to nodes without one or with a duplicate', () => {
    const {definition} = parseAudience(withRules(rule, rule, {...rule, id: undefined}))
    const ids = definition?.root.rules.map(({id}) => id)
    expect(ids).toEqual(['r', 'root.rules[1]', 'root.rules[2]'])
  })

  test.each([
    ['no JSON', '{', 'audience.not-json'],
    ['a list', [], 'audience.not-json'],
    ['nothing', undefined, 'audience.not-json'],
    ['no version', {root: {}}, 'audience.version-missing'],
    ['a later version', {version: 2, root: {}}, 'audience.version-new'],
    ['no root', {version: 1}, 'audience.shape'],
  ])('refuses %s as a definition', (_, input, code) => {
    const {definition, problems} = parseAudience(input)
    expect(definition).toBeNull()
    expect(problems).toMatchObject([{code}])
  })

  test('enforces the limits of conditions and levels', () => {
    const rules = (count: number) => Array.from({length: count}, (_, n) => ({...rule, id: `r${n}`}))
    expect(parseAudience(withRules(...rules(MAX_CONDITIONS))).problems).toEqual([])
    expect(parseAudience(withRules(...rules(MAX_CONDITIONS + 1))).problems).toMatchObject([
      {code: 'audience.too-many-conditions', values: {limit: 250}},
    ])
    expect(parseAudience(nested(5)).problems).toEqual([])
    expect(parseAudience(nested(6)).problems).toMatchObject([
      {code: 'audience.levels', values: {limit: 5}},
    ])
    expect(parseAudience(nested(5000)).problems).toHaveLength(1)
  })

  test('never throws, for any input', () => {
    const {node} = fc.letrec<{node: unknown}>((tie) => ({
      node: fc.oneof(
        {maxDepth: 4},
        fc.anything(),
        fc.record({
          id: fc.anything(),
          combinator: fc.oneof(fc.constant('and'), fc.anything()),
          rules: fc.oneof(fc.array(tie('node')), fc.anything()),
        }),
        fc.record({field: anyText, operator: anyText, value: fc.anything()}),
      ),
    }))
    fc.assert(
      fc.property(fc.oneof(anyText, fc.anything(), node), node, (input, root) => {
        expect(parseAudience(input).definition === null).toBe(
          parseAudience(input).problems.some(({path}) => path === '' || path === 'root'),
        )
        const {definition} = parseAudience({version: 1, root})
        const again = parseAudience(definition ?? EVERYBODY)
        expect(again).toEqual({definition: definition ?? EVERYBODY, problems: []})
      }),
    )
  })
})

describe('canonical form', () => {
  test('is the same after storing and parsing', () => {
    fc.assert(
      fc.property(arbitraryAudienceDefinition, (own) => {
        const {definition} = parseAudience(own)
        const stored = definition && serializeAudience(definition)
        const again = parseAudience(stored).definition
        expect(again).toEqual(definition)
        expect(definition && again && sameAudience(definition, again)).toBe(true)
      }),
    )
  })

  test('ignores the order of members; the key also ignores names, locks and mutes', () => {
    const root: AudienceGroup = {id: 'g', combinator: 'and', rules: [rule]}
    const one: AudienceDefinition = {version: 1, root}
    const turned: AudienceDefinition = {
      root: {rules: [rule], combinator: 'and', id: 'g'},
      version: 1,
    }
    expect(sameAudience(one, turned)).toBe(true)
    const other: AudienceDefinition = {
      version: 1,
      root: {
        id: 'h',
        combinator: 'or',
        locked: true,
        rules: [
          {...rule, id: 's'},
          {...rule, id: 't', disabled: true},
        ],
      },
    }
    expect(sameAudience(one, other)).toBe(false)
    expect(audienceKey(one)).toBe(audienceKey(other))
    expect(audienceKey(one)).not.toBe(audienceKey(EVERYBODY))
  })
})

test('migrateDefinition migrates version by version and reports a missing step', () => {
  const steps = new Map<number, DefinitionMigration>([
    [1, (own) => ({...own, two: true})],
    [2, (own) => ({...own, three: own['two']})],
  ])
  expect(migrateDefinition({version: 1}, steps, 3)).toEqual({
    ok: true,
    definition: {version: 3, two: true, three: true},
  })
  expect(migrateDefinition({version: 1}, new Map(), 2)).toMatchObject({ok: false})
  expect(migrateDefinition({version: '1'})).toMatchObject({ok: false})
})
