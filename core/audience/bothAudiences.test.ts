import * as fc from 'fast-check'
import {expect, test} from 'vitest'
import {
  arbitraryAudienceDefinition,
  AUDIENCE_TEST_FIELDS,
  AUDIENCE_TEST_SEGMENTS,
} from '../testing/arbitraryAudience.ts'
import {arbitraryLeads} from '../testing/arbitraryLead.ts'
import {AUDIENCE_MOMENT} from '../testing/audienceValues.ts'
import {bothAudiences} from './bothAudiences.ts'
import {checkAudience} from './checkAudience.ts'
import {EVERYBODY, type AudienceDefinition} from './definition.ts'
import {audienceToPredicate} from './toPredicate.ts'

function predicate(definition: AudienceDefinition) {
  const checked = checkAudience(definition, {
    fields: AUDIENCE_TEST_FIELDS,
    segments: AUDIENCE_TEST_SEGMENTS,
  })
  return checked.ok ? audienceToPredicate(checked.audience, AUDIENCE_MOMENT) : null
}

test('means the leads that both mean', () => {
  let compared = 0
  fc.assert(
    fc.property(
      fc.option(arbitraryAudienceDefinition),
      arbitraryAudienceDefinition,
      arbitraryLeads,
      (first, second, {leads, activities}) => {
        const [a, b] = [predicate(first ?? EVERYBODY), predicate(second)]
        const both = predicate(bothAudiences(first, second))
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

test('keeps conditions apart that have the same id, and goes no deeper than need be', () => {
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
