import {canonicalJson} from '../crypto/canonicalJson.ts'
import {
  isAudienceGroup,
  type AudienceDefinition,
  type AudienceGroup,
  type AudienceRule,
} from './definition.ts'

/**
 * A definition as JSON in one spelling: the same definition always gives the same text, whatever
 * the order of its members. This is what documents store.
 */
export function serializeAudience(definition: AudienceDefinition): string {
  return canonicalJson(definition)
}

/** Whether two definitions are the same in everything, ids and locks included. */
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

/** What a group means: without ids, locks and what is switched off. `null` where nothing counts. */
function bareGroup({combinator, not, rules}: AudienceGroup): BareGroup | null {
  const counting = rules.flatMap((node): unknown[] => {
    if (node.disabled === true) return []
    if (!isAudienceGroup(node)) return [bareRule(node)]
    const group = bareGroup(node)
    return group ? [group] : []
  })
  if (counting.length === 0) return null
  return {combinator: counting.length > 1 ? combinator : 'and', not: not === true, rules: counting}
}

/**
 * A text that two definitions share when they have the same conditions in the same order, however
 * they are called, locked or switched off: a key for caching counts and pages. Definitions with
 * different keys may still describe the same people.
 */
export function audienceKey({version, root}: AudienceDefinition): string {
  return canonicalJson({version, root: root.disabled === true ? null : bareGroup(root)})
}
