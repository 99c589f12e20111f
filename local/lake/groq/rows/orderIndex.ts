import type {GroqNode} from '../groqNode.ts'
import {conjunctsOf, constantValue, expressionKey, ownAttribute} from '../groqTree.ts'
import {ALL_TYPES, entryIndexes, type EntryIndex} from '../indexes/indexSchema.ts'
import {compareKeys} from '../indexes/keyValue.ts'
import type {LakeFile} from '../indexes/lakeFile.ts'
import {compileSql} from '../sql/compileSql.ts'
import {everyColumn, type ConditionScope} from '../sql/conditionScope.ts'
import type {PreparedFilter} from '../sql/lakeSearch.ts'

/** One key of an order. */
export interface OrderKey {
  /** Column of `entries`; the last key of an order is always `id`. */
  column: string
  /** {@link expressionKey} of the expression. */
  key: string
  expression: GroqNode
  descending: boolean
}

/**
 * The columns that an order is by; the id always comes last.
 *
 * @param order - the arguments of `order()`
 * @returns `null` when no column holds one of them
 */
export function orderKeys(
  order: readonly GroqNode[],
  {scope: {plan}}: PreparedFilter,
): OrderKey[] | null {
  const keys: OrderKey[] = []
  for (const argument of order) {
    const descending = argument.type === 'Desc'
    const node = argument.type === 'Desc' || argument.type === 'Asc' ? argument.base : argument
    const key = expressionKey(node)
    if (ownAttribute(node) === '_id') {
      keys.push({column: 'id', key, expression: node, descending})
      return keys
    }
    const column = plan.columns.find((entry) => entry.key === key)
    if (!column) return null
    if (!keys.some((known) => known.key === key)) {
      keys.push({column: column.name, key, expression: node, descending})
    }
  }
  const id: GroqNode = {type: 'AccessAttribute', name: '_id'}
  return [...keys, {column: 'id', key: expressionKey(id), expression: id, descending: false}]
}

/** What follows ORDER BY. @param table - `+e` keeps SQLite from walking an index of the order */
export function orderingSql(keys: readonly OrderKey[], table: 'e' | '+e' = 'e'): string {
  return keys
    .map(({column, descending}) => `${table}.${column} ${descending ? 'DESC' : 'ASC'}`)
    .join(', ')
}

/** A row that a statement found, with the values that it is ordered by. */
export interface FoundRow {
  n: number
  keys: unknown[]
}

/** Compares rows by the keys of an order. */
export function comparing(order: readonly OrderKey[]): (a: FoundRow, b: FoundRow) => number {
  return (a, b) => {
    for (const [index, {descending}] of order.entries()) {
      const result = compareKeys(a.keys[index], b.keys[index])
      if (result !== 0) return descending ? -result : result
    }
    return 0
  }
}

/** The index that ends with an order and begins with the most columns that must equal something. */
export function indexFor(
  keys: readonly OrderKey[],
  {scope, conditions}: PreparedFilter,
  file: LakeFile,
): EntryIndex | null {
  const order = keys.slice(0, -1).map(({column}) => column)
  const free = everyColumn(scope)
  const equal = new Set(
    conditions.flatMap((node) => {
      if (node.type !== 'OpCall' || node.op !== '==') return []
      return /^e\.(\w+) = \?$/.exec(compileSql(node, true, {...scope, free}).text)?.[1] ?? []
    }),
  )
  const existing = file.indexes()
  const fitting = entryIndexes(file.plan).filter(({name, columns, type}) => {
    if (!existing.has(name) || (type !== ALL_TYPES && type !== scope.plan.number)) return false
    const start = columns.length - order.length
    return (
      start >= 0 &&
      columns.slice(start).join(' ') === order.join(' ') &&
      columns.slice(0, start).every((column) => equal.has(column))
    )
  })
  return fitting.sort((a, b) => b.columns.length - a.columns.length)[0] ?? null
}

/** Names of the columns that conditions pin to one value. */
export function pinnedColumns(
  conditions: readonly GroqNode[],
  {plan}: ConditionScope,
): ReadonlySet<string> {
  const names = new Set<string>()
  for (const node of conditions.flatMap(conjunctsOf)) {
    if (node.type !== 'OpCall' || node.op !== '==') continue
    for (const [side, other] of [
      [node.left, node.right],
      [node.right, node.left],
    ] as const) {
      const key = expressionKey(side)
      const column = constantValue(other) && plan.columns.find((entry) => entry.key === key)
      if (column) names.add(column.name)
    }
  }
  return names
}
