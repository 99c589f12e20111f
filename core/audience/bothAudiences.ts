import {
  AUDIENCE_VERSION,
  isAudienceGroup,
  type AudienceDefinition,
  type AudienceGroup,
  type AudienceRule,
} from './definition.ts'

type Node = AudienceGroup | AudienceRule

function renamed(node: Node, prefix: string): Node {
  const id = `${prefix}.${node.id}`
  if (!isAudienceGroup(node)) return {...node, id}
  return {...node, id, rules: node.rules.map((member) => renamed(member, prefix))}
}

/** A definition as members of a group in which all must hold, no deeper than need be. */
function membersOf({root}: AudienceDefinition, prefix: string): Node[] {
  const isJoined = root.combinator === 'and' || root.rules.length < 2
  const isPlain = isJoined && root.not !== true && root.disabled !== true
  return (isPlain ? root.rules : [root]).map((node) => renamed(node, prefix))
}

/**
 * The definition of the leads that two definitions mean both. It may come out too deep or too long:
 * `checkAudience` tells.
 *
 * @param first - `null` for everybody
 */
export function bothAudiences(
  first: AudienceDefinition | null,
  second: AudienceDefinition,
): AudienceDefinition {
  if (first === null) return second
  const rules = [...membersOf(first, 'a'), ...membersOf(second, 'b')]
  return {version: AUDIENCE_VERSION, root: {id: 'both', combinator: 'and', rules}}
}
