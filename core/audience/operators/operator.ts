import type {z} from 'zod'
import type {Condition} from '../condition.ts'
import type {Operand, OperandKind} from '../operandSchemas.ts'

/** What reading the value of a rule gave. */
export type ReadCondition = {ok: true; condition: Condition} | {ok: false; reason: string}

/** A way to ask something of a field. */
export interface Operator {
  /** Name, as definitions store it. */
  name: string
  /** What it needs as the rule's value. */
  operand: OperandKind
  /** Whether the rule means the opposite of its condition; then people without a value are meant too. */
  negated: boolean
  /** Name of the operator whose exact opposite it is, where it was made as one. */
  opposes: string | null
  /** Key of its name in `AUDIENCE_STRINGS`. */
  labelKey: string
  /** Makes a condition of the value of a rule; never throws. */
  read: (value: unknown) => ReadCondition
}

/**
 * An operator that makes its condition of one kind of value.
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
      return {ok: false, reason: error.issues[0]?.message ?? 'The value does not fit.'}
    },
  }
}

/** The operator that means the exact opposite of another. */
export function opposite(of: Operator, type: string, name: string): Operator {
  return {...of, name, negated: !of.negated, opposes: of.name, labelKey: `operator.${type}.${name}`}
}

/** Operators by their names, in order. */
export function byName(operators: readonly Operator[]): ReadonlyMap<string, Operator> {
  return new Map(operators.map((entry) => [entry.name, entry]))
}
