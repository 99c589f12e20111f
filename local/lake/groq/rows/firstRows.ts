import type {GroqNode} from '../groqNode.ts'
import {conjunctsOf, isCall} from '../groqTree.ts'
import {scalarOfKey} from '../indexes/keyValue.ts'
import {compileSql} from '../sql/compileSql.ts'
import type {LakeSearch, PreparedFilter} from '../sql/lakeSearch.ts'
import {allOf, ALWAYS} from '../sql/sqlCondition.ts'
import {bestAccessPath, isReadInOrder} from './accessPathChoice.ts'
import {isSparse, shareOfRows} from './estimates.ts'
import {keyGroups, orderedRows, pageBranches, toFoundRow} from './orderedRows.ts'
import {comparing, indexFor, orderingSql, pinnedColumns, type OrderKey} from './orderIndex.ts'
import {coveredStatement, rowStatement} from './rowStatement.ts'

/** An index is walked for at most this many partitions, each by itself, at about 0.1 ms. */
export const MAX_WALKS = 64

/** At most this many groups of equal values are read one by one. */
const MAX_GROUPS = 24

/**
 * Positions of the matches at some places in an order, in one of three ways: by walking an index of
 * the order until there are enough; where an index has only the first key, group by group of equal
 * values; or by sorting everything, where an access path finds few rows.
 *
 * @param keys - the order, ending with the id
 * @param from - the first place that is wanted
 * @param to - the first place that is not wanted any more
 */
export function firstRows(
  prepared: PreparedFilter,
  search: LakeSearch,
  keys: readonly OrderKey[],
  from: number,
  to: number,
): number[] {
  const {file, view, rows, limits} = search
  const {scope, conditions} = prepared
  const index = indexFor(keys, prepared, file)
  const found = bestAccessPath(prepared, search, limits.fewRows, keys)
  // A walk meets soon what many rows have.
  const isMet =
    index && found?.isScan && shareOfRows(prepared, search, prepared.where) >= limits.sparseShare
  const path = isMet ? null : found
  const {column = null} = path ?? {}
  // Walking the index of the order also finds a range of that index.
  const isWalk = !path || (column !== null && index?.columns.includes(column))
  const isFilterSparse = index !== null && !path && isSparse(prepared, search, index)
  const {replaced} = view.unindexedDocuments()
  if (index && isWalk && !isFilterSparse && scope.partitions.length <= MAX_WALKS) {
    const walk = {scope, conditions, order: keys, index, reader: search}
    if (replaced.size === 0) return orderedRows({...walk, from, to}).map(({n}) => n)
    const walked = orderedRows({...walk, from: 0, to: to + replaced.size})
    const own = walked.filter((row) => !replaced.has(String(row.keys.at(-1))))
    return own.slice(from, to).map(({n}) => n)
  }
  const isGrouped = !index && !path && scope.partitions.length <= MAX_WALKS
  if (isGrouped && replaced.size === 0) {
    const grouped = groupedRows(prepared, search, keys, from, to)
    if (grouped) return grouped
  }
  const covered = path ? null : coveredStatement(prepared, search, 'e.n')
  const inOrder = isFilterSparse && isReadInOrder(prepared, search)
  const [text, params] = covered ?? rowStatement(prepared, path, 'e.n', inOrder)
  const ordering = orderingSql(keys, path || covered ? '+e' : 'e')
  const limited = `${text} ORDER BY ${ordering} LIMIT ? OFFSET ?`
  return rows(limited, [...params, to - from, from]).map(([n]) => Number(n))
}

/**
 * The same for an order of several keys that no index has: one group of equal first values after the
 * other, each in the order of the other keys.
 *
 * @returns `null` when sorting all matches is better
 */
function groupedRows(
  prepared: PreparedFilter,
  search: LakeSearch,
  keys: readonly OrderKey[],
  from: number,
  to: number,
): number[] | null {
  if (keys.length < 3) return null
  if (keys.some(({expression}) => isCall(expression, 'global::dateTime'))) return null
  const share = shareOfRows(prepared, search, prepared.where)
  if (share < search.limits.sparseShare) return null
  const branches = pageBranches({conditions: prepared.conditions, order: keys}).map((conditions) =>
    withConditions(prepared, conditions.flatMap(conjunctsOf)),
  )
  const found: number[] = []
  for (const branch of branches) {
    const rows = rowsOfBranch(branch, search, keys, to)
    if (!rows) return null
    found.push(...rows)
  }
  const sorted = branches.length === 1 ? found : merged([...new Set(found)], keys, search)
  return sorted.slice(from, to)
}

function rowsOfBranch(
  prepared: PreparedFilter,
  search: LakeSearch,
  keys: readonly OrderKey[],
  to: number,
): number[] | null {
  const [first, ...others] = keys
  if (!first) return null
  const {scope, conditions, where} = prepared
  if (where.text === '0') return []
  if (pinnedColumns(conditions, scope).has(first.column)) {
    return firstRows(prepared, search, others, 0, to)
  }
  const index = indexFor([first, ...keys.slice(-1)], prepared, search.file)
  if (!index) return null
  const groups = keyGroups({scope, conditions, key: first, index, reader: search})
  const found: number[] = []
  let last = ALWAYS
  for (let group = 0; found.length < to && group < MAX_GROUPS; group += 1) {
    if (groups.areSmall(last)) {
      // SQLite sorts each group as it comes along the index.
      const walk = {scope, conditions, order: keys, index, reader: search, within: last}
      return [...found, ...orderedRows({...walk, from: 0, to: to - found.length}).map(({n}) => n)]
    }
    const key = groups.next(last)
    if (key === null) return found
    const value = scalarOfKey(key)
    if (value === undefined) return null
    const isEqual: GroqNode = {
      type: 'OpCall',
      op: '==',
      left: first.expression,
      right: {type: 'Value', value},
    }
    const within = withConditions(prepared, [...conditions, isEqual])
    const wanted = to - found.length
    const isRare = shareOfRows(within, search, within.where) < search.limits.sparseShare
    const rows = isRare ? sortedGroup(within, search, others, wanted) : null
    found.push(...(rows ?? firstRows(within, search, others, 0, wanted)))
    last = groups.beyond(key)
  }
  return found.length < to ? null : found
}

function withConditions(prepared: PreparedFilter, conditions: GroqNode[]): PreparedFilter {
  const {scope} = prepared
  const where = allOf(conditions.map((node) => compileSql(node, true, scope)))
  return {...prepared, conditions, where}
}

/** The first rows of a group that has few: found in one index, and sorted. */
function sortedGroup(
  within: PreparedFilter,
  search: LakeSearch,
  keys: readonly OrderKey[],
  to: number,
): number[] | null {
  const statement = coveredStatement(within, search, 'e.n')
  if (!statement) return null
  const [text, params] = statement
  const sorted = `${text} ORDER BY ${orderingSql(keys, '+e')} LIMIT ?`
  return search.rows(sorted, [...params, to]).map(([n]) => Number(n))
}

/** Sorts rows that different branches of a paging condition gave. */
function merged(
  positions: readonly number[],
  keys: readonly OrderKey[],
  {rows}: LakeSearch,
): number[] {
  const columns = keys.map(({column}) => `e.${column}`).join(', ')
  const text = `SELECT e.n, ${columns} FROM entries e WHERE e.n IN (SELECT value FROM json_each(?))`
  return rows(text, [JSON.stringify(positions)])
    .map(toFoundRow)
    .sort(comparing(keys))
    .map(({n}) => n)
}
