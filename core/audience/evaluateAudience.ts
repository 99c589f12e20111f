import type {Audience, CheckedGroup, CheckedRule} from './checkAudience.ts'
import {compareRule} from './compareRule.ts'
import {
  comparisonMoment,
  type AudienceMoment,
  type Comparison,
  type ComparisonMoment,
  type LeadActivityLike,
} from './comparison.ts'
import type {Combinator} from './definition.ts'

/** Whether a lead matches. The activities may include those of other leads. */
export type AudiencePredicate = (lead: unknown, activities?: readonly LeadActivityLike[]) => boolean

/**
 * Creates a predicate with the same answers as the audience's GROQ filter, for leads in memory, such
 * as one that just changed.
 *
 * @throws RangeError for a moment or a zone that does not exist
 */
export function audienceToPredicate(audience: Audience, moment: AudienceMoment): AudiencePredicate {
  const test = audienceTest(audience, comparisonMoment(moment))
  return (lead, activities = []) => test(lead, activities)
}

type Test = Comparison['test']

function audienceTest({root}: Audience, moment: ComparisonMoment): Test {
  return root ? groupTest(root, moment) : () => true
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

/** Whether a condition holds for a lead. */
export interface RuleExplanation {
  kind: 'rule'
  /** Id of the rule in the definition. */
  id: string
  /** The condition; `ruleToSentence` describes it. */
  rule: CheckedRule
  matches: boolean
  /** The segments that the rule names, each with why the lead is in it or not. */
  segments: {id: string; matches: boolean; explanation: GroupExplanation | null}[]
}

/** Why a group holds for a lead or not; members that are switched off are left out. */
export interface GroupExplanation {
  kind: 'group'
  id: string
  combinator: Combinator
  not: boolean
  matches: boolean
  members: (GroupExplanation | RuleExplanation)[]
}

/** Why a lead is in an audience or not. */
export interface AudienceExplanation {
  matches: boolean
  /** `null`: no condition is switched on, so all leads are in. */
  root: GroupExplanation | null
}

/**
 * Evaluates each condition for a lead: the answer to “why is this lead in?”.
 *
 * @param activities - the lead's; they may include others'
 * @throws RangeError for a moment or a zone that does not exist
 */
export function explainAudience(
  audience: Audience,
  moment: AudienceMoment,
  lead: unknown,
  activities: readonly LeadActivityLike[] = [],
): AudienceExplanation {
  const day = comparisonMoment(moment)
  function explainRule(rule: CheckedRule): RuleExplanation {
    const segments = rule.segments.map(({id, audience: {root}}) => {
      const explanation = root && explainGroup(root)
      return {id, matches: explanation?.matches ?? true, explanation}
    })
    const matches = ruleTest(rule, day)(lead, activities)
    return {kind: 'rule', id: rule.id, rule, matches, segments}
  }
  function explainGroup({id, combinator, not, members: nodes}: CheckedGroup): GroupExplanation {
    const members = nodes.map((node) =>
      node.kind === 'group' ? explainGroup(node) : explainRule(node),
    )
    const holds = ({matches}: {matches: boolean}) => matches
    const matches = (combinator === 'and' ? members.every(holds) : members.some(holds)) !== not
    return {kind: 'group', id, combinator, not, matches, members}
  }
  const root = audience.root && explainGroup(audience.root)
  return {matches: root?.matches ?? true, root}
}
