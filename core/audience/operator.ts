import type {z} from 'zod'
import type {Problem} from '../problems/problem.ts'
import {firstProblem} from '../problems/zodProblems.ts'
import type {Condition} from './condition.ts'
import {OPERANDS, type Operand, type OperandKind} from './operands.ts'

/** The condition that a rule's value makes, or why the value does not fit. */
export type ReadCondition = {ok: true; condition: Condition} | {ok: false; problem: Problem}

/** A way to compare a field with a value. */
export interface Operator {
  /** Name, as definitions store it. */
  name: string
  /** What it needs as the rule's value. */
  operand: OperandKind
  /** Whether the rule means the opposite of its condition; leads without a value match then, too. */
  negated: boolean
  /** Name of the operator that it is the exact opposite of, if any. */
  opposes: string | null
  /** Key of its name in `AUDIENCE_STRINGS`. */
  labelKey: string
  /** Parses the value of a rule; never throws. */
  read: (value: unknown) => ReadCondition
}

/**
 * Creates an operator that takes one kind of value.
 *
 * @param type - field type, for the key of the label
 */
export function operator<Schema extends z.ZodType>(
  type: string,
  name: string,
  {kind, schema}: Operand<Schema>,
  condition: (value: z.output<Schema>) => Condition,
): Operator {
  return {
    name,
    operand: kind,
    negated: false,
    opposes: null,
    labelKey: `operator.${type}.${name}`,
    read: (value) => {
      const {success, data, error} = schema.safeParse(value)
      if (success) return {ok: true, condition: condition(data)}
      return {ok: false, problem: firstProblem(error, 'value.unfit')}
    },
  }
}

/** Creates the operator that means the exact opposite of another. */
export function opposite(of: Operator, type: string, name: string): Operator {
  return {...of, name, negated: !of.negated, opposes: of.name, labelKey: `operator.${type}.${name}`}
}

/** The two operators that ask whether there is a value. */
export function presence(type: string): Operator[] {
  const isKnown = operator(type, 'isKnown', OPERANDS.none, () => ({test: 'known'}))
  return [isKnown, opposite(isKnown, type, 'isEmpty')]
}

/** Operators by name, in order. */
export function byName(operators: readonly Operator[]): ReadonlyMap<string, Operator> {
  return new Map(operators.map((entry) => [entry.name, entry]))
}
