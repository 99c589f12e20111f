import {DateTime} from 'groq-js'
import type {GroqNode} from '../groqNode.ts'
import {emailDomainSql} from './emailDomain.ts'
import {expressionKey, ownAttribute} from '../groqTree.ts'
import type {FamilyRow} from './families.ts'
import type {TypePlan} from '../indexes/indexPlan.ts'
import {
  dateKey,
  endOfPrefix,
  FALSE_KEY,
  keyOf,
  NOTHING_KEY,
  TRUE_KEY,
  type KeyValue,
} from '../indexes/keyValue.ts'
import type {JudgedColumns} from './judgedColumns.ts'
import type {NamedConditions} from './namedCondition.ts'
import {isComparable, namedListKey, namedValueOf, namedValueSql} from '../indexes/namedValue.ts'
import {NEVER, not, sql, UNKNOWN, type SqlCondition} from './sqlText.ts'

/** What a condition is compiled for. */
export interface ConditionScope {
  /** What is kept of the documents in question. */
  plan: TypePlan
  /** The families of documents in question. */
  families: readonly FamilyRow[]
  /** Columns whose conditions may choose an index; conditions on others only check rows. */
  free: ReadonlySet<string>
  /** Compiles a condition on how many documents name this one; `null` for any other. */
  counted?: (node: GroqNode, wanted: boolean) => SqlCondition | null
  /** Judges conditions on one named value. */
  named?: NamedConditions
  /** Compiles conditions on columns of which SQL knows nothing. */
  judged?: JudgedColumns
}

/** Where the key of an expression is. */
export interface KeyColumn {
  text: string
  /** Whether it holds dates, as milliseconds, instead of plain values. */
  isDate: boolean
  /** Whether long texts are cut in it, so that only shorter ones can be compared. */
  isCut: boolean
}

/** A column in SQL, which may choose an index only where that is free. */
export function referenceTo(name: string, {free}: Pick<ConditionScope, 'free'>): string {
  return free.has(name) ? `e.${name}` : `+e.${name}`
}

export function columnOf(node: GroqNode, scope: ConditionScope): KeyColumn | null {
  if (ownAttribute(node) === '_id') {
    return {text: referenceTo('id', scope), isDate: false, isCut: false}
  }
  const key = expressionKey(node)
  const column = scope.plan.columns.find((entry) => entry.key === key)
  if (!column) {
    const domain = emailDomainSql(node, scope.plan)
    return domain ? {text: domain, isDate: false, isCut: false} : namedColumn(node, scope)
  }
  const isDate = node.type === 'FuncCall' && node.name === 'dateTime'
  return {text: referenceTo(column.name, scope), isDate, isCut: false}
}

function namedColumn(node: GroqNode, {plan}: ConditionScope): KeyColumn | null {
  const value = namedValueOf(node)
  const list = value && plan.members.find(({key}) => key === namedListKey(value.list))
  const text = list && namedValueSql(value, `e.${list.name}`)
  return text ? {text, isDate: false, isCut: true} : null
}

const COMPARISONS: ReadonlyMap<string, {whenTrue: string; whenFalse: string}> = new Map([
  ['<', {whenTrue: '<', whenFalse: '>='}],
  ['<=', {whenTrue: '<=', whenFalse: '>'}],
  ['>', {whenTrue: '>', whenFalse: '<='}],
  ['>=', {whenTrue: '>=', whenFalse: '<'}],
])

/** Only values of the same type can be compared: a range that never leaves the type of the key. */
function ordered({text}: KeyColumn, operator: string, key: KeyValue): SqlCondition {
  const below = operator.startsWith('<')
  const isBoolean = key === TRUE_KEY || key === FALSE_KEY
  if (Buffer.isBuffer(key)) {
    if (!isBoolean) return NEVER
    return below
      ? sql(`${text} ${operator} ? AND ${text} >= x'00'`, key)
      : sql(`${text} ${operator} ? AND ${text} <= x'01'`, key)
  }
  if (typeof key === 'number') {
    return sql(below ? `${text} ${operator} ?` : `${text} ${operator} ? AND ${text} < ''`, key)
  }
  return below
    ? sql(`${text} ${operator} ? AND ${text} >= ''`, key)
    : sql(`${text} ${operator} ? AND ${text} < x''`, key)
}

/** The key that a column is compared with; `null` when it can equal nothing, `undefined` unknown. */
export function comparedKey(column: KeyColumn, value: unknown): KeyValue | null | undefined {
  const isDate = value instanceof DateTime
  if (value === null || value === undefined) return NOTHING_KEY
  if (isDate !== column.isDate) return null
  if (isDate) return dateKey(value) ?? undefined
  if (typeof value === 'object') return null
  if (column.isCut && typeof value === 'string' && !isComparable(value)) return undefined
  return keyOf(value) ?? undefined
}

export function compileComparison(
  column: KeyColumn,
  operator: string,
  value: unknown,
  wanted: boolean,
): SqlCondition {
  const key = comparedKey(column, value)
  if (key === undefined) return UNKNOWN
  if (operator === '==' || operator === '!=') {
    const isEqual = key === null ? NEVER : sql(`${column.text} = ?`, key)
    return (operator === '==') === wanted ? isEqual : not(isEqual)
  }
  const pair = COMPARISONS.get(operator)
  if (!pair) return UNKNOWN
  if (key === null || key === NOTHING_KEY) return NEVER
  return ordered(column, wanted ? pair.whenTrue : pair.whenFalse, key)
}

export function startingWith({text}: KeyColumn, prefix: string): SqlCondition {
  return sql(`(${text} >= ? AND ${text} < ?)`, prefix, endOfPrefix(prefix))
}
