import type {GroqNode} from '../groqNode.ts'
import {compileSql} from '../sql/compileCondition.ts'
import {expressionKey, ownAttribute, constantValue} from '../groqTree.ts'
import {DOCUMENT_SIGNATURE} from '../indexes/indexPlan.ts'
import type {ConditionScope} from '../sql/keyColumn.ts'
import {endOfPrefix, keyOf, type KeyValue} from '../indexes/keyValue.ts'
import {onlyNamedValue, withMembers} from '../sql/namedCondition.ts'
import {membersOfEqual, namedListKey, namedValueOf} from '../indexes/namedValue.ts'
import {columnsRead} from '../sql/sqlText.ts'

/** A statement that gives, in a column `n`, every row for which a condition may hold; some twice. */
export interface Driver {
  text: string
  params: KeyValue[]
  /** The query of full text search, where that is all there is to it. */
  words: string | null
  /** The column of `entries` whose index finds the rows, where it is one; its condition does it all. */
  column: string | null
  /** Whether it passes over all documents to find the rows. */
  isScan: boolean
}

/** A value is looked for in a list of at most so many texts. */
const MAX_TEXTS = 50

/** Finds the documents whose array has a value: `$tag in tags`. */
export function memberDriver(node: GroqNode, scope: ConditionScope): Driver | null {
  if (node.type !== 'OpCall' || node.op !== 'in') return null
  const value = constantValue(node.left)
  const list = value && scope.plan.members.find(({key}) => key === expressionKey(node.right))
  const key = list && (typeof value.value === 'object' ? null : keyOf(value.value))
  if (!list || key === null || key === undefined) return null
  const families = scope.families.map(({f}) => f).join(', ')
  const text = `SELECT n FROM members WHERE list = ? AND value = ? AND f IN (${families})`
  return {text, params: [list.number, key], words: null, column: null, isScan: false}
}

/** Finds the documents with a named value, such as a custom field's, that equals a text. */
export function namedDriver(node: GroqNode, scope: ConditionScope): Driver | null {
  if (node.type !== 'OpCall' || (node.op !== '==' && node.op !== 'in')) return null
  const isLeft = node.op === 'in' || namedValueOf(node.left) !== null
  const value = namedValueOf(isLeft ? node.left : node.right)
  const constant = constantValue(isLeft ? node.right : node.left)
  const list = value && scope.plan.members.find(({key}) => key === namedListKey(value.list))
  if (!list || !constant) return null
  const texts = node.op === 'in' ? asArray(constant.value) : [constant.value]
  const wanted: string[] = []
  for (const text of texts) {
    const start = typeof text === 'string' ? membersOfEqual(value, text) : null
    if (start === null) return null
    wanted.push(start)
  }
  if (wanted.length === 0 || wanted.length > MAX_TEXTS) return null
  const families = scope.families.map(({f}) => f).join(', ')
  const one = `SELECT n FROM members WHERE list = ? AND value >= ? AND value < ? AND f IN (${families})`
  return {
    text: wanted.map(() => one).join(' UNION ALL '),
    params: wanted.flatMap((start) => [list.number, start, endOfPrefix(start)]),
    words: null,
    column: null,
    isScan: false,
  }
}

/**
 * Where a condition on a named value can be checked on rows anyway, finding them is only worth it
 * when few values have to be judged.
 */
const FEW_VALUES = 2000

/** Finds the documents for which a condition on one named value holds, by the values there are. */
export function judgedDriver(node: GroqNode, scope: ConditionScope): Driver | null {
  if (!onlyNamedValue(node)) return null
  const isExact = compileSql(node, true, {...scope, named: undefined}).exact
  const verdicts = scope.named?.(node, isExact ? FEW_VALUES : undefined)
  if (!verdicts || verdicts.missing === true) return null
  return {
    ...withMembers(verdicts, verdicts.holds, scope),
    words: null,
    column: null,
    isScan: false,
  }
}

/** Finds documents by their ids. */
export function idDriver(node: GroqNode): Driver | null {
  if (node.type !== 'OpCall' || (node.op !== '==' && node.op !== 'in')) return null
  const ofRight = ownAttribute(node.left) === '_id'
  if (!ofRight && (node.op === 'in' || ownAttribute(node.right) !== '_id')) return null
  const constant = constantValue(ofRight ? node.right : node.left)
  if (!constant) return null
  const values: unknown[] = node.op === 'in' ? asArray(constant.value) : [constant.value]
  const ids = values.filter((id) => typeof id === 'string')
  if (node.op === 'in' && !Array.isArray(constant.value)) return null
  const text = 'SELECT n FROM documents WHERE id IN (SELECT value FROM json_each(?))'
  return {text, params: [JSON.stringify(ids)], words: null, column: null, isScan: false}
}

/** Columns of the index that has the signatures. */
const SIGNED = new Set(['n', 'f', 'id', ...DOCUMENT_SIGNATURE])

/** Passes over an index that has all signatures; saying the type would make it fetch the rows. */
export function textDriver(node: GroqNode, scope: ConditionScope): Driver | null {
  const {text, params} = compileSql(node, true, {...scope, free: new Set()})
  const columns = columnsRead({text})
  const isSigned = columns.some((name) => DOCUMENT_SIGNATURE.includes(name))
  if (!isSigned || !columns.every((name) => SIGNED.has(name))) return null
  const among = scope.families.map(({f}) => f).join(', ')
  return {
    text: `SELECT n FROM entries e WHERE e.f IN (${among}) AND ${text}`,
    params,
    words: null,
    column: null,
    isScan: true,
  }
}

function asArray(value: unknown): unknown[] {
  return Array.isArray(value) ? value : []
}
