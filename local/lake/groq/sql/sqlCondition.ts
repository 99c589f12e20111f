import type {KeyValue} from '../indexes/keyValue.ts'

/** A condition in SQL over one row of `entries`, called `e`. It is 0 or 1, never NULL. */
export interface SqlCondition {
  text: string
  params: KeyValue[]
  /** Whether it holds exactly where it should. Otherwise it also holds for rows to be checked. */
  exact: boolean
}

/** A condition from its text and the values of its `?`. */
export function sql(text: string, ...params: KeyValue[]): SqlCondition {
  return {text, params, exact: true}
}

export const ALWAYS: SqlCondition = sql('1')
export const NEVER: SqlCondition = sql('0')
/** SQL can't decide: every row has to be checked. */
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

/** Holds when all conditions hold. */
export function allOf(conditions: readonly SqlCondition[]): SqlCondition {
  if (conditions.some(({text, exact}) => text === '0' && exact)) return NEVER
  const parts = conditions.filter(({text}) => text !== '1')
  if (parts.length === 0) return conditions.every(({exact}) => exact) ? ALWAYS : UNKNOWN
  const joined = join('AND', parts)
  return conditions.every(({exact}) => exact) ? joined : inexact(joined)
}

/** Holds when one of the conditions holds. */
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

/** Up to this many keys are parameters of their own; SQLite takes some 32,000 in all. */
const FEW_KEYS = 100
/** At most this many, where the keys can't be passed as one parameter. */
const MANY_KEYS = 5000

/** Holds where a key is one of some; unknown where these are too many. */
export function amongKeys(text: string, keys: readonly KeyValue[]): SqlCondition {
  if (keys.length === 0) return NEVER
  const isExact = keys.every(isExactInJson)
  if (keys.length <= (isExact ? FEW_KEYS : MANY_KEYS)) {
    return sql(`${text} IN (${keys.map(() => '?').join(', ')})`, ...keys)
  }
  if (!isExact) return UNKNOWN
  // JSON has no blobs; there are at most three.
  const blobs = new Set(keys.flatMap((key) => (Buffer.isBuffer(key) ? key.toString('hex') : [])))
  const plain = JSON.stringify(keys.filter((key) => !Buffer.isBuffer(key)))
  const others = [...blobs].map((hex) => ` UNION ALL SELECT x'${hex}'`).join('')
  return sql(`${text} IN (SELECT value FROM json_each(?)${others})`, plain)
}

/** SQLite does not read every fraction in JSON to its last digit. */
function isExactInJson(key: KeyValue): boolean {
  return typeof key !== 'number' || Number.isSafeInteger(key)
}
