import * as fc from 'fast-check'
import {evaluateSync, parse} from 'groq-js'
import {expect, test} from 'vitest'
import {propertyRuns} from '../../tooling/testing/propertyRuns.ts'
import {
  arbitraryAudienceDefinition,
  arbitraryAudienceRule,
  AUDIENCE_TEST_FIELDS,
  AUDIENCE_TEST_SEGMENTS,
} from '../testing/arbitraryAudience.ts'
import {arbitraryLeads} from '../testing/arbitraryLead.ts'
import {AUDIENCE_MOMENT, AUDIENCE_SITE} from '../testing/audienceValues.ts'
import {checkAudience, type Audience} from './checkAudience.ts'
import type {AudienceDefinition, AudienceGroup} from './definition.ts'
import {audienceToPredicate, explainAudience} from './evaluateAudience.ts'
import {audienceToGroq} from './toGroq.ts'

const context = {fields: AUDIENCE_TEST_FIELDS, segments: AUDIENCE_TEST_SEGMENTS}

function checked(definition: AudienceDefinition): Audience {
  const result = checkAudience(definition, context)
  if (!result.ok) throw new Error(JSON.stringify(result.problems))
  return result.audience
}

function idsByGroq(audience: Audience, documents: readonly object[]): unknown {
  const {filter, params} = audienceToGroq(audience, AUDIENCE_MOMENT)
  const tree = parse(`*[_type == "lead" && site == $site && (${filter})]._id`, {
    params: {...params, site: AUDIENCE_SITE},
  })
  const value = evaluateSync(tree, {dataset: documents, params: {...params, site: AUDIENCE_SITE}})
  return value.type === 'array' ? value.data : null
}

/** What GROQ, its opposite and the explanation say, each next to what the predicate says. */
function answers(definition: AudienceDefinition, {leads, activities}: Leads) {
  const audience = checked(definition)
  const matches = audienceToPredicate(audience, AUDIENCE_MOMENT)
  const ids = leads.filter((lead) => matches(lead, activities)).map(({_id}) => _id)
  const documents = [...leads, ...activities]
  const opposite = checked({
    ...definition,
    root: {...definition.root, not: definition.root.not !== true},
  })
  const others = leads.filter(({_id}) => !ids.includes(_id)).map(({_id}) => _id)
  const explained = leads.filter(
    (lead) => explainAudience(audience, AUDIENCE_MOMENT, lead, activities).matches,
  )
  return {
    actual: [
      idsByGroq(audience, documents),
      idsByGroq(opposite, documents),
      explained.map(({_id}) => _id),
    ],
    expected: [ids, opposite.root ? others : leads.map(({_id}) => _id), ids],
  }
}

interface Leads {
  leads: {_id: string}[]
  activities: object[]
}

test('each condition and its negation match the same leads in GROQ and TypeScript', () => {
  fc.assert(
    fc.property(arbitraryAudienceRule, arbitraryLeads, (rule, leads) => {
      const root: AudienceGroup = {id: 'g', combinator: 'and', rules: [rule]}
      const {actual, expected} = answers({version: 1, root}, leads)
      expect(actual).toEqual(expected)
    }),
    {numRuns: propertyRuns(2800)},
  )
}, 600_000)

test('conditions in groups match the same leads in GROQ and TypeScript', () => {
  fc.assert(
    fc.property(arbitraryAudienceDefinition, arbitraryLeads, (definition, leads) => {
      const {actual, expected} = answers(definition, leads)
      expect(actual).toEqual(expected)
    }),
    {numRuns: propertyRuns(1200)},
  )
}, 600_000)

test('repetitive texts and the markers of suffix searches match the same leads in GROQ and TypeScript', () => {
  const text = fc.string({
    unit: fc.constantFrom('a', 'A', '|', '~', '^'),
    minLength: 1,
    maxLength: 6,
  })
  const names = ['contains', 'startsWith', 'endsWith', 'doesNotEndWith', 'is']
  fc.assert(
    fc.property(text, text, fc.constantFrom(...names), (name, value, operator) => {
      const root: AudienceGroup = {
        id: 'g',
        combinator: 'and',
        rules: [{id: 'r', field: 'name', operator, value}],
      }
      const lead = {_id: 'artameta.lead.a', _type: 'lead', site: AUDIENCE_SITE, name}
      const {actual, expected} = answers({version: 1, root}, {leads: [lead], activities: []})
      expect(actual).toEqual(expected)
    }),
    {numRuns: propertyRuns(2000)},
  )
})
