import type {GroqNode} from '../groqNode.ts'
import {compileSql} from './compileCondition.ts'
import {coveringDriver} from './coveringIndex.ts'
import {conjunctsOf} from './expressionKey.ts'
import type {EntryIndex} from './indexSchema.ts'
import {compareKeys, FALSE_KEY, NOTHING_KEY, TRUE_KEY} from './keyValue.ts'
import {indexFor} from './orderIndex.ts'
import {branchSets, comparing, orderedRows, pinned, type OrderKey} from './orderedRows.ts'
import type {LakeSearch, PreparedFilter} from './preparedFilter.ts'
import {rowStatement} from './rowStatement.ts'
import {familyCondition} from './scopeSql.ts'
import {allOf, ALWAYS, sql, type SqlCondition} from './sqlText.ts'
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
/** Rows that are looked at to learn whether the groups are small. */
const PROBED = 100

/** The key of a column as a value of GROQ; `undefined` for texts that are not kept as they are. */
function valueOfKey(key: unknown): number | string | boolean | null | undefined {
  if (typeof key === 'number') return key
  if (typeof key === 'string') return /^[\0-\uD7FF]*$/.test(key) ? key : undefined
  if (!(key instanceof Uint8Array)) return undefined
  if (NOTHING_KEY.equals(key)) return null
  if (TRUE_KEY.equals(key)) return true
  return FALSE_KEY.equals(key) ? false : undefined
}

function narrowed(prepared: PreparedFilter, conditions: GroqNode[]): PreparedFilter {
  const {scope} = prepared
  const where = allOf(conditions.map((node) => compileSql(node, true, scope)))
  return {...prepared, conditions, where}
}

/** The values that the first key of an order has, group by group. */
function groupsOf(
  {scope, conditions}: PreparedFilter,
  {rows}: LakeSearch,
  {column, descending}: OrderKey,
  index: EntryIndex,
) {
  const name = `e.${column}`
  const direction = descending ? 'DESC' : 'ASC'
  const ranges = conditions
    .map((node) => compileSql(node, true, {...scope, free: new Set([column])}))
    .filter(({text}) => !/\+e\.|EXISTS|instr|e\.n |e\.id/.test(text))
  const beyond = (last: SqlCondition) =>
    scope.families.map((family) => {
      const base = familyCondition({...scope, families: [family]})
      const where = allOf([base, ...ranges, last])
      return {
        text: `SELECT ${name} k FROM entries e INDEXED BY ${index.name} WHERE ${where.text} ORDER BY ${name} ${direction}`,
        params: where.params,
      }
    })
  return {
    /** The next value, in an array; an empty one at the end. */
    next(last: SqlCondition): unknown[] {
      const found = beyond(last).flatMap(({text, params}) => rows(`${text} LIMIT 1`, params))
      const keys = found.map(([key]) => key).sort(compareKeys)
      return (descending ? keys.reverse() : keys).slice(0, 1)
    },
    /** Whether few rows have equal values from here on. */
    areSmall(last: SqlCondition): boolean {
      return beyond(last).every(({text, params}) => {
        const counted = `SELECT count(*), count(DISTINCT k) FROM (${text} LIMIT ${PROBED})`
        const [all, different] = rows(counted, params)[0] ?? []
        return Number(different) > Number(all) / 2
      })
    },
  }
}

/** The first rows of a group of which few are wanted: found by one index, and sorted. */
function sortedGroup(
  within: PreparedFilter,
  search: LakeSearch,
  keys: readonly OrderKey[],
  to: number,
): number[] | null {
  const driver = coveringDriver(within, search)
  if (!driver) return null
  const [text, params] = rowStatement(within, driver, 'e.n')
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
  const groups = groupsOf(prepared, search, first, index)
  const found: number[] = []
  let last = ALWAYS
  for (let group = 0; found.length < to && group < MAX_GROUPS; group += 1) {
    if (groups.areSmall(last)) {
      // SQLite sorts each group as it comes along the index.
      const walk = {scope, conditions, order: keys, index, rows: search.rows, within: last}
      return [...found, ...orderedRows({...walk, from: 0, to: to - found.length}).map(({n}) => n)]
    }
    const next = groups.next(last)
    if (next.length === 0) return found
    const value = valueOfKey(next[0])
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
    const key = value === null || typeof value === 'boolean' ? keyOfBlob(value) : value
    last = sql(`e.${first.column} ${first.descending ? '<' : '>'} ?`, key)
  }
  return found.length < to ? null : found
}

function keyOfBlob(value: boolean | null): Buffer {
  if (value === null) return NOTHING_KEY
  return value ? TRUE_KEY : FALSE_KEY
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
