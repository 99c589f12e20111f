import type {FuncCallNode, GroqNode, OpCallNode} from '../groqNode.ts'
import {conjunctsOf, constantValue, isCall, ownAttribute} from '../groqTree.ts'
import {signatureOfTerms} from '../indexes/documentSignature.ts'
import {DOCUMENT_SIGNATURE} from '../indexes/indexPlan.ts'
import {keyText} from '../indexes/keyValue.ts'
import {normalisedWords} from '../native/textQuery.ts'
import type {ConditionScope} from './conditionScope.ts'
import {columnOf, startingWith, type KeyColumn} from './keyColumn.ts'
import {allOf, amongKeys, anyOf, inexact, sql, UNKNOWN, type SqlCondition} from './sqlCondition.ts'

/** A value that equals one of some texts, or starts with the only one. */
interface WantedText {
  subject: GroqNode
  texts: readonly string[]
  isStart: boolean
}

/** Conditions on more alternatives than this are not narrowed. */
const MAX_TEXTS = 50
// oxlint-disable-next-line no-control-regex -- all of ASCII is meant
const ASCII = /^[\0-\u007F]*$/

/**
 * What must hold of a document for a condition on a text without a column of its own: the column of
 * the text in lower case has it, or else the signature of the document has its words.
 */
export function compileNeededTexts(
  node: OpCallNode | FuncCallNode,
  scope: ConditionScope,
): SqlCondition {
  const wanted = wantedText(node)
  if (!wanted) return node.type === 'OpCall' ? withWords(textsOfElement(node)) : UNKNOWN
  const {subject, texts, isStart} = wanted
  const lower: GroqNode = {type: 'FuncCall', namespace: 'global', name: 'lower', args: [subject]}
  const column = columnOf(lower, scope)
  if (column) return inLowerCase(column, wanted)
  if (isStart || !isInDocument(subject)) return UNKNOWN
  return anyOf(texts.map((text) => withWords([text])))
}

/** Reads `value == "text"`, `value in ["text"]`, `"text" in list`, `string::startsWith(value, "text")`. */
function wantedText(node: OpCallNode | FuncCallNode): WantedText | null {
  if (node.type === 'FuncCall') {
    const [subject, start] = node.args
    const text = start && constantValue(start)?.value
    if (!isCall(node, 'string::startsWith') || !subject) return null
    return typeof text === 'string' ? {subject, texts: [text], isStart: true} : null
  }
  if (node.op !== '==' && node.op !== 'in') return null
  const [left, right] = [constantValue(node.left), constantValue(node.right)]
  const texts = left ? textsOf(left.value) : right && textsOf(right.value)
  if (!texts || (left && right) || Array.isArray(left?.value)) return null
  return {subject: left ? node.right : node.left, texts, isStart: false}
}

function textsOf(value: unknown): readonly string[] | null {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value]
  const texts = list.filter((text) => typeof text === 'string')
  return texts.length === list.length && texts.length > 0 && texts.length <= MAX_TEXTS
    ? texts
    : null
}

function inLowerCase(column: KeyColumn, {texts, isStart}: WantedText): SqlCondition {
  const lower = texts.map((text) => keyText(text.toLowerCase()))
  const keys = lower.filter((key) => key !== null)
  if (keys.length < lower.length || column.isDate || column.isCut) return UNKNOWN
  const [key = ''] = keys
  // What follows a letter can change its lower case, as it does for a sigma.
  if (isStart) return ASCII.test(key) ? inexact(startingWith(column, key)) : UNKNOWN
  return inexact(amongKeys(column.text, keys))
}

/** Texts that one element of a list must have for `count(list[condition]) > 0`. */
function textsOfElement({op, left, right}: OpCallNode): readonly string[] {
  if (op !== '>' || constantValue(right)?.value !== 0 || !isCall(left, 'global::count')) return []
  const [list] = left.args
  if (list?.type !== 'Filter' || !isInDocument(list.base)) return []
  return conjunctsOf(list.expr).flatMap((condition) => {
    const wanted = condition.type === 'OpCall' ? wantedText(condition) : null
    const isOne = wanted?.texts.length === 1 && isInDocument(wanted.subject)
    return isOne ? wanted.texts : []
  })
}

/** Whether `text::query` sees all strings of an expression in the document. */
export function isInDocument(node: GroqNode): boolean {
  switch (node.type) {
    case 'This':
      return true
    case 'Group':
    case 'ArrayCoerce':
    case 'AccessElement':
    case 'Filter':
    case 'Slice':
      return isInDocument(node.base)
    case 'Map':
    case 'FlatMap':
      return isInDocument(node.base) && isInDocument(node.expr)
    case 'Array':
      return node.elements.every(({value, isSplat}) => !isSplat && isInDocument(value))
    case 'AccessAttribute':
      if (ownAttribute(node) === '_id') return true
      return !node.name.startsWith('_') && (!node.base || isInDocument(node.base))
    default:
      return false
  }
}

function withWords(texts: readonly string[]): SqlCondition {
  return mayHaveWords(texts.flatMap((text) => normalisedWords(text).trim().split(' ')))
}

/** Holds where, by its signature, a document may have all of some words. */
export function mayHaveWords(words: readonly string[]): SqlCondition {
  const numbers = signatureOfTerms(words)
  const parts = DOCUMENT_SIGNATURE.flatMap((name, index) => {
    const bits = numbers[index] ?? 0
    return bits === 0 ? [] : [sql(`(e.${name} & ?) = ?`, bits, bits)]
  })
  return parts.length === 0 ? UNKNOWN : inexact(allOf(parts))
}
