import type {Audience, CheckedGroup, CheckedRule} from './audience.ts'
import {compareRule} from './compareRule.ts'
import type {ComparisonMoment} from './comparison.ts'
import {createGroqParams, type GroqParams} from './groqParams.ts'
import {comparisonMoment, type AudienceMoment} from './moment.ts'

/** An audience as GROQ. */
export interface AudienceFilter {
  /**
   * A condition for `*[_type == "lead" && site == $site && (<filter>)]`. It is true for exactly the
   * leads that are meant, and false or null for others, so do not negate it.
   */
  filter: string
  /** Values of its parameters. `$site`, which counting activities needs too, is the caller's. */
  params: Record<string, unknown>
}

interface Compiling {
  params: GroqParams
  moment: ComparisonMoment
}

function joined(parts: readonly string[], operator: '&&' | '||'): string {
  return parts.length === 1 ? (parts[0] ?? 'true') : `(${parts.join(` ${operator} `)})`
}

function compileRule(rule: CheckedRule, wanted: boolean, compiling: Compiling): string {
  const held = wanted !== rule.negated
  if (rule.condition.test === 'segment') {
    const parts = rule.segments.map(({audience}) => compileAudience(audience, held, compiling))
    return joined(parts, (rule.condition.how === 'all') === held ? '&&' : '||')
  }
  const {whenTrue, whenFalse} = compareRule(rule, compiling.moment).groq(compiling.params)
  return held ? whenTrue : whenFalse
}

function compileGroup(group: CheckedGroup, wanted: boolean, compiling: Compiling): string {
  const held = wanted !== group.not
  const parts = group.members.map((member) =>
    member.kind === 'group'
      ? compileGroup(member, held, compiling)
      : compileRule(member, held, compiling),
  )
  return joined(parts, (group.combinator === 'and') === held ? '&&' : '||')
}

function compileAudience({root}: Audience, wanted: boolean, compiling: Compiling): string {
  return root ? compileGroup(root, wanted, compiling) : String(wanted)
}

/**
 * Compiles an audience to GROQ. The text is put together from fragments that are written in this
 * folder, and from nothing else: each value, each name of a custom field and each id is a parameter.
 * NOT is carried to the conditions, so that the filter has plain comparisons which indexes answer.
 * The same audience on the same day always gives the same text.
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
