import {ALL_TYPES, entryIndexes, type EntryIndex} from '../indexes/indexSchema.ts'
import type {KeyValue} from '../indexes/keyValue.ts'
import type {GroqNode} from '../groqNode.ts'
import {compileAll, compileIdRange, compileSql} from '../sql/compileSql.ts'
import {everyColumn, partitionCondition, type ConditionScope} from '../sql/conditionScope.ts'
import type {LakeSearch, PreparedFilter} from '../sql/lakeSearch.ts'
import {allOf, columnsRead} from '../sql/sqlCondition.ts'
import type {AccessPath} from './accessPath.ts'
import {pinnedColumns} from './orderIndex.ts'

/** A statement and the values of its `?`. */
export type Statement = [text: string, params: KeyValue[]]

/**
 * The statement that gives every row for which a filter's conditions hold.
 *
 * @param path - finds the rows; without one, SQLite chooses an index or reads the partitions
 * @param select - what it selects of `entries`, called `e`
 * @param inOrder - without a path, reads the table in its own order: where most of it matches, that
 *   is several times faster than fetching row after row through an index
 */
export function rowStatement(
  {scope, conditions, without}: PreparedFilter,
  path: AccessPath | null,
  select: string,
  inOrder = false,
): Statement {
  const free = path
    ? new Set(path.column === null ? [] : [path.column])
    : freeWithoutPath(conditions, scope)
  const own = {...scope, free}
  // For a walk, which a range of ids is.
  const where =
    path?.column != null || free.has('id')
      ? compileAll(conditions, own)
      : allOf(conditions.map((node) => compileSql(node, true, own)))
  const parts = [partitionCondition(scope, path?.column !== 'id'), where, without]
  const params = parts.flatMap((part) => part.params)
  const text = parts.map((part) => part.text).join(' AND ')
  if (!path || path.column !== null) {
    const table = !path && inOrder ? 'entries e NOT INDEXED' : 'entries e'
    return [`SELECT ${select} FROM ${table} WHERE ${text}`, params]
  }
  // CROSS JOIN keeps SQLite from walking the index of the order instead.
  const among = `(SELECT DISTINCT n FROM (${path.text})) d CROSS JOIN entries e ON e.n = d.n`
  return [`SELECT ${select} FROM ${among} WHERE ${text}`, [...path.params, ...params]]
}

/**
 * Columns by which SQLite may choose an index. Behind a column with one value, indexes have the ids in their
 * order, so a range of ids is a part of one. The index of ids alone would lead to row after row, which is worse
 * than the table in its own order.
 */
function freeWithoutPath(
  conditions: readonly GroqNode[],
  scope: ConditionScope,
): ReadonlySet<string> {
  const columns = everyColumn(scope)
  const isPart =
    pinnedColumns(conditions, scope).size > 0 && compileIdRange(conditions, scope, false) !== null
  return isPart ? new Set([...columns, 'id']) : columns
}

/** The same statement over a covering index; `null` when no index has all that the filter reads. */
export function coveredStatement(
  prepared: PreparedFilter,
  search: LakeSearch,
  select: string,
): Statement | null {
  const path = coveringPath(prepared, search)
  // The path has checked the conditions.
  return path && rowStatement({...prepared, conditions: []}, path, select)
}

/**
 * An access path that finds exactly the rows for which a filter holds, in one index; `null` when no
 * index has all that the filter reads.
 */
export function coveringPath(prepared: PreparedFilter, search: LakeSearch): AccessPath | null {
  const {scope, conditions} = prepared
  const index = coveringIndex(prepared, search)
  if (!index || conditions.length === 0) return null
  const free = new Set(index.columns)
  const where = allOf([
    partitionCondition(scope),
    ...conditions.map((node) => compileSql(node, true, {...scope, free})),
  ])
  if (where.text === '0') return null
  const text = `SELECT n FROM entries e INDEXED BY ${index.name} WHERE ${where.text}`
  return {text, params: where.params, isWordSearch: false, column: null, isScan: false}
}

/**
 * The smallest index that has everything that a filter reads, so that rows are checked without
 * fetching them. SQLite would rather start with a range of another index and fetch most rows.
 */
function coveringIndex(
  {scope, conditions, where}: PreparedFilter,
  {file}: LakeSearch,
): EntryIndex | null {
  const read = columnsRead(where)
  const existing = file.indexes()
  const covering = entryIndexes(file.plan).filter(({name, type, columns, covers}) => {
    const own = new Set<string>(['n', 't', 'f', 'id', ...columns, ...covers])
    const isOfType = type === scope.plan.number || type === ALL_TYPES
    return isOfType && existing.has(name) && read.every((column) => own.has(column))
  })
  const equal = pinnedColumns(conditions, scope)
  const rank = ({columns: [first = '', ...others]}: EntryIndex) =>
    others.length - (equal.has(first) ? 1000 : 0)
  return covering.sort((a, b) => rank(a) - rank(b))[0] ?? null
}
