import type {Audience, CheckedGroup, CheckedRule} from './audience.ts'
import type {Combinator} from './definition.ts'
import type {LeadActivityLike} from './lead.ts'
import type {AudienceMoment} from './moment.ts'
import {audienceToPredicate} from './toPredicate.ts'

/** Why a condition holds for a lead or not. */
export interface RuleExplanation {
  kind: 'rule'
  /** Id of the rule in the definition. */
  id: string
  /** The condition; `ruleToSentence` says it. */
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
  /** `null`: there is no condition that counts, so everybody is in. */
  root: GroupExplanation | null
}

/**
 * Tells of each condition whether it holds for a lead: the answer to “why is this lead in?”.
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
  function holds(root: CheckedGroup | null): boolean {
    return audienceToPredicate({root, conditions: 0}, moment)(lead, activities)
  }
  function rule(node: CheckedRule): RuleExplanation {
    const alone: CheckedGroup = {
      kind: 'group',
      id: node.id,
      combinator: 'and',
      not: false,
      members: [node],
    }
    const segments = node.segments.map(({id, audience: {root}}) => {
      const explanation = root && group(root)
      return {id, matches: explanation?.matches ?? true, explanation}
    })
    return {kind: 'rule', id: node.id, rule: node, matches: holds(alone), segments}
  }
  function group(node: CheckedGroup): GroupExplanation {
    const members = node.members.map((member) =>
      member.kind === 'group' ? group(member) : rule(member),
    )
    const {id, combinator, not} = node
    const isTrue = ({matches}: {matches: boolean}) => matches
    const matches = (combinator === 'and' ? members.every(isTrue) : members.some(isTrue)) !== not
    return {kind: 'group', id, combinator, not, matches, members}
  }
  const root = audience.root && group(audience.root)
  return {matches: root?.matches ?? true, root}
}
