import type {GroqNode} from '../groqNode.ts'
import {expressionKey} from '../groqTree.ts'
import type {Partition} from '../indexes/indexEntry.ts'
import type {TypePlan} from '../indexes/indexPlan.ts'
import {endOfPrefix, type KeyValue} from '../indexes/keyValue.ts'
import {
  membersOfName,
  namedListKey,
  namedMemberSql,
  namedValueOf,
  valueOfMember,
  type NamedValue,
} from '../indexes/namedValue.ts'
import {compileNative} from '../native/nativeCondition.ts'
import {replaceDocumentReads} from './documentReads.ts'
import {sql, type SqlCondition} from './sqlCondition.ts'

/**
 * The results of a condition on one named value, for each distinct value. A custom field has few
 * distinct values, however many documents have it.
 */
export interface NamedResults {
  value: NamedValue
  /** What all members of the name start with. */
  start: string
  /** Number and column of the list. */
  list: {number: number; name: string}
  /** Members for which the condition is true. */
  trueFor: string[]
  /** Members for which it is false or null. */
  notTrueFor: string[]
  falseFor: string[]
  whenMissing: boolean | null
}

/**
 * Evaluates a condition on one named value; `null` for any other condition, and where there are too
 * many values.
 */
export type NamedConditions = (node: GroqNode, most?: number) => NamedResults | null

/** Evaluating this many values takes about as long as reading as many documents. */
const MAX_VALUES = 20_000

/** Each distinct member once, by jumps from one to the next in the index of members. */
const DISTINCT = `
  WITH RECURSIVE found(value) AS (
    SELECT min(value) FROM members WHERE list = ? AND value >= ? AND value < ?
    UNION ALL
    SELECT (SELECT min(value) FROM members WHERE list = ? AND value > found.value AND value < ?)
    FROM found WHERE found.value IS NOT NULL
  )
  SELECT value FROM found WHERE value IS NOT NULL LIMIT ?`

/**
 * Evaluates conditions on named values once per distinct value and query.
 *
 * @param rows - reads the values, in the transaction of the query
 */
export function createNamedConditions(
  plan: TypePlan,
  rows: (text: string, params: readonly unknown[]) => unknown[][],
): NamedConditions {
  const known = new Map<string, NamedResults | null>()

  function evaluate(node: GroqNode, value: NamedValue, most: number): NamedResults | null {
    const list = plan.members.find(({key}) => key === namedListKey(value.list))
    const start = membersOfName(value)
    const check = list && compileNative(node)
    if (!list || start === null || !check) return null
    const {number} = list
    const end = endOfPrefix(start)
    const found = rows(DISTINCT, [number, start, end, number, end, most + 1])
    if (found.length > most) return null
    const results: NamedResults = {
      value,
      start,
      list,
      trueFor: [],
      notTrueFor: [],
      falseFor: [],
      whenMissing: check({}),
    }
    const name = start.slice(0, -1)
    for (const [member] of found) {
      const own = typeof member === 'string' ? valueOfMember(member, start) : null
      if (own === null || typeof member !== 'string') return null
      const result = check({[value.list]: [{name, value: own}]})
      ;(result === true ? results.trueFor : results.notTrueFor).push(member)
      if (result === false) results.falseFor.push(member)
    }
    return results
  }

  return (node, most = MAX_VALUES) => {
    const value = onlyNamedValue(node)
    if (!value) return null
    const key = `${most} ${expressionKey(node)}`
    let results = known.get(key)
    if (results === undefined) {
      results = evaluate(node, value, most)
      known.set(key, results)
    }
    return results
  }
}

/** The one named value that a condition reads; `null` when it reads anything else. */
export function onlyNamedValue(condition: GroqNode): NamedValue | null {
  let found: NamedValue | null = null
  let isOnly = true
  const rest = replaceDocumentReads(condition, (node) => {
    const value = namedValueOf(node)
    if (!value) return null
    isOnly &&= found === null || isSameValue(found, value)
    found = value
    return node
  })
  return rest && isOnly ? found : null
}

/** Whether two named values are the same, but for their case. */
function isSameValue(a: NamedValue, b: NamedValue): boolean {
  return a.list === b.list && expressionKey(a.name) === expressionKey(b.name)
}

/** An evaluated condition in SQL, exactly. */
export function compileNamed(
  {value, start, list, trueFor, falseFor, whenMissing}: NamedResults,
  wanted: boolean,
): SqlCondition | null {
  const member = namedMemberSql(value, `e.${list.name}`)
  if (member === null) return null
  const ends = (wanted ? trueFor : falseFor).map((one) => one.slice(start.length))
  const among = whenMissing === wanted ? [...ends, ''] : ends
  return sql(`(${member} IN (SELECT value FROM json_each(?)))`, JSON.stringify(among))
}

/** The statement that gives, each once, the documents that have one of some members of the list. */
export function withMembers(
  {list}: NamedResults,
  members: readonly string[],
  {partitions}: {partitions: readonly Partition[]},
): {text: string; params: KeyValue[]} {
  const among = partitions.map(({f}) => f).join(', ')
  return {
    text: `SELECT n FROM members WHERE list = ? AND value IN (SELECT value FROM json_each(?)) AND f IN (${among})`,
    params: [list.number, JSON.stringify(members)],
  }
}
