import * as fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {
  arbitraryAudienceDefinition,
  AUDIENCE_TEST_FIELDS,
  AUDIENCE_TEST_SEGMENTS,
} from '../testing/arbitraryAudience.ts'
import {arbitraryLeads} from '../testing/arbitraryLead.ts'
import {AUDIENCE_MOMENT} from '../testing/audienceValues.ts'
import {audienceKey} from './canonicalAudience.ts'
import {checkAudience} from './checkAudience.ts'
import {audienceOfGroup, bothAudiences, GROUP_USES, groupInAudience} from './combineAudiences.ts'
import {EVERYBODY, type AudienceDefinition, type AudienceGroup} from './definition.ts'
import {audienceToPredicate} from './evaluateAudience.ts'
import {parseAudience} from './parseAudience.ts'

const context = {fields: AUDIENCE_TEST_FIELDS, segments: AUDIENCE_TEST_SEGMENTS}
const WON = 'artameta.segment.won'
const anySegment = fc.constantFrom(...AUDIENCE_TEST_SEGMENTS.keys())
/** Definitions as they are generated, and those that use segments at their root. */
const anyDefinition = fc.oneof(
  {weight: 3, arbitrary: arbitraryAudienceDefinition},
  {
    weight: 1,
    arbitrary: fc
      .record({
        operator: fc.constantFrom('anyOf', 'allOf', 'noneOf'),
        value: fc.uniqueArray(anySegment, {minLength: 1}),
        combinator: fc.constantFrom('and' as const, 'or' as const),
        not: fc.boolean(),
        others: arbitraryAudienceDefinition,
      })
      .map(({operator, value, combinator, not, others}): AudienceDefinition => {
        const rule = {id: 'uses', field: 'segment', operator, value}
        const rules = [rule, ...others.root.rules.slice(0, 1)]
        return {version: 1, root: {id: 'root', combinator, not, rules}}
      }),
  },
)

/** `null` for a definition that is not valid. */
function predicateOrNull(definition: AudienceDefinition) {
  const checked = checkAudience(definition, context)
  return checked.ok ? audienceToPredicate(checked.audience, AUDIENCE_MOMENT) : null
}

function predicate(definition: AudienceDefinition) {
  const result = predicateOrNull(definition)
  if (!result) throw new Error('The definition is not valid.')
  return result
}

function rules(definition: AudienceDefinition) {
  return definition.root.rules
}

function group(over: Partial<AudienceGroup>): AudienceDefinition {
  const score = {id: 'r', field: 'score', operator: 'atLeast', value: 5}
  return {version: 1, root: {id: 'root', combinator: 'and', rules: [score], ...over}}
}

const segmentOf = (id: string) => ({kind: 'segment', id}) as const

describe('the leads of two audiences', () => {
  test('matches the leads that match both', () => {
    let compared = 0
    fc.assert(
      fc.property(
        fc.option(arbitraryAudienceDefinition),
        arbitraryAudienceDefinition,
        arbitraryLeads,
        (first, second, {leads, activities}) => {
          const [a, b] = [predicateOrNull(first ?? EVERYBODY), predicateOrNull(second)]
          const both = predicateOrNull(bothAudiences(first, second))
          // Two that fit may be too deep together.
          if (!a || !b || !both) return
          compared += leads.length
          for (const lead of leads) {
            expect(both(lead, activities)).toBe(a(lead, activities) && b(lead, activities))
          }
        },
      ),
      {numRuns: 500},
    )
    expect(compared).toBeGreaterThan(100)
  })

  test('keeps conditions with the same id separate, and nests no deeper than needed', () => {
    const rule = {id: 'r', field: 'score', operator: 'atLeast', value: 5}
    const some: AudienceDefinition = {
      version: 1,
      root: {id: 'root', combinator: 'and', rules: [rule]},
    }
    const others: AudienceDefinition = {
      version: 1,
      root: {id: 'root', combinator: 'or', not: true, rules: [rule, {...rule, id: 's'}]},
    }
    expect(bothAudiences(some, others).root).toEqual({
      id: 'both',
      combinator: 'and',
      rules: [
        {...rule, id: 'a.r'},
        {
          id: 'b.root',
          combinator: 'or',
          not: true,
          rules: [
            {...rule, id: 'b.r'},
            {...rule, id: 'b.s'},
          ],
        },
      ],
    })
  })
})

describe('the audience of a campaign with a segment', () => {
  test('adds the segment’s people, restricts to them, or replaces the audience', () => {
    fc.assert(
      fc.property(
        anyDefinition,
        anySegment,
        fc.constantFrom(...GROUP_USES),
        arbitraryLeads,
        (current, segmentId, use, {leads, activities}) => {
          const was = predicate(current)
          const inSegment = predicate(audienceOfGroup(segmentOf(segmentId)))
          const is = predicate(groupInAudience(current, segmentOf(segmentId), use))
          for (const lead of leads) {
            const [a, b] = [was(lead, activities), inSegment(lead, activities)]
            const expected = use === 'add' ? a || b : use === 'narrow' ? a && b : b
            expect(is(lead, activities)).toBe(expected)
          }
        },
      ),
      {numRuns: 500},
    )
  })

  test('does not change when the segment is used the same way again', () => {
    fc.assert(
      fc.property(anyDefinition, anySegment, fc.constantFrom(...GROUP_USES), (current, id, use) => {
        const once = groupInAudience(current, segmentOf(id), use)
        expect(groupInAudience(once, segmentOf(id), use)).toEqual(once)
      }),
    )
  })

  test('is valid, has unique ids, and keeps the earlier conditions unchanged', () => {
    fc.assert(
      fc.property(anyDefinition, anySegment, (generated, id) => {
        // As it is read from a document.
        const current = parseAudience(generated).definition ?? generated
        for (const use of ['add', 'narrow'] as const) {
          const made = groupInAudience(current, segmentOf(id), use)
          expect(parseAudience(made)).toEqual({definition: made, problems: []})
          const text = JSON.stringify(made)
          for (const node of current.root.rules) expect(text).toContain(JSON.stringify(node))
        }
      }),
    )
  })

  test('adds no level where the group has the same combinator', () => {
    const added = groupInAudience(group({combinator: 'or'}), segmentOf(WON), 'add')
    expect(rules(added).map(({id}) => id)).toEqual(['r', 'segment'])
    const both = groupInAudience(added, segmentOf('artameta.segment.others'), 'add')
    expect(rules(both).map(({id}) => id)).toEqual(['r', 'segment', 'segment-2'])
    // A group of one condition may join either way.
    expect(groupInAudience(group({}), segmentOf(WON), 'add').root).toMatchObject({combinator: 'or'})
    const narrowed = groupInAudience(both, segmentOf(WON), 'narrow')
    expect(narrowed.root).toMatchObject({id: 'campaign', combinator: 'and'})
    expect(rules(narrowed)).toEqual([both.root, expect.objectContaining({field: 'segment'})])
  })

  test.each([{not: true}, {locked: true}])('does not change a group that is %j', (over) => {
    const current = group(over)
    expect(rules(groupInAudience(current, segmentOf(WON), 'add'))[0]).toEqual(current.root)
  })

  test('is the segment’s audience where the campaign had none', () => {
    for (const use of GROUP_USES) {
      const made = groupInAudience(null, segmentOf(WON), use)
      expect(audienceKey(made)).toBe(audienceKey(audienceOfGroup(segmentOf(WON))))
    }
  })

  test('still matches every lead when people are added', () => {
    const off = {id: 'r', field: 'score', operator: 'atLeast', value: 5, disabled: true}
    const everybody = group({rules: [off]})
    expect(groupInAudience(everybody, segmentOf(WON), 'add')).toBe(everybody)
    expect(rules(groupInAudience(everybody, segmentOf(WON), 'narrow'))).toHaveLength(2)
  })
})
