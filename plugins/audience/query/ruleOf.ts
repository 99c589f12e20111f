import type {RuleGroupType, RuleType} from 'react-querybuilder'

/** The rule of a query that has an id; `null` when there is none. */
export function ruleOf(query: RuleGroupType, id: string | undefined): RuleType | null {
  for (const node of query.rules) {
    const found = 'rules' in node ? ruleOf(node, id) : node.id === id ? node : null
    if (found) return found
  }
  return null
}
