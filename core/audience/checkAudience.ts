import {problem, type Problem, type ProblemValue} from '../problems/problem.ts'
import type {Condition} from './condition.ts'
import {
  isAudienceGroup,
  MAX_RESOLVED_CONDITIONS,
  type AudienceDefinition,
  type AudienceGroup,
  type AudienceRule,
  type Combinator,
} from './definition.ts'
import type {AudienceField} from './field.ts'
import type {FieldRegistry} from './fields.ts'
import {OPERATORS} from './operators.ts'
import {parseAudience, withoutPlace, wholeProblem, type AudienceProblem} from './parseAudience.ts'

/** A condition that makes sense. */
export interface CheckedRule {
  kind: 'rule'
  id: string
  field: AudienceField
  /** Name of its operator. */
  operator: string
  condition: Condition
  /** Whether the rule means the leads for which the condition does not hold. */
  negated: boolean
  /** The segments that it names, in their order; empty for conditions on other fields. */
  segments: readonly CheckedSegment[]
}

/** A group without what is switched off; it has at least one member. */
export interface CheckedGroup {
  kind: 'group'
  id: string
  combinator: Combinator
  not: boolean
  members: readonly (CheckedGroup | CheckedRule)[]
}

/** A segment as a condition uses it. */
export interface CheckedSegment {
  id: string
  audience: Audience
}

/**
 * A checked definition: its fields and operators are known, its values fit, its segments exist. Only
 * `checkAudience` creates one; everything that compiles or describes an audience takes it.
 */
export interface Audience {
  /** `null`: no condition is switched on, all leads match. */
  root: CheckedGroup | null
  /** Conditions that are switched on, those of its segments included each time they are used. */
  conditions: number
}

/** The part of a `segment` document that conditions on segments need. */
export interface SegmentSource {
  title?: string | null
  /** The definition as JSON text, or the value that it stands for. */
  definition?: unknown
}

/** What a definition is checked against. */
export interface CheckContext {
  /** See `audienceFields`. */
  fields: FieldRegistry
  /** The segments of the site by id, for definitions that refer to some. */
  segments?: ReadonlyMap<string, SegmentSource>
  /** Id of the segment that the definition belongs to; it must not come to use itself. */
  segmentId?: string
}

/** A definition that can be used, or all its problems. */
export type CheckedAudience =
  | {ok: true; audience: Audience; definition: AudienceDefinition}
  | {ok: false; definition: AudienceDefinition | null; problems: AudienceProblem[]}

/**
 * Reads a definition, checks that it makes sense, and returns it in the form that is compiled and
 * described. Never throws.
 *
 * What is switched off is not checked. A group without conditions is left out, whatever its
 * combinator and even if it says NOT; a definition without conditions means all leads.
 *
 * @param input - JSON text, or the value that it stands for
 */
export function checkAudience(input: unknown, context: CheckContext): CheckedAudience {
  const {definition, problems} = parseAudience(input)
  if (!definition) return {ok: false, definition, problems}
  const {fields, segments = new Map<string, SegmentSource>(), segmentId} = context
  const resolve = createSegmentResolver(segments, segmentId ?? null, (source, resolveInner) => {
    const parsed = parseAudience(source)
    const checking: Checking = {fields, resolve: resolveInner, problems: [...parsed.problems]}
    const audience = parsed.definition ? checkDefinition(parsed.definition, checking) : null
    return {audience, problems: checking.problems}
  })
  const checking: Checking = {fields, resolve, problems: [...problems]}
  const audience = checkDefinition(definition, checking)
  if (checking.problems.length > 0) return {ok: false, definition, problems: checking.problems}
  return {ok: true, audience, definition}
}

interface Checking {
  fields: FieldRegistry
  resolve: ResolveSegment
  problems: AudienceProblem[]
}

function checkDefinition(definition: AudienceDefinition, checking: Checking): Audience {
  const {root} = definition
  const checked = root.disabled === true ? null : checkGroup(root, 'root', checking)
  const conditions = checked ? countConditions(checked) : 0
  if (conditions > MAX_RESOLVED_CONDITIONS) {
    const limit = MAX_RESOLVED_CONDITIONS
    const tooLarge = problem('audience.too-large-with-segments', {conditions, limit})
    checking.problems.push(wholeProblem(tooLarge))
  }
  return {root: checked, conditions}
}

function checkGroup(group: AudienceGroup, path: string, checking: Checking): CheckedGroup | null {
  const members = group.rules.flatMap((node, index): (CheckedGroup | CheckedRule)[] => {
    if (node.disabled === true) return []
    const place = `${path}.rules[${index}]`
    const checked = isAudienceGroup(node)
      ? checkGroup(node, place, checking)
      : checkRule(node, place, checking)
    return checked ? [checked] : []
  })
  if (members.length === 0) return null
  const {id, combinator} = group
  return {kind: 'group', id, combinator, not: group.not === true, members}
}

function checkRule(rule: AudienceRule, path: string, checking: Checking): CheckedRule | null {
  const fail = (found: Problem) => {
    checking.problems.push({...found, path, ruleId: rule.id, field: rule.field})
    return null
  }
  const field = checking.fields.get(rule.field)
  if (!field) return fail(problem('audience.unknown-field', {field: rule.field}))
  const operator = OPERATORS[field.type].get(rule.operator)
  if (!operator) return fail(problem('audience.unknown-operator'))
  const read = operator.read(rule.value)
  if (!read.ok) return fail(read.problem)
  const segments: CheckedSegment[] = []
  for (const id of read.condition.test === 'segment' ? read.condition.ids : []) {
    const resolved = checking.resolve(id)
    if (!resolved.ok) return fail(resolved.problem)
    segments.push({id, audience: resolved.audience})
  }
  const {condition} = read
  const {negated, name} = operator
  return {kind: 'rule', id: rule.id, field, operator: name, condition, negated, segments}
}

function countConditions(node: CheckedGroup | CheckedRule): number {
  return node.kind === 'group'
    ? node.members.reduce((sum, member) => sum + countConditions(member), 0)
    : node.segments.reduce((sum, {audience}) => sum + audience.conditions, 1)
}

/** A segment's audience, or why there is none. */
type ResolvedSegment = {ok: true; audience: Audience} | {ok: false; problem: Problem}

type ResolveSegment = (id: string) => ResolvedSegment

/** Checks the definition of one segment; `resolve` is for those that it uses in turn. */
type CheckSegment = (
  definition: unknown,
  resolve: ResolveSegment,
) => {audience: Audience | null; problems: readonly AudienceProblem[]}

/** Longest chain of segments that use one another. */
const MAX_CHAIN = 20

/**
 * Resolves segments, each checked once, and finds the ones that use themselves.
 *
 * @param self - id of the segment that the definition belongs to; `null` if none
 */
function createSegmentResolver(
  segments: ReadonlyMap<string, SegmentSource>,
  self: string | null,
  check: CheckSegment,
): ResolveSegment {
  const cache = new Map<string, ResolvedSegment>()
  const quoted = (id: string) => `“${segments.get(id)?.title?.trim() || id}”`

  function resolve(id: string, chain: readonly string[]): ResolvedSegment {
    if (chain.includes(id)) {
      const users = chain.slice(chain.indexOf(id)).map(quoted)
      const links = users.reduceRight<ProblemValue>(
        (used, user) => problem('audience.segment-uses', {user, used}),
        quoted(id),
      )
      return {ok: false, problem: problem('audience.segment-cycle', {chain: links})}
    }
    if (chain.length > MAX_CHAIN) {
      return {ok: false, problem: problem('audience.segment-chain', {limit: MAX_CHAIN})}
    }
    const cached = cache.get(id)
    if (cached) return cached
    const source = segments.get(id)
    if (!source) {
      return {ok: false, problem: problem('audience.segment-unknown', {name: quoted(id)})}
    }
    const checked = check(source.definition, (inner) => resolve(inner, [...chain, id]))
    const resolved = toResolved(checked, quoted(id))
    cache.set(id, resolved)
    return resolved
  }

  return (id) => resolve(id, self === null ? [] : [self])
}

function toResolved({audience, problems}: ReturnType<CheckSegment>, name: string): ResolvedSegment {
  const [first] = problems
  if (audience && !first) return {ok: true, audience}
  if (first?.code === 'audience.segment-cycle') return {ok: false, problem: withoutPlace(first)}
  const cause = first ? withoutPlace(first) : problem('audience.no-definition')
  return {ok: false, problem: problem('audience.broken-segment', {name, problem: cause})}
}
