import {canonicalJson} from '../crypto/canonicalJson.ts'

/**
 * The parameters of a query: `$a1`, `$a2` and so on in the order of their first use, so that the
 * same definition always gives the same query.
 */
export interface GroqParams {
  /** Adds a value and returns its reference, with the dollar sign. Equal values share a name. */
  add: (value: unknown) => string
  /** All values by name, without the dollar sign. */
  values: () => Record<string, unknown>
}

/**
 * @param prefix - letters that all names begin with, for several audiences in one query
 * @throws TypeError for a prefix that is not of lower-case letters
 */
export function createGroqParams(prefix = 'a'): GroqParams {
  if (!/^[a-z]+$/u.test(prefix)) {
    throw new TypeError('The prefix of parameter names must be lower-case letters.')
  }
  const names = new Map<string, {name: string; value: unknown}>()
  return {
    add(value) {
      const key = canonicalJson(value)
      const entry = names.get(key) ?? {name: `${prefix}${names.size + 1}`, value}
      names.set(key, entry)
      return `$${entry.name}`
    },
    values() {
      return Object.fromEntries(Array.from(names.values(), ({name, value}) => [name, value]))
    },
  }
}

/**
 * A condition in GROQ, twice: `whenTrue` is true exactly where the condition holds, `whenFalse` is
 * true exactly where it does not. Where one of them is not true it may be `false` or `null`, so do
 * not negate it. With NOT on the leaves, filters stay plain comparisons that indexes can answer.
 */
export interface GroqCondition {
  whenTrue: string
  whenFalse: string
}

/** The condition of an expression that is always true or false. */
export function fromBoolean(expression: string): GroqCondition {
  return {whenTrue: expression, whenFalse: `!(${expression})`}
}

/** The condition of an expression that is null for missing values or values of another type. */
export function fromNullable(expression: string): GroqCondition {
  return {whenTrue: expression, whenFalse: `!coalesce(${expression}, false)`}
}

function join(expressions: readonly string[], operator: '&&' | '||', none: string): string {
  return expressions.length === 1
    ? (expressions[0] ?? none)
    : `(${expressions.join(` ${operator} `)})`
}

/** Joins alternatives. */
export function anyOf(expressions: readonly string[]): string {
  return join(expressions, '||', 'false')
}

/** Joins requirements. */
export function allOf(expressions: readonly string[]): string {
  return join(expressions, '&&', 'true')
}
