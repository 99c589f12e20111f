import type {GroqNode} from '../groqNode.ts'
import {mapChildren, expressionKey} from '../groqTree.ts'
import {compileCondition} from '../native/nativeCondition.ts'
import type {TypePlan} from '../indexes/indexPlan.ts'
import type {ConditionScope} from './keyColumn.ts'
import {endOfPrefix, type KeyValue} from '../indexes/keyValue.ts'
import {
  membersOfName,
  namedListKey,
  namedMemberSql,
  namedValueOf,
  valueOfMember,
  type NamedValue,
} from '../indexes/namedValue.ts'
import {readsElsewhere} from './readsElsewhere.ts'
import {sql, type SqlCondition} from './sqlText.ts'

/**
 * What a condition that looks at nothing but one named value is for each value that there is: a
 * custom field has few different ones, however many documents have it.
 */
export interface NamedVerdicts {
  value: NamedValue
  /** What all of its members start with. */
  start: string
  /** Number and column of the list among the members that are kept. */
  list: {number: number; name: string}
  /** Members for which it is true. */
  holds: string[]
  /** Members for which it is not, among them those for which it is false. */
  others: string[]
  fails: string[]
  /** What it is where the value is missing. */
  missing: boolean | null
}

/** Looks a condition up; `null` for one that is not like this, or where there are too many values. */
export type NamedConditions = (node: GroqNode, most?: number) => NamedVerdicts | null

/**
 * Different values of one name that are judged each by itself, which takes about as long as reading
 * so many documents.
 */
const MOST_VALUES = 20_000

/** The one named value that a condition looks at; `null` when it looks at anything else. */
export function onlyNamedValue(condition: GroqNode): NamedValue | null {
  let found: NamedValue | null = null
  let others = false
  const look = (node: GroqNode, isDocument: boolean): GroqNode => {
    const value = isDocument ? namedValueOf(node) : null
    if (value) {
      others ||= found !== null && keyOfNamed(found) !== keyOfNamed(value)
      found = value
      return node
    }
    if (readsElsewhere(node, isDocument)) others = true
    return mapChildren(node, (child, scope) => look(child, isDocument && scope === 'same'))
  }
  look(condition, true)
  return others ? null : found
}

function keyOfNamed({list, name}: NamedValue): string {
  return `${list} ${expressionKey(name)}`
}

/** Each member once, by leaping from one to the next in their index. */
const DISTINCT = `
  WITH RECURSIVE found(value) AS (
    SELECT min(value) FROM members WHERE list = ? AND value >= ? AND value < ?
    UNION ALL
    SELECT (SELECT min(value) FROM members WHERE list = ? AND value > found.value AND value < ?)
    FROM found WHERE found.value IS NOT NULL
  )
  SELECT value FROM found WHERE value IS NOT NULL LIMIT ?`

/**
 * Judges conditions on named values by the values that there are, each once for a query.
 *
 * @param rows - reads them, in the query's own transaction
 */
export function createNamedConditions(
  plan: TypePlan,
  rows: (text: string, params: readonly unknown[]) => unknown[][],
): NamedConditions {
  const known = new Map<string, NamedVerdicts | null>()

  function judge(node: GroqNode, value: NamedValue, most: number): NamedVerdicts | null {
    const list = plan.members.find(({key}) => key === namedListKey(value.list))
    const start = membersOfName(value)
    const holdsFor = list && compileCondition(node)
    if (!list || start === null || !holdsFor) return null
    const {number} = list
    const end = endOfPrefix(start)
    const found = rows(DISTINCT, [number, start, end, number, end, most + 1])
    if (found.length > most) return null
    const verdicts: NamedVerdicts = {
      value,
      start,
      list,
      holds: [],
      others: [],
      fails: [],
      missing: holdsFor({}),
    }
    const name = start.slice(0, -1)
    for (const [member] of found) {
      const own = typeof member === 'string' ? valueOfMember(member, start) : null
      if (own === null || typeof member !== 'string') return null
      const verdict = holdsFor({[value.list]: [{name, value: own}]})
      ;(verdict === true ? verdicts.holds : verdicts.others).push(member)
      if (verdict === false) verdicts.fails.push(member)
    }
    return verdicts
  }

  return (node, most = MOST_VALUES) => {
    const value = onlyNamedValue(node)
    if (!value) return null
    const key = `${most} ${expressionKey(node)}`
    let verdicts = known.get(key)
    if (verdicts === undefined) {
      verdicts = judge(node, value, most)
      known.set(key, verdicts)
    }
    return verdicts
  }
}

/** A judged condition in SQL, exactly. */
export function compileNamed(
  {value, start, list, holds, fails, missing}: NamedVerdicts,
  wanted: boolean,
): SqlCondition | null {
  const member = namedMemberSql(value, `e.${list.name}`)
  if (member === null) return null
  const ends = (wanted ? holds : fails).map((one) => one.slice(start.length))
  const among = missing === wanted ? [...ends, ''] : ends
  return sql(`(${member} IN (SELECT value FROM json_each(?)))`, JSON.stringify(among))
}

/** The documents that have one of some members of a judged condition's list: each once. */
export function withMembers(
  {list}: NamedVerdicts,
  members: readonly string[],
  {families}: Pick<ConditionScope, 'families'>,
): {text: string; params: KeyValue[]} {
  const among = families.map(({f}) => f).join(', ')
  return {
    text: `SELECT n FROM members WHERE list = ? AND value IN (SELECT value FROM json_each(?)) AND f IN (${among})`,
    params: [list.number, JSON.stringify(members)],
  }
}
