import type {GroqNode} from '../groqNode.ts'
import {compileSql} from '../sql/compileCondition.ts'
import {expressionKey, ownAttribute} from '../groqTree.ts'
import {entryIndexes, type EntryIndex} from '../indexes/indexSchema.ts'
import type {LakeFile} from '../indexes/lakeFile.ts'
import type {OrderKey} from './orderedRows.ts'
import type {PreparedFilter} from '../sql/preparedFilter.ts'
import {everyColumn} from '../sql/scopeSql.ts'

/**
 * The columns that an order is by, the id always last.
 *
 * @param order - the arguments of `order()`
 * @returns `null` when one of them is in no column
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
    if (!existing.has(name) || (type !== 0 && type !== scope.plan.number)) return false
    const start = columns.length - order.length
    return (
      start >= 0 &&
      columns.slice(start).join(' ') === order.join(' ') &&
      columns.slice(0, start).every((column) => equal.has(column))
    )
  })
  return fitting.sort((a, b) => b.columns.length - a.columns.length)[0] ?? null
}
