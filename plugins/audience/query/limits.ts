import type {RuleGroupType} from 'react-querybuilder'
import {MAX_CONDITIONS, MAX_LEVELS} from '../../../core/audience/definition.ts'

/** How large a query is. */
export interface QuerySize {
  conditions: number
  /** Groups inside one another; the outermost alone is one. */
  levels: number
}

/** Counts the conditions of a query, and how deep its groups are nested. */
export function querySize(query: RuleGroupType): QuerySize {
  let conditions = 0
  let inner = 0
  for (const node of query.rules) {
    if (!('rules' in node)) {
      conditions += 1
      continue
    }
    const size = querySize(node)
    conditions += size.conditions
    inner = Math.max(inner, size.levels)
  }
  return {conditions, levels: inner + 1}
}

/** Which limit a query is beyond; `null` when it is within both. */
export function exceededLimit(query: RuleGroupType): 'conditions' | 'levels' | null {
  const {conditions, levels} = querySize(query)
  if (conditions > MAX_CONDITIONS) return 'conditions'
  return levels > MAX_LEVELS ? 'levels' : null
}
