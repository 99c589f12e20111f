import {useLayoutEffect, useMemo, useRef} from 'react'
import type {Path, RuleGroupType, RuleType} from 'react-querybuilder'
import {MAX_LEVELS} from '../../../core/audience/definition.ts'
import type {AudienceField} from '../../../core/audience/field.ts'
import type {FieldRegistry} from '../../../core/audience/fields.ts'
import type {OperandKind} from '../../../core/audience/operands.ts'
import {OPERATORS} from '../../../core/audience/operators.ts'
import {fieldNamed} from '../source/audienceSource.ts'
import {exceededLimit, type BuilderQuery, type SizeLimit} from './builderQuery.ts'

/** What the rules of a builder depend on. */
export interface QueryRulesInput {
  query: BuilderQuery
  fields: FieldRegistry
  /** Called when a change is refused because of a limit. */
  onRefused: (limit: SizeLimit) => void
}

/**
 * Options for react-querybuilder: with which operator and value a rule starts, and whether something
 * may be added or moved. They stay the same functions, so that a change of one rule does not render
 * all the others again.
 */
export function useQueryRules(input: QueryRulesInput) {
  const latest = useRef(input)
  useLayoutEffect(() => {
    latest.current = input
  }, [input])
  return useMemo(() => {
    const allows = (next: BuilderQuery): boolean => {
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
        return field && valueFor(field, rule.operator, findRule(query, rule.id))
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

function findRule(query: BuilderQuery, id: string | undefined): RuleType | null {
  for (const node of query.rules) {
    const found = 'rules' in node ? findRule(node, id) : node.id === id ? node : null
    if (found) return found
  }
  return null
}

/** Field of a new rule. */
export const FIRST_FIELD = 'status'

/** Operator that a field starts with, where it is not its type's first. */
const FIRST_OPERATORS: Readonly<Record<string, string>> = {text: 'contains', number: 'atLeast'}

/** Values that a rule starts with; without one, the user has to enter or choose it. */
const FIRST_VALUES: Partial<Record<OperandKind, unknown>> = {
  boolean: true,
  span: {amount: 30, unit: 'day'},
  days: 7,
  monthDay: '01-01',
}

/** The operator that a rule on a field starts with. */
export function firstOperator(field: AudienceField): string {
  const operators = OPERATORS[field.type]
  const wanted = FIRST_OPERATORS[field.type]
  if (wanted !== undefined && operators.has(wanted)) return wanted
  const [first] = operators.keys()
  return first ?? ''
}

/** These values are identifiers of things that other fields know nothing of. */
const OWN_VALUES: ReadonlySet<string> = new Set(['choice', 'set', 'segment'])

/**
 * The value of a rule after its field or operator changed: the old value where the new operator can
 * use it, else one to start with. A value that was chosen for one field is not kept for another.
 *
 * @param before - the rule until now, if there was one
 */
export function valueFor(
  field: AudienceField,
  operatorName: string,
  before: {field: string; value?: unknown} | null,
): unknown {
  const operator = OPERATORS[field.type].get(operatorName)
  if (!operator || operator.operand === 'none') return undefined
  const isKept =
    before?.value !== undefined && (before.field === field.name || !OWN_VALUES.has(field.type))
  if (isKept) {
    const value = reshaped(before.value, operator.operand)
    if (operator.read(value).ok) return value
  }
  return firstValue(operator.operand, operatorName)
}

function firstValue(kind: OperandKind, operator: string): unknown {
  if (kind !== 'times') return FIRST_VALUES[kind]
  const when = {operator: 'inLast', value: {amount: 30, unit: 'day'}}
  return operator === 'happened' || operator === 'didNotHappen' ? {when} : {times: 2, when}
}

/** Converts between one text and several, so that a change of the operator keeps what was typed. */
function reshaped(value: unknown, kind: OperandKind): unknown {
  if ((kind === 'texts' || kind === 'choices') && typeof value === 'string' && value !== '') {
    return [value]
  }
  if ((kind === 'text' || kind === 'choice') && Array.isArray(value)) {
    const [first]: unknown[] = value
    return first
  }
  if (kind === 'times' && typeof value === 'object' && value !== null) return {times: 2, ...value}
  return value
}
