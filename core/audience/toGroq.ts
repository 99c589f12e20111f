import type {Audience, CheckedGroup, CheckedRule} from './checkAudience.ts'
import {compareRule} from './compareRule.ts'
import {comparisonMoment, type AudienceMoment, type ComparisonMoment} from './comparison.ts'
import {allOf, anyOf, createGroqParams, type GroqParams} from './groqCondition.ts'

/** An audience as GROQ. */
export interface AudienceFilter {
  /**
   * A condition for `*[_type == "lead" && site == $site && (<filter>)]`. It is true for exactly the
   * leads that match, and false or null for others, so do not negate it.
   */
  filter: string
  /** Values of its parameters. The caller adds `$site`, which counting activities needs, too. */
  params: Record<string, unknown>
}

/**
 * Compiles an audience to GROQ. The text consists of fragments that are written in this folder, and
 * nothing else: each value, each name of a custom field and each id is a parameter. NOT is pushed
 * down to the conditions, so that the filter has plain comparisons which indexes answer. The same
 * audience on the same day always gives the same text.
 *
 * @param prefix - letters that parameter names begin with, for several audiences in one query
 * @throws RangeError for a moment or a zone that does not exist
 * @throws TypeError for a prefix that is not of lower-case letters
 */
export function audienceToGroq(
  audience: Audience,
  moment: AudienceMoment,
  prefix?: string,
): AudienceFilter {
  const params = createGroqParams(prefix)
  const filter = compileAudience(audience, true, {params, moment: comparisonMoment(moment)})
  return {filter, params: params.values()}
}

interface Compiling {
  params: GroqParams
  moment: ComparisonMoment
}

// Each takes whether the result is to be true where the node holds, or where it does not.

function compileAudience({root}: Audience, wanted: boolean, compiling: Compiling): string {
  return root ? compileGroup(root, wanted, compiling) : String(wanted)
}

function compileGroup(group: CheckedGroup, wanted: boolean, compiling: Compiling): string {
  const positive = wanted !== group.not
  const parts = group.members.map((member) =>
    member.kind === 'group'
      ? compileGroup(member, positive, compiling)
      : compileRule(member, positive, compiling),
  )
  return (group.combinator === 'and') === positive ? allOf(parts) : anyOf(parts)
}

function compileRule(rule: CheckedRule, wanted: boolean, compiling: Compiling): string {
  const positive = wanted !== rule.negated
  if (rule.condition.test === 'segment') {
    const parts = rule.segments.map(({audience}) => compileAudience(audience, positive, compiling))
    return (rule.condition.how === 'all') === positive ? allOf(parts) : anyOf(parts)
  }
  const {whenTrue, whenFalse} = compareRule(rule, compiling.moment).groq(compiling.params)
  return positive ? whenTrue : whenFalse
}
