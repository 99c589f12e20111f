import {DateTime} from 'groq-js'
import {parseGroq, type GroqNode} from '../groqNode.ts'
import {expressionKey, isCall, ownAttribute} from '../groqTree.ts'
import type {IndexColumn, TypePlan} from '../indexes/indexPlan.ts'
import {
  dateKey,
  endOfPrefix,
  FALSE_KEY,
  keyOf,
  NOTHING_KEY,
  TRUE_KEY,
  type KeyValue,
} from '../indexes/keyValue.ts'
import {isComparable, namedListKey, namedValueOf, namedValueSql} from '../indexes/namedValue.ts'
import {columnReference, type ConditionScope} from './conditionScope.ts'
import {NEVER, not, sql, UNKNOWN, type SqlCondition} from './sqlCondition.ts'

/** SQL for the key of an expression. */
export interface KeyColumn {
  text: string
  /** Whether it is a date, in milliseconds, instead of a plain value. */
  isDate: boolean
  /** Whether long texts are cut in it, so that only shorter ones can be compared. */
  isCut: boolean
}

/** Where the key of an expression is: in a column, or in a text that it is cut from. */
export function columnOf(node: GroqNode, scope: ConditionScope): KeyColumn | null {
  if (ownAttribute(node) === '_id') {
    return {text: columnReference('id', scope), isDate: false, isCut: false}
  }
  const key = expressionKey(node)
  const column = scope.plan.columns.find((entry) => entry.key === key)
  if (!column) {
    const domain = emailDomainSql(node, scope.plan)
    return domain ? {text: domain, isDate: false, isCut: false} : namedColumn(node, scope)
  }
  const isDate = isCall(node, 'global::dateTime')
  return {text: columnReference(column.name, scope), isDate, isCut: false}
}

function namedColumn(node: GroqNode, {plan}: ConditionScope): KeyColumn | null {
  const value = namedValueOf(node)
  const list = value && plan.members.find(({key}) => key === namedListKey(value.list))
  const text = list && namedValueSql(value, `e.${list.name}`)
  return text ? {text, isDate: false, isCut: true} : null
}

/** What follows the last `@` of an address, in lower case, as the audience compiler writes it. */
const DOMAIN = expressionKey(
  parseGroq('lower(select(count(string::split(email, "@")) > 1 => string::split(email, "@")[-1]))'),
)
const ADDRESS = expressionKey(parseGroq('lower(email)'))

/** Whether an expression is the domain of an address, in lower case. */
export function isEmailDomain(node: GroqNode): boolean {
  return node.type === 'FuncCall' && expressionKey(node) === DOMAIN
}

/** The column of addresses in lower case. */
export function addressColumn({columns}: TypePlan): IndexColumn | undefined {
  return columns.find(({key}) => key === ADDRESS)
}

/** SQL for an address's domain, cut from the column of the address; `null` for other expressions. */
function emailDomainSql(node: GroqNode, plan: TypePlan): string | null {
  const address = addressColumn(plan)
  if (!address || !isEmailDomain(node)) return null
  const text = `e.${address.name}`
  // Without all characters but `@` at its end, the text ends with the last `@`.
  const before = `rtrim(${text}, replace(${text}, '@', ''))`
  return `(CASE WHEN typeof(${text}) = 'text' AND instr(${text}, '@') > 0 THEN substr(${text}, length(${before}) + 1) ELSE x'02' END)`
}

const COMPARISONS: ReadonlyMap<string, {whenTrue: string; whenFalse: string}> = new Map([
  ['<', {whenTrue: '<', whenFalse: '>='}],
  ['<=', {whenTrue: '<=', whenFalse: '>'}],
  ['>', {whenTrue: '>', whenFalse: '<='}],
  ['>=', {whenTrue: '>=', whenFalse: '<'}],
])

/** Compiles `column operator value`. */
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

/**
 * The key that a column is compared with.
 *
 * @returns `null` when nothing in the column can equal the value; `undefined` when SQL can't decide
 */
export function comparedKey(column: KeyColumn, value: unknown): KeyValue | null | undefined {
  const isDate = value instanceof DateTime
  if (value === null || value === undefined) return NOTHING_KEY
  if (isDate !== column.isDate) return null
  if (isDate) return dateKey(value) ?? undefined
  if (typeof value === 'object') return null
  if (column.isCut && typeof value === 'string' && !isComparable(value)) return undefined
  return keyOf(value) ?? undefined
}

/** Only values of the same type can be compared, so the range must not leave the type of the key. */
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

/** Holds where the key is a text with a prefix. */
export function startingWith({text}: KeyColumn, prefix: string): SqlCondition {
  return sql(`(${text} >= ? AND ${text} < ?)`, prefix, endOfPrefix(prefix))
}
