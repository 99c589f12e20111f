import type {AudienceField} from '../../../core/audience/field.ts'
import type {OperandKind} from '../../../core/audience/operands.ts'
import {OPERATORS} from '../../../core/audience/operators.ts'

/** Field of a rule that was just added. */
export const FIRST_FIELD = 'status'

/** Operator that a field starts with, where it is not its type's first. */
const FIRST_OPERATORS: Readonly<Record<string, string>> = {text: 'contains', number: 'atLeast'}

/** Values that a rule starts with; without one, the person has to enter or choose it. */
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

function firstValue(kind: OperandKind, operator: string): unknown {
  if (kind !== 'times') return FIRST_VALUES[kind]
  const when = {operator: 'inLast', value: {amount: 30, unit: 'day'}}
  return operator === 'happened' || operator === 'didNotHappen' ? {when} : {times: 2, when}
}

/** One text made of several, or several of one, so that changing an operator keeps what was typed. */
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

/** Values of these are identifiers of things that another field knows nothing of. */
const OWN_VALUES: ReadonlySet<string> = new Set(['choice', 'set', 'segment'])

/**
 * The value of a rule whose field or operator was changed: what it was, where the new operator can
 * use it, else one to start with. What was chosen for one field is not kept for another.
 *
 * @param was - the rule until now, if there was one
 */
export function valueFor(
  field: AudienceField,
  operatorName: string,
  was: {field: string; value?: unknown} | null,
): unknown {
  const operator = OPERATORS[field.type].get(operatorName)
  if (!operator || operator.operand === 'none') return undefined
  const isKept =
    was?.value !== undefined && (was.field === field.name || !OWN_VALUES.has(field.type))
  if (isKept) {
    const value = reshaped(was.value, operator.operand)
    if (operator.read(value).ok) return value
  }
  return firstValue(operator.operand, operatorName)
}
