import type {GroqNode} from '../groqNode.ts'
import {compileSql} from '../sql/compileCondition.ts'
import {coveredStatement} from './coveringIndex.ts'
import {conjunctsOf} from '../groqTree.ts'
import {keyGroups} from './keyGroups.ts'
import {scalarOfKey} from '../indexes/keyValue.ts'
import {indexFor} from './orderIndex.ts'
import {branchSets, comparing, orderedRows, pinned, type OrderKey} from './orderedRows.ts'
import type {LakeSearch, PreparedFilter} from '../sql/preparedFilter.ts'
import {allOf, ALWAYS} from '../sql/sqlText.ts'
import {partOfRows} from './wordSample.ts'

/** Gives positions of matches in an order, as `firstRows` does. */
export type RowSearch = (
  prepared: PreparedFilter,
  search: LakeSearch,
  keys: readonly OrderKey[],
  from: number,
  to: number,
) => number[]

/** So many groups of equal values are gone through one by one. */
const MAX_GROUPS = 24

function narrowed(prepared: PreparedFilter, conditions: GroqNode[]): PreparedFilter {
  const {scope} = prepared
  const where = allOf(conditions.map((node) => compileSql(node, true, scope)))
  return {...prepared, conditions, where}
}

/** The first rows of a group of which few are wanted: found by one index, and sorted. */
function sortedGroup(
  within: PreparedFilter,
  search: LakeSearch,
  keys: readonly OrderKey[],
  to: number,
): number[] | null {
  const statement = coveredStatement(within, search, 'e.n')
  if (!statement) return null
  const [text, params] = statement
  const order = keys.map(({column, descending}) => `+e.${column} ${descending ? 'DESC' : 'ASC'}`)
  const sorted = `${text} ORDER BY ${order.join(', ')} LIMIT ?`
  return search.rows(sorted, [...params, to]).map(([n]) => Number(n))
}

function inBranch(
  prepared: PreparedFilter,
  search: LakeSearch,
  keys: readonly OrderKey[],
  to: number,
  rowsOf: RowSearch,
): number[] | null {
  const [first, ...others] = keys
  if (!first) return null
  const {scope, conditions, where} = prepared
  if (where.text === '0') return []
  if (pinned(conditions, scope).has(first.column)) return rowsOf(prepared, search, others, 0, to)
  const index = indexFor([first, ...keys.slice(-1)], prepared, search.file)
  if (!index) return null
  const groups = keyGroups({scope, conditions, key: first, index, rows: search.rows})
  const found: number[] = []
  let last = ALWAYS
  for (let group = 0; found.length < to && group < MAX_GROUPS; group += 1) {
    if (groups.areSmall(last)) {
      // SQLite sorts each group as it comes along the index.
      const walk = {scope, conditions, order: keys, index, rows: search.rows, within: last}
      return [...found, ...orderedRows({...walk, from: 0, to: to - found.length}).map(({n}) => n)]
    }
    const key = groups.next(last)
    if (key === null) return found
    const value = scalarOfKey(key)
    if (value === undefined) return null
    const same: GroqNode = {
      type: 'OpCall',
      op: '==',
      left: first.expression,
      right: {type: 'Value', value},
    }
    const within = narrowed(prepared, [...conditions, same])
    const wanted = to - found.length
    const isRare = partOfRows(within, search, within.where) < search.limits.seldom
    const rows = isRare ? sortedGroup(within, search, others, wanted) : null
    found.push(...(rows ?? rowsOf(within, search, others, 0, wanted)))
    last = groups.beyond(key)
  }
  return found.length < to ? null : found
}

/** Rows that different branches of a paging condition gave, in their order. */
function merged(
  positions: readonly number[],
  keys: readonly OrderKey[],
  {rows}: LakeSearch,
): number[] {
  const columns = keys.map(({column}) => `e.${column}`).join(', ')
  const text = `SELECT e.n, ${columns} FROM entries e WHERE e.n IN (SELECT value FROM json_each(?))`
  return rows(text, [JSON.stringify(positions)])
    .map(([n, ...values]) => ({n: Number(n), keys: values}))
    .sort(comparing(keys))
    .map(({n}) => n)
}

/**
 * The rows at some places in an order of several keys that no index has: one group of equal first
 * values after the other, each in the order of the other keys.
 *
 * @param rowsOf - the rows of one group in the order of what is left of the keys
 * @returns `null` when sorting everything that matches is the better way
 */
export function groupedRows(
  prepared: PreparedFilter,
  search: LakeSearch,
  keys: readonly OrderKey[],
  [from, to]: readonly [number, number],
  rowsOf: RowSearch,
): number[] | null {
  if (keys.length < 3) return null
  if (
    keys.some(
      ({expression: {type, ...own}}) =>
        type === 'FuncCall' && 'name' in own && own.name === 'dateTime',
    )
  )
    return null
  const part = partOfRows(prepared, search, prepared.where)
  if (part < search.limits.seldom) return null
  const branches = branchSets({conditions: prepared.conditions, order: keys}).map((conditions) =>
    narrowed(prepared, conditions.flatMap(conjunctsOf)),
  )
  const found: number[] = []
  for (const branch of branches) {
    const rows = inBranch(branch, search, keys, to, rowsOf)
    if (!rows) return null
    found.push(...rows)
  }
  const sorted = branches.length === 1 ? found : merged([...new Set(found)], keys, search)
  return sorted.slice(from, to)
}
