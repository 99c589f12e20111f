import {
  AUDIENCE_VERSION,
  isAudienceGroup,
  type AudienceDefinition,
  type AudienceGroup,
  type AudienceRule,
  type Combinator,
} from './definition.ts'

type Node = AudienceGroup | AudienceRule

function withIdPrefix(node: Node, prefix: string): Node {
  const id = `${prefix}.${node.id}`
  if (!isAudienceGroup(node)) return {...node, id}
  return {...node, id, rules: node.rules.map((member) => withIdPrefix(member, prefix))}
}

/** A definition as members of a group in which all must hold, with as few levels as possible. */
function asRequirements({root}: AudienceDefinition, prefix: string): Node[] {
  const isConjunction = root.combinator === 'and' || root.rules.length < 2
  const isPlain = isConjunction && root.not !== true && root.disabled !== true
  return (isPlain ? root.rules : [root]).map((node) => withIdPrefix(node, prefix))
}

/**
 * The definition of the leads that two definitions have in common. It may have too many levels or
 * conditions: use `checkAudience`.
 *
 * @param first - `null` for all leads
 */
export function bothAudiences(
  first: AudienceDefinition | null,
  second: AudienceDefinition,
): AudienceDefinition {
  if (first === null) return second
  const rules = [...asRequirements(first, 'a'), ...asRequirements(second, 'b')]
  return {version: AUDIENCE_VERSION, root: {id: 'both', combinator: 'and', rules}}
}

/** Leads that belong together: those in a segment, or those on a list. */
export interface LeadGroup {
  kind: 'segment' | 'list'
  /** Id of the segment or list. */
  id: string
}

/** The field of conditions about a group. */
const FIELDS = {segment: 'segment', list: 'lists'} as const

/** How a group of leads changes the audience of a campaign. */
export const GROUP_USES = ['add', 'narrow', 'replace'] as const

/**
 * One of {@link GROUP_USES}: add the group's leads, keep only the leads that are also in the group, or
 * replace the audience by the group.
 */
export type GroupUse = (typeof GROUP_USES)[number]

const COMBINATORS = {add: 'or', narrow: 'and'} as const

function groupRule({kind, id: groupId}: LeadGroup, id: string): AudienceRule {
  return {id, field: FIELDS[kind], operator: 'anyOf', value: [groupId]}
}

/** The definition of the leads of a group. */
export function audienceOfGroup(group: LeadGroup): AudienceDefinition {
  const rules = [groupRule(group, group.kind)]
  return {version: AUDIENCE_VERSION, root: {id: 'root', combinator: 'and', rules}}
}

function idsOf(group: AudienceGroup): string[] {
  return [
    group.id,
    ...group.rules.flatMap((node) => (isAudienceGroup(node) ? idsOf(node) : [node.id])),
  ]
}

function freeId(wanted: string, taken: ReadonlySet<string>): string {
  let id = wanted
  for (let number = 2; taken.has(id); number += 1) id = `${wanted}-${number}`
  return id
}

/** Whether any condition of a node is switched on. */
function hasEffect(node: Node): boolean {
  if (node.disabled === true) return false
  return !isAudienceGroup(node) || node.rules.some(hasEffect)
}

/** Whether a node includes the leads of the group or, to narrow, no others. */
function asksFor(node: Node, {kind, id}: LeadGroup, use: GroupUse): boolean {
  if (isAudienceGroup(node) || node.disabled === true || node.field !== FIELDS[kind]) return false
  const ids: readonly unknown[] = Array.isArray(node.value) ? node.value : []
  if (!ids.includes(id) || node.operator === 'noneOf') return false
  return ids.length === 1 || node.operator === (use === 'add' ? 'anyOf' : 'allOf')
}

/** Whether the group is already used in this way. */
function isUsed(root: AudienceGroup, group: LeadGroup, use: 'add' | 'narrow'): boolean {
  if (root.not === true) return false
  const members = root.rules.filter(hasEffect)
  if (members.length > 1 && root.combinator !== COMBINATORS[use]) return false
  return members.some((node) => asksFor(node, group, use))
}

/** Whether a member with this combinator can be added to the group itself. */
function takesMember(group: AudienceGroup, combinator: Combinator): boolean {
  if (group.not === true || group.disabled === true || group.locked === true) return false
  return group.combinator === combinator || group.rules.length < 2
}

/**
 * The audience of a campaign once a group of leads is used in it. Unless it is replaced, the present
 * audience stays as it is, with what is switched off or locked. Using the same group the same way
 * again changes nothing. The result may have too many levels or conditions: use `checkAudience`.
 *
 * @param current - `null` for a campaign without an audience, which every use replaces
 */
export function groupInAudience(
  current: AudienceDefinition | null,
  group: LeadGroup,
  use: GroupUse,
): AudienceDefinition {
  if (current === null || use === 'replace') return audienceOfGroup(group)
  const {root} = current
  // A definition without effect means all leads, and adding some of them changes nothing. Inside an
  // alternative it would be left out, so the result would mean fewer leads.
  if (!hasEffect(root) && use === 'add') return current
  if (hasEffect(root) && isUsed(root, group, use)) return current
  const combinator = COMBINATORS[use]
  const taken = new Set(idsOf(root))
  const rule = groupRule(group, freeId(group.kind, taken))
  const combined: AudienceGroup = takesMember(root, combinator)
    ? {...root, combinator, rules: [...root.rules, rule]}
    : {id: freeId('campaign', taken), combinator, rules: [root, rule]}
  return {version: AUDIENCE_VERSION, root: combined}
}
