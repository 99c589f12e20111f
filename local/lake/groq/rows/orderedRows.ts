import type {GroqNode} from '../groqNode.ts'
import {contains, branchesOf, expressionKey, ownAttribute, constantValue} from '../groqTree.ts'
import {compileAll} from '../sql/compileCondition.ts'
import type {FamilyRow} from '../sql/families.ts'
import type {EntryIndex} from '../indexes/indexSchema.ts'
import type {ConditionScope} from '../sql/keyColumn.ts'
import {keyGroups} from './keyGroups.ts'
import {compareKeys} from '../indexes/keyValue.ts'
import {familyCondition} from '../sql/scopeSql.ts'
import {signatureCondition} from '../sql/signatureCondition.ts'
import {allOf, ALWAYS, type SqlCondition} from '../sql/sqlText.ts'

/** One key of an order. */
export interface OrderKey {
  /** Column of `entries`; `id` is always the last one. */
  column: string
  /** {@link expressionKey} of the column. */
  key: string
  /** The same as a syntax tree. */
  expression: GroqNode
  descending: boolean
}

/** A row found, with the values it is ordered by. */
export interface FoundRow {
  n: number
  keys: unknown[]
}

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
  rows: (sql: string, params: readonly unknown[]) => unknown[][]
}

/** So many groups of equal values are walked one by one; beyond, they are taken to be small. */
const MAX_GROUPS = 12
const MAX_BRANCHES = 8

/** The condition that says where a page starts, taken apart: each branch is a range of the index. */
export function branchSets(search: Pick<OrderedSearch, 'conditions' | 'order'>): GroqNode[][] {
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

/** Names of columns that conditions pin to one value. */
export function pinned(conditions: readonly GroqNode[], scope: ConditionScope): Set<string> {
  const names = new Set<string>()
  const visit = (node: GroqNode): void => {
    if (node.type === 'Group') visit(node.base)
    else if (node.type === 'And') {
      visit(node.left)
      visit(node.right)
    } else if (node.type === 'OpCall' && node.op === '==') {
      for (const [side, other] of [
        [node.left, node.right],
        [node.right, node.left],
      ] as const) {
        const key = expressionKey(side)
        const column = constantValue(other) && scope.plan.columns.find((entry) => entry.key === key)
        if (column) names.add(column.name)
      }
    }
  }
  for (const condition of conditions) visit(condition)
  return names
}

function walk(
  search: OrderedSearch,
  family: FamilyRow,
  conditions: readonly GroqNode[],
  isOnly: boolean,
): FoundRow[] {
  const {index, order, from: start, to: limit, rows} = search
  const keys = order.slice(0, -1)
  const fixed = pinned(conditions, search.scope)
  const open = keys.filter(({column}) => !fixed.has(column))
  const columns = index.columns
  const free = new Set(open.length === 0 ? [...columns, 'id'] : columns)
  const scope = {...search.scope, families: [family]}
  const where = allOf([compileAll(conditions, {...scope, free}), search.within ?? ALWAYS])
  if (where.text === '0') return []
  const base = familyCondition(scope)
  const selected = ['e.n', ...order.map(({column}) => `e.${column}`)].join(', ')
  const from = `FROM entries e INDEXED BY ${index.name} WHERE ${base.text}`
  const found = (text: string, values: readonly unknown[]) =>
    rows(text, values).map(([n, ...values]) => ({n: Number(n), keys: values}))
  const ordering = [...open, ...order.slice(-1)]
    .map(({column, descending}) => `e.${column} ${descending ? 'DESC' : 'ASC'}`)
    .join(', ')
  // These are in the index: most rows that a search does not want are passed over right there.
  const {signature} = scope.plan
  const hints =
    signature.length > 0 && signature.every((name) => index.covers.includes(name))
      ? allOf(conditions.flatMap((node) => signatureCondition(node, scope) ?? []))
      : ALWAYS
  const plainly = `SELECT ${selected} ${from} AND ${hints.text} AND ${where.text}`
  const params = [...base.params, ...hints.params, ...where.params]
  const mixed = order.slice(-1)[0]?.descending !== open[0]?.descending
  const [only] = open
  if (open.length !== 1 || !only || !mixed || !columns.includes(only.column)) {
    const text = `${plainly} ORDER BY ${ordering} LIMIT ? OFFSET ?`
    return found(text, isOnly ? [...params, limit - start, start] : [...params, limit, 0])
  }

  // The index has ids in the other direction than asked: within each group of equal keys, greatest
  // (or least) first, ids are walked forwards.
  const groups = keyGroups({scope, conditions, key: only, index, rows})
  const idOrder = order.at(-1)?.descending ? 'DESC' : 'ASC'
  const result: FoundRow[] = []
  let last = ALWAYS
  for (let group = 0; result.length < limit; group += 1) {
    // Where few rows have equal keys SQLite sorts group by group as it goes, in one statement.
    if (group === MAX_GROUPS || (group === 1 && groups.areSmall(last))) {
      const text = `${plainly} AND ${last.text} ORDER BY ${ordering} LIMIT ?`
      const others = found(text, [...params, ...last.params, limit - result.length])
      return [...result, ...others].slice(isOnly ? start : 0)
    }
    const key = groups.next(last)
    if (key === null) break
    const text = `${plainly} AND e.${only.column} = ? ORDER BY e.id ${idOrder} LIMIT ?`
    result.push(...found(text, [...params, key, limit - result.length]))
    last = groups.beyond(key)
  }
  return result.slice(isOnly ? start : 0)
}

/**
 * The rows at some places in an order for which exact conditions hold, by walking an index until there are
 * enough. Each family and each branch of a paging condition is a walk of its own.
 */
export function orderedRows(search: OrderedSearch): FoundRow[] {
  const {families} = search.scope
  const walks = branchSets(search).flatMap((conditions) =>
    families.map((family) => ({conditions, family})),
  )
  const isOnly = walks.length === 1
  const found = walks.map(({conditions, family}) => walk(search, family, conditions, isOnly))
  if (isOnly) return found.flat()
  const byPosition = new Map<number, FoundRow>()
  for (const row of found.flat()) byPosition.set(row.n, row)
  return [...byPosition.values()].sort(comparing(search.order)).slice(search.from, search.to)
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
