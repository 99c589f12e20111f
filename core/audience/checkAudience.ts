import type {Audience, CheckedGroup, CheckedRule, CheckedSegment} from './audience.ts'
import {
  isAudienceGroup,
  MAX_RESOLVED_CONDITIONS,
  type AudienceDefinition,
  type AudienceGroup,
  type AudienceRule,
} from './definition.ts'
import type {FieldRegistry} from './fields.ts'
import {OPERATORS} from './operators.ts'
import {parseAudience} from './parseAudience.ts'
import {wholeProblem, type AudienceProblem, type AudienceProblemCode} from './problems.ts'
import {createSegmentResolver, type ResolveSegment, type SegmentSource} from './resolveSegments.ts'

/** What a definition is checked against. */
export interface CheckContext {
  /** See `audienceFields`. */
  fields: FieldRegistry
  /** The segments of the site by id, for definitions that refer to some. */
  segments?: ReadonlyMap<string, SegmentSource>
  /** Id of the segment that the definition is, or is to be; it must not come to use itself. */
  segmentId?: string
}

/** A definition that can be used, or everything that is in the way. */
export type CheckedAudience =
  | {ok: true; audience: Audience; definition: AudienceDefinition}
  | {ok: false; definition: AudienceDefinition | null; problems: AudienceProblem[]}

interface Checking {
  fields: FieldRegistry
  resolve: ResolveSegment
  problems: AudienceProblem[]
}

function problemOf(
  rule: AudienceRule,
  path: string,
  code: AudienceProblemCode,
  reason: string,
): AudienceProblem {
  return {code, path, ruleId: rule.id, field: rule.field, reason}
}

function checkRule(rule: AudienceRule, path: string, checking: Checking): CheckedRule | null {
  const fail = (code: AudienceProblemCode, reason: string) => {
    checking.problems.push(problemOf(rule, path, code, reason))
    return null
  }
  const field = checking.fields.get(rule.field)
  if (!field) {
    return fail('unknown-field', `There is no field “${rule.field}”. Choose another, or remove it.`)
  }
  const operator = OPERATORS[field.type].get(rule.operator)
  if (!operator)
    return fail('unknown-operator', 'This field can’t be asked that. Choose another operator.')
  const read = operator.read(rule.value)
  if (!read.ok) return fail('value', read.reason)
  const segments: CheckedSegment[] = []
  for (const id of read.condition.test === 'segment' ? read.condition.ids : []) {
    const resolved = checking.resolve(id)
    if (!resolved.ok) return fail(resolved.code, resolved.reason)
    segments.push({id, audience: resolved.audience})
  }
  const {condition} = read
  const {negated, name} = operator
  return {kind: 'rule', id: rule.id, field, operator: name, condition, negated, segments}
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

function conditionsOf(node: CheckedGroup | CheckedRule): number {
  if (node.kind === 'group')
    return node.members.reduce((sum, member) => sum + conditionsOf(member), 0)
  return node.segments.reduce((sum, {audience}) => sum + audience.conditions, 1)
}

function checkWith(definition: AudienceDefinition, checking: Checking): Audience {
  const {root} = definition
  const checked = root.disabled === true ? null : checkGroup(root, 'root', checking)
  const conditions = checked ? conditionsOf(checked) : 0
  if (conditions > MAX_RESOLVED_CONDITIONS) {
    const reason = `With the segments that it uses, the definition comes to ${conditions} conditions; ${MAX_RESOLVED_CONDITIONS} are possible. Use simpler segments.`
    checking.problems.push(wholeProblem('too-large-with-segments', reason))
  }
  return {root: checked, conditions}
}

/**
 * Reads a definition, checks that it makes sense, and gives it in the form that is compiled and
 * said in words. Never throws.
 *
 * What is switched off is not checked. A group in which nothing counts is left out, whatever its
 * combinator and even if it says NOT; a definition in which nothing counts means everybody.
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
    const audience = parsed.definition ? checkWith(parsed.definition, checking) : null
    return {audience, problems: checking.problems}
  })
  const checking: Checking = {fields, resolve, problems: [...problems]}
  const audience = checkWith(definition, checking)
  if (checking.problems.length > 0) return {ok: false, definition, problems: checking.problems}
  return {ok: true, audience, definition}
}
