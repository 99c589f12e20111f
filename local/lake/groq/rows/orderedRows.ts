import type {GroqNode} from '../groqNode.ts'
import {branchesOf, contains, expressionKey, ownAttribute} from '../groqTree.ts'
import type {Partition} from '../indexes/indexEntry.ts'
import {ALL_TYPES, type EntryIndex} from '../indexes/indexSchema.ts'
import {compareKeys, type KeyValue} from '../indexes/keyValue.ts'
import {compileAll, compileSql} from '../sql/compileSql.ts'
import {partitionCondition, type ConditionScope} from '../sql/conditionScope.ts'
import type {LakeSearch} from '../sql/lakeSearch.ts'
import {signatureCondition} from '../sql/signatureCondition.ts'
import {allOf, ALWAYS, sql, type SqlCondition} from '../sql/sqlCondition.ts'
import {mergeSorted} from './mergeSorted.ts'
import {comparing, orderingSql, pinnedColumns, type FoundRow, type OrderKey} from './orderIndex.ts'

/** What {@link orderedRows} needs. */
export interface OrderedSearch {
  scope: ConditionScope
  conditions: readonly GroqNode[]
  /** Ends with `id`. */
  order: readonly OrderKey[]
  /** The first match that is wanted. */
  from: number
  /** The first match that is not wanted any more. */
  to: number
  /**
   * The index that has the order, or the first of several keys, with columns of equal values before
   * it.
   */
  index: EntryIndex
  /** Holds for the rows that are wanted, besides the conditions. */
  within?: SqlCondition
  reader: Pick<LakeSearch, 'rows' | 'eachRow'>
}

/** At most this many groups of equal values are walked one by one. */
const MAX_GROUPS = 12
/** A condition of more branches does not say where a page starts. */
const MAX_BRANCHES = 8

/**
 * The rows at some places in an order, found by walking an index until there are enough. The
 * conditions must be exact. Each partition and each branch of a paging condition is a walk of its own.
 * Walks continue only as far as the merged order needs: with few matches, each step is long.
 */
export function orderedRows(search: OrderedSearch): FoundRow[] {
  const {partitions} = search.scope
  const walks = pageBranches(search).flatMap((conditions) =>
    partitions.map((partition) => ({conditions, partition})),
  )
  const [only] = walks
  if (walks.length === 1 && only) return [...walk(search, only.partition, only.conditions, true)]
  const streams = walks.map(({conditions, partition}) => walk(search, partition, conditions, false))
  const found = new Map<number, FoundRow>()
  for (const row of mergeSorted(streams, comparing(search.order))) {
    // Branches may have rows in common.
    found.set(row.n, row)
    if (found.size === search.to) break
  }
  return [...found.values()].slice(search.from)
}

/**
 * Splits the condition that says where a page starts, such as `a > $a || (a == $a && _id > $id)`:
 * each branch is one range of the index.
 *
 * @returns for each branch, the conditions that must all hold
 */
export function pageBranches(search: Pick<OrderedSearch, 'conditions' | 'order'>): GroqNode[][] {
  const keys = new Set(search.order.map(({key}) => key))
  const readsOrder = (node: GroqNode) =>
    contains(node, (part) => ownAttribute(part) === '_id' || keys.has(expressionKey(part)))
  for (const condition of search.conditions) {
    const branches = branchesOf(condition)
    if (branches.length < 2 || branches.length > MAX_BRANCHES) continue
    if (!branches.every(readsOrder)) continue
    const others = search.conditions.filter((other) => other !== condition)
    return branches.map((branch) => [...others, branch])
  }
  return [[...search.conditions]]
}

function* walk(
  search: OrderedSearch,
  partition: Partition,
  conditions: readonly GroqNode[],
  isOnly: boolean,
): Generator<FoundRow> {
  const {index, order, from: start, to: limit, reader} = search
  const keys = order.slice(0, -1)
  const fixed = pinnedColumns(conditions, search.scope)
  const open = keys.filter(({column}) => !fixed.has(column))
  const columns = index.columns
  const free = new Set(open.length === 0 ? [...columns, 'id'] : columns)
  const scope = {...search.scope, partitions: [partition]}
  const where = allOf([compileAll(conditions, {...scope, free}), search.within ?? ALWAYS])
  if (where.text === '0') return
  const base = partitionCondition(scope, index.type !== ALL_TYPES)
  const selected = ['e.n', ...order.map(({column}) => `e.${column}`)].join(', ')
  const from = `FROM entries e INDEXED BY ${index.name} WHERE ${base.text}`
  function* found(text: string, values: readonly unknown[]): Generator<FoundRow> {
    for (const row of reader.eachRow(text, values)) yield toFoundRow(row)
  }
  const ordering = orderingSql([...open, ...order.slice(-1)])
  // The index has the signatures, so most rows that a word search does not want are skipped there.
  const {signature} = scope.plan
  const hints =
    signature.length > 0 && signature.every((name) => index.covers.includes(name))
      ? allOf(conditions.flatMap((node) => signatureCondition(node, scope) ?? []))
      : ALWAYS
  const statement = `SELECT ${selected} ${from} AND ${hints.text} AND ${where.text}`
  const params = [...base.params, ...hints.params, ...where.params]
  const mixed = order.slice(-1)[0]?.descending !== open[0]?.descending
  const [only] = open
  if (open.length !== 1 || !only || !mixed || !columns.includes(only.column)) {
    const text = `${statement} ORDER BY ${ordering} LIMIT ? OFFSET ?`
    yield* found(text, isOnly ? [...params, limit - start, start] : [...params, limit, 0])
    return
  }

  // The index has the ids in the other direction than the order. So it goes from one value of the key
  // to the next, in the direction of the order, and forwards through the ids of each value.
  const groups = keyGroups({scope, conditions, key: only, index, reader})
  const idOrder = order.at(-1)?.descending ? 'DESC' : 'ASC'
  const skipped = isOnly ? start : 0
  let seen = 0
  let last = ALWAYS
  for (let group = 0; seen < limit; group += 1) {
    // Where few rows have equal keys, SQLite sorts each group as it goes, in one statement.
    const isRest = group === MAX_GROUPS || (group === 1 && groups.areSmall(last))
    const key = isRest ? null : groups.next(last)
    if (!isRest && key === null) return
    const text =
      key === null
        ? `${statement} AND ${last.text} ORDER BY ${ordering} LIMIT ?`
        : `${statement} AND e.${only.column} = ? ORDER BY e.id ${idOrder} LIMIT ?`
    const values = key === null ? last.params : [key]
    for (const row of found(text, [...params, ...values, limit - seen])) {
      if (seen >= skipped) yield row
      seen += 1
    }
    if (key === null) return
    last = groups.beyond(key)
  }
}

/** A row whose first column is its position, and whose others are the keys of an order. */
export function toFoundRow([n, ...keys]: readonly unknown[]): FoundRow {
  return {n: Number(n), keys}
}

/** Rows that are read to learn whether groups are small. */
const PROBED = 100

/** The distinct values of an order's key, one after the other. */
export interface KeyGroups {
  /** Holds for the rows after those with a value. */
  beyond(key: KeyValue): SqlCondition
  /** The first value for which a condition holds; `null` where there is none. */
  next(within: SqlCondition): KeyValue | null
  /** Whether few of the next rows for which a condition holds have equal values. */
  areSmall(within: SqlCondition): boolean
}

/** Goes along an index from one value of a key to the next. Conditions on the key itself hold. */
export function keyGroups({
  scope,
  conditions,
  key: {column, descending},
  index,
  reader: {rows},
}: Pick<OrderedSearch, 'scope' | 'conditions' | 'index'> & {
  reader: Pick<LakeSearch, 'rows'>
  key: OrderKey
}): KeyGroups {
  const name = `e.${column}`
  const ranges = conditions
    .map((node) => compileSql(node, true, {...scope, free: new Set([column])}))
    .filter(({text}) => !/\+e\.|EXISTS|instr|e\.n |e\.id/.test(text))
  const statements = (within: SqlCondition) =>
    scope.partitions.map((partition) => {
      const hasType = index.type !== ALL_TYPES
      const base = partitionCondition({...scope, partitions: [partition]}, hasType)
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

function isKey(value: unknown): value is KeyValue {
  return typeof value === 'number' || typeof value === 'string' || Buffer.isBuffer(value)
}
