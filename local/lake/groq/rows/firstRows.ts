import {coveredStatement} from './coveringIndex.ts'
import {contains} from '../groqTree.ts'
import {compileSql} from '../sql/compileCondition.ts'
import {bestDriver, isReadInOrder, isWordMatch} from './driverChoice.ts'
import {groupedRows} from './groupedRows.ts'
import type {EntryIndex} from '../indexes/indexSchema.ts'
import {indexFor} from './orderIndex.ts'
import {orderedRows, type OrderKey} from './orderedRows.ts'
import type {LakeSearch, PreparedFilter} from '../sql/preparedFilter.ts'
import {rowStatement} from './rowStatement.ts'
import {allOf, columnsRead} from '../sql/sqlText.ts'
import {lastPlace, partOfRows} from './wordSample.ts'

/** Walks of an index are made for at most so many families each. */
export const MAX_WALKS = 24

/** Fewer documents than this are quickly gone along in any order. */
const FEW_DOCUMENTS = 50_000
/** Rows all over the table that are looked at for a match, more only while there is none. */
const LOOKS = [60, 1000]

/**
 * Whether matches are so seldom that going along an order would take longer than passing over all:
 * what an index of the order does not tell has to be fetched row by row.
 */
export function isFarBetween(
  prepared: PreparedFilter,
  search: LakeSearch,
  index: EntryIndex,
): boolean {
  const {scope, conditions} = prepared
  const told = new Set(['n', 't', 'f', 'id', ...index.columns])
  // Of words, signatures in the index tell whether they are met soon.
  const outside = conditions
    .filter((node) => !contains(node, isWordMatch))
    .map((node) => compileSql(node, true, scope))
    .filter(
      (one) => one.text.includes('SELECT') || columnsRead(one).some((name) => !told.has(name)),
    )
  if (outside.length === 0 || lastPlace(search) < FEW_DOCUMENTS) return false
  const where = allOf(outside)
  return LOOKS.every((rows) => partOfRows(prepared, search, where, rows) === 0)
}

/**
 * Positions of matches in an order, from one place to before another: by walking an index that has
 * the order until there are enough, group by group where an index has only its first key, or by
 * sorting where some condition finds few.
 *
 * @param keys - the order, ending with the id
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
  const found = bestDriver(prepared, search, limits.few, keys)
  // What many have is met soon along the order.
  const isMet =
    index && found?.isScan && partOfRows(prepared, search, prepared.where) >= limits.seldom
  const driver = isMet ? null : found
  const {column = null} = driver ?? {}
  // A range of the very index that has the order is found by walking that.
  const isWalk = !driver || (column !== null && index?.columns.includes(column))
  const isSeldom = index !== null && !driver && isFarBetween(prepared, search, index)
  if (index && isWalk && !isSeldom && scope.families.length <= MAX_WALKS) {
    const {replaced} = view.specials()
    const walk = {scope, conditions, order: keys, index, rows}
    if (replaced.size === 0) return orderedRows({...walk, from, to}).map(({n}) => n)
    const walked = orderedRows({...walk, from: 0, to: to + replaced.size})
    const plain = walked.filter((row) => !replaced.has(String(row.keys.at(-1))))
    return plain.slice(from, to).map(({n}) => n)
  }
  const isGrouped = !index && !driver && scope.families.length <= MAX_WALKS
  if (isGrouped && view.specials().replaced.size === 0) {
    const grouped = groupedRows(prepared, search, keys, [from, to], firstRows)
    if (grouped) return grouped
  }
  const covered = driver ? null : coveredStatement(prepared, search, 'e.n')
  const inOrder = isSeldom && isReadInOrder(prepared, search)
  const [text, params] = covered ?? rowStatement(prepared, driver, 'e.n', inOrder)
  // What was found is sorted; SQLite would rather walk the index of the order to its end.
  const sorted = driver || covered ? '+e' : 'e'
  const ordering = keys.map(
    ({column, descending}) => `${sorted}.${column} ${descending ? 'DESC' : 'ASC'}`,
  )
  const limited = `${text} ORDER BY ${ordering.join(', ')} LIMIT ? OFFSET ?`
  return rows(limited, [...params, to - from, from]).map(([n]) => Number(n))
}
