import {canonicalJson} from '../crypto/canonicalJson.ts'
import {
  isAudienceGroup,
  type AudienceDefinition,
  type AudienceGroup,
  type AudienceRule,
} from './definition.ts'

/**
 * A definition as canonical JSON, as documents store it: the same text whatever the order of
 * members.
 */
export function serializeAudience(definition: AudienceDefinition): string {
  return canonicalJson(definition)
}

/** Whether two definitions are identical, ids and locks included. */
export function sameAudience(left: AudienceDefinition, right: AudienceDefinition): boolean {
  return serializeAudience(left) === serializeAudience(right)
}

interface BareGroup {
  combinator: string
  not: boolean
  rules: unknown[]
}

function bareRule({field, operator, value}: AudienceRule): unknown {
  return {field, operator, ...(value === undefined ? {} : {value})}
}

/** A group without ids, locks and what is switched off; `null` where nothing is left. */
function bareGroup({combinator, not, rules}: AudienceGroup): BareGroup | null {
  const members = rules.flatMap((node): unknown[] => {
    if (node.disabled === true) return []
    if (!isAudienceGroup(node)) return [bareRule(node)]
    const group = bareGroup(node)
    return group ? [group] : []
  })
  if (members.length === 0) return null
  return {combinator: members.length > 1 ? combinator : 'and', not: not === true, rules: members}
}

/**
 * A cache key for counts and pages: the same for two definitions that differ only in ids, locks and
 * what is switched off. Definitions with different keys may still mean the same leads.
 */
export function audienceKey({version, root}: AudienceDefinition): string {
  return canonicalJson({version, root: root.disabled === true ? null : bareGroup(root)})
}
