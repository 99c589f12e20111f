import type {Audience, CheckedGroup, CheckedRule} from './audience.ts'
import {compareRule} from './compareRule.ts'
import type {Comparison, ComparisonMoment} from './comparison.ts'
import type {LeadActivityLike} from './lead.ts'
import {comparisonMoment, type AudienceMoment} from './moment.ts'

/** Whether a lead is meant. Activities may be those of other leads as well. */
export type AudiencePredicate = (lead: unknown, activities?: readonly LeadActivityLike[]) => boolean

type Test = Comparison['test']

function ruleTest(rule: CheckedRule, moment: ComparisonMoment): Test {
  const {condition, negated, segments} = rule
  if (condition.test === 'segment') {
    const tests = segments.map(({audience}) => audienceTest(audience, moment))
    return (lead, activities) => {
      const isIn = (test: Test) => test(lead, activities)
      return (condition.how === 'all' ? tests.every(isIn) : tests.some(isIn)) !== negated
    }
  }
  const {test} = compareRule(rule, moment)
  return (lead, activities) => test(lead, activities) !== negated
}

function groupTest({combinator, not, members}: CheckedGroup, moment: ComparisonMoment): Test {
  const tests = members.map((member) =>
    member.kind === 'group' ? groupTest(member, moment) : ruleTest(member, moment),
  )
  return (lead, activities) => {
    const holds = (test: Test) => test(lead, activities)
    return (combinator === 'and' ? tests.every(holds) : tests.some(holds)) !== not
  }
}

function audienceTest({root}: Audience, moment: ComparisonMoment): Test {
  return root ? groupTest(root, moment) : () => true
}

/**
 * Makes a function of an audience that gives the same answers as its GROQ filter. For leads that are
 * already at hand, such as one that just changed.
 *
 * @throws RangeError for a moment or a zone that does not exist
 */
export function audienceToPredicate(audience: Audience, moment: AudienceMoment): AudiencePredicate {
  const test = audienceTest(audience, comparisonMoment(moment))
  return (lead, activities = []) => test(lead, activities)
}
