import type {KeyValue} from '../indexes/keyValue.ts'

/** A condition in SQL over one row of `entries`, called `e`. It is 0 or 1, never NULL. */
export interface SqlCondition {
  text: string
  params: KeyValue[]
  /** Whether it holds exactly when it should; else it also holds for rows that must be looked at. */
  exact: boolean
}

/** A condition from its text and the values of its `?`. */
export function sql(text: string, ...params: KeyValue[]): SqlCondition {
  return {text, params, exact: true}
}

export const ALWAYS: SqlCondition = sql('1')
export const NEVER: SqlCondition = sql('0')
/** Nothing is known: every row has to be looked at. */
export const UNKNOWN: SqlCondition = {text: '1', params: [], exact: false}

/** Names of the columns of `e` that a condition reads. */
export function columnsRead({text}: Pick<SqlCondition, 'text'>): string[] {
  return [...text.matchAll(/\be\.(\w+)/g)].map(([, name = '']) => name)
}

/** The same condition, which may hold for more rows than it should. */
export function inexact(condition: SqlCondition): SqlCondition {
  return {...condition, exact: false}
}

function join(operator: 'AND' | 'OR', parts: readonly SqlCondition[]): SqlCondition {
  const [first] = parts
  if (parts.length === 1 && first) return first
  return {
    text: `(${parts.map(({text}) => text).join(` ${operator} `)})`,
    params: parts.flatMap(({params}) => params),
    exact: parts.every(({exact}) => exact),
  }
}

/** Holds when all hold. */
export function allOf(conditions: readonly SqlCondition[]): SqlCondition {
  if (conditions.some(({text, exact}) => text === '0' && exact)) return NEVER
  const parts = conditions.filter(({text}) => text !== '1')
  if (parts.length === 0) return conditions.every(({exact}) => exact) ? ALWAYS : UNKNOWN
  const joined = join('AND', parts)
  return conditions.every(({exact}) => exact) ? joined : inexact(joined)
}

/** Holds when one holds. */
export function anyOf(conditions: readonly SqlCondition[]): SqlCondition {
  if (conditions.some(({text, exact}) => text === '1' && exact)) return ALWAYS
  if (conditions.some(({text}) => text === '1')) return UNKNOWN
  const parts = conditions.filter(({text}) => text !== '0')
  return parts.length === 0 ? NEVER : join('OR', parts)
}

/** Holds when an exact condition does not. */
export function not(condition: SqlCondition): SqlCondition {
  if (!condition.exact) return UNKNOWN
  if (condition.text === '1') return NEVER
  if (condition.text === '0') return ALWAYS
  return {...condition, text: `NOT (${condition.text})`}
}
