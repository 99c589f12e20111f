import {compileSql} from '../sql/compileCondition.ts'
import {ALL_TYPES, entryIndexes, type EntryIndex} from '../indexes/indexSchema.ts'
import type {KeyValue} from '../indexes/keyValue.ts'
import {pinned} from './orderedRows.ts'
import type {LakeSearch, PreparedFilter} from '../sql/preparedFilter.ts'
import type {Driver} from './rowFinders.ts'
import {rowStatement} from './rowStatement.ts'
import {familyCondition} from '../sql/scopeSql.ts'
import {allOf, columnsRead} from '../sql/sqlText.ts'

/**
 * The index that has everything that a filter reads, so that rows are checked without fetching
 * them: SQLite by itself would rather begin with a range of another and fetch most rows one by one.
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
  const equal = pinned(conditions, scope)
  const rank = ({columns: [first = '', ...others]}: EntryIndex) =>
    others.length - (equal.has(first) ? 1000 : 0)
  return covering.sort((a, b) => rank(a) - rank(b))[0] ?? null
}

/**
 * Finds exactly the rows for which a filter holds, from one index; `null` when no index has all that
 * the filter reads.
 */
export function coveringDriver(prepared: PreparedFilter, search: LakeSearch): Driver | null {
  const {scope, conditions} = prepared
  const index = coveringIndex(prepared, search)
  if (!index || conditions.length === 0) return null
  const free = new Set(index.columns)
  const where = allOf([
    familyCondition(scope),
    ...conditions.map((node) => compileSql(node, true, {...scope, free})),
  ])
  if (where.text === '0') return null
  const text = `SELECT n FROM entries e INDEXED BY ${index.name} WHERE ${where.text}`
  return {text, params: where.params, words: null, column: null, isScan: false}
}

/**
 * The statement that gives every row for which a filter holds, found and checked in one index; `null`
 * when no index has all that the filter reads.
 */
export function coveredStatement(
  prepared: PreparedFilter,
  search: LakeSearch,
  select: string,
): [string, KeyValue[]] | null {
  const driver = coveringDriver(prepared, search)
  // What the driver finds has been checked.
  return driver && rowStatement({...prepared, conditions: []}, driver, select)
}
