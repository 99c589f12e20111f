import {OPERATORS, type FieldType} from '../../../core/audience/operators.ts'
import {PERIOD_OPERATORS} from '../../../core/audience/dateOperators.ts'
import type {Operator} from '../../../core/audience/operator.ts'

/** Under which heading an operator of dates is offered; a key `operators.<key>` of the strings. */
export type OperatorGroupKey = 'relative' | 'calendar' | 'fixed' | 'anniversary' | 'presence'

/** Operators that are offered together. */
export interface OperatorGroup {
  key: OperatorGroupKey
  operators: Operator[]
}

const ORDER: readonly OperatorGroupKey[] = [
  'relative',
  'calendar',
  'fixed',
  'anniversary',
  'presence',
]

function groupOf({name, operand}: Operator): OperatorGroupKey {
  if (name === 'isKnown' || name === 'isEmpty') return 'presence'
  if (name.startsWith('anniversary')) return 'anniversary'
  if (operand === 'span') return 'relative'
  return operand === 'none' ? 'calendar' : 'fixed'
}

function grouped(operators: Iterable<Operator>): OperatorGroup[] {
  const groups = Map.groupBy(operators, groupOf)
  return ORDER.flatMap((key) => {
    const found = groups.get(key)
    return found ? [{key, operators: found}] : []
  })
}

/** The operators of a field type; those of dates, which are many, under headings. */
export function operatorGroups(type: FieldType): OperatorGroup[] | Operator[] {
  const operators = OPERATORS[type].values()
  return type === 'date' ? grouped(operators) : [...operators]
}

/** The operators that choose when something happened. */
export function periodGroups(): OperatorGroup[] {
  return grouped(PERIOD_OPERATORS.values())
}
