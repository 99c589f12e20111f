import type {GroqNode} from '../groqNode.ts'
import {compileSql} from '../sql/compileCondition.ts'
import type {EntryIndex} from '../indexes/indexSchema.ts'
import type {ConditionScope} from '../sql/keyColumn.ts'
import {compareKeys, type KeyValue} from '../indexes/keyValue.ts'
import type {OrderKey, OrderedSearch} from './orderedRows.ts'
import {familyCondition} from '../sql/scopeSql.ts'
import {allOf, sql, type SqlCondition} from '../sql/sqlText.ts'

/** Rows that are looked at to learn whether groups are small. */
const PROBED = 100

/** The values that a key of an order has, one group of equal ones after the other. */
export interface KeyGroups {
  /** Holds for the groups after that of a value. */
  beyond(key: KeyValue): SqlCondition
  /** The first value for which a condition holds; `null` where there is none. */
  next(within: SqlCondition): KeyValue | null
  /** Whether few rows have equal values, of those next in the order for which a condition holds. */
  areSmall(within: SqlCondition): boolean
}

function isKey(value: unknown): value is KeyValue {
  return typeof value === 'number' || typeof value === 'string' || Buffer.isBuffer(value)
}

/**
 * Goes along an index from one value of a key to the next.
 *
 * @param conditions - those that are ranges of the key leave values out
 */
export function keyGroups({
  scope,
  conditions,
  key: {column, descending},
  index,
  rows,
}: {
  scope: ConditionScope
  conditions: readonly GroqNode[]
  key: OrderKey
  index: EntryIndex
  rows: OrderedSearch['rows']
}): KeyGroups {
  const name = `e.${column}`
  const ranges = conditions
    .map((node) => compileSql(node, true, {...scope, free: new Set([column])}))
    .filter(({text}) => !/\+e\.|EXISTS|instr|e\.n |e\.id/.test(text))
  const statements = (within: SqlCondition) =>
    scope.families.map((family) => {
      const base = familyCondition({...scope, families: [family]})
      const {text, params} = allOf([base, ...ranges, within])
      const order = `${name} ${descending ? 'DESC' : 'ASC'}`
      return {
        text: `SELECT ${name} k FROM entries e INDEXED BY ${index.name} WHERE ${text} ORDER BY ${order}`,
        params,
      }
    })
  return {
    beyond: (key) => sql(`${name} ${descending ? '<' : '>'} ?`, key),
    next(within) {
      const found = statements(within).flatMap(({text, params}) => rows(`${text} LIMIT 1`, params))
      const keys = found.flatMap(([key]) => (isKey(key) ? [key] : [])).sort(compareKeys)
      return keys.at(descending ? -1 : 0) ?? null
    },
    areSmall: (within) =>
      statements(within).every(({text, params}) => {
        const counted = `SELECT count(*), count(DISTINCT k) FROM (${text} LIMIT ${PROBED})`
        const [all, different] = rows(counted, params)[0] ?? []
        return Number(different) > Number(all) / 2
      }),
  }
}
