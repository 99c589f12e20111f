import {useLayoutEffect, useMemo, useRef} from 'react'
import type {Path, RuleGroupType, RuleType} from 'react-querybuilder'
import {MAX_LEVELS} from '../../../core/audience/definition.ts'
import type {FieldRegistry} from '../../../core/audience/fields.ts'
import {exceededLimit} from '../query/limits.ts'
import {fieldNamed} from '../source/audienceSource.ts'
import {firstOperator, valueFor} from '../query/ruleDefaults.ts'
import {ruleOf} from '../query/ruleOf.ts'

/** What the rules of a builder depend on. */
export interface QueryRulesInput {
  query: RuleGroupType
  fields: FieldRegistry
  /** Something was not done, because it would have gone beyond a limit. */
  onRefused: (limit: 'conditions' | 'levels') => void
}

/**
 * What react-querybuilder asks while a query is changed: with which operator and value a rule
 * starts, and whether something may be added or moved. They stay the same functions, so that a
 * change of one rule does not draw all the others again.
 */
export function useQueryRules(input: QueryRulesInput) {
  const latest = useRef(input)
  useLayoutEffect(() => {
    latest.current = input
  }, [input])
  return useMemo(() => {
    const allows = (next: RuleGroupType): boolean => {
      const limit = exceededLimit(next)
      if (limit !== null) latest.current.onRefused(limit)
      return limit === null
    }
    const allowsMore = (added: RuleType | RuleGroupType): boolean => {
      const {query} = latest.current
      return allows({...query, rules: [...query.rules, added]})
    }
    return {
      getDefaultOperator: (name: string) => {
        const field = fieldNamed(latest.current.fields, name)
        return field ? firstOperator(field) : ''
      },
      getDefaultValue: (rule: RuleType) => {
        const {fields, query} = latest.current
        const field = fieldNamed(fields, rule.field)
        return field && valueFor(field, rule.operator, ruleOf(query, rule.id))
      },
      onAddRule: (rule: RuleType) => allowsMore(rule) && rule,
      onAddGroup: (group: RuleGroupType, parent: Path) => {
        const isDeep = parent.length + 2 > MAX_LEVELS
        if (isDeep) latest.current.onRefused('levels')
        return !isDeep && allowsMore(group) && group
      },
      onMoveRule: (...move: [RuleType, Path, Path | 'up' | 'down', RuleGroupType, RuleGroupType]) =>
        allows(move[4]),
      onMoveGroup: (
        ...move: [RuleGroupType, Path, Path | 'up' | 'down', RuleGroupType, RuleGroupType]
      ) => allows(move[4]),
    }
  }, [])
}
