import type {FuncCallNode, GroqNode, OpCallNode} from '../groqNode.ts'
import {normalisedWords} from '../native/textQuery.ts'
import {amongKeys} from './amongKeys.ts'
import {conjunctsOf, constantValue} from '../groqTree.ts'
import {columnOf, startingWith, type ConditionScope, type KeyColumn} from './keyColumn.ts'
import {keyText} from '../indexes/keyValue.ts'
import {anyOf, inexact, UNKNOWN, type SqlCondition} from './sqlText.ts'
import {isInDocument, mayHaveWords} from './textCondition.ts'

/** A value that equals one of some texts, or starts with the only one. */
interface WantedText {
  subject: GroqNode
  texts: readonly string[]
  isStart: boolean
}

/** More alternatives than this are not looked for. */
const MAX_TEXTS = 50
// oxlint-disable-next-line no-control-regex -- all of ASCII is meant
const ASCII = /^[\0-\u007F]*$/

function textsOf(value: unknown): readonly string[] | null {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value]
  const texts = list.filter((text) => typeof text === 'string')
  return texts.length === list.length && texts.length > 0 && texts.length <= MAX_TEXTS
    ? texts
    : null
}

/** Reads `value == "text"`, `value in ["text"]`, `"text" in list`, `string::startsWith(value, "text")`. */
function wantedText(node: OpCallNode | FuncCallNode): WantedText | null {
  if (node.type === 'FuncCall') {
    const [subject, start] = node.args
    const text = start && constantValue(start)?.value
    if (`${node.namespace}::${node.name}` !== 'string::startsWith' || !subject) return null
    return typeof text === 'string' ? {subject, texts: [text], isStart: true} : null
  }
  if (node.op !== '==' && node.op !== 'in') return null
  const [left, right] = [constantValue(node.left), constantValue(node.right)]
  const texts = left ? textsOf(left.value) : right && textsOf(right.value)
  if (!texts || (left && right) || Array.isArray(left?.value)) return null
  return {subject: left ? node.right : node.left, texts, isStart: false}
}

/** Holds where the text in lower case is as it must be. */
function inLowerCase(column: KeyColumn, {texts, isStart}: WantedText): SqlCondition {
  const lower = texts.map((text) => keyText(text.toLowerCase()))
  const keys = lower.filter((key) => key !== null)
  if (keys.length < lower.length || column.isDate || column.isCut) return UNKNOWN
  const [key = ''] = keys
  // What comes after can change the case of other letters, such as of a sigma.
  if (isStart) return ASCII.test(key) ? inexact(startingWith(column, key)) : UNKNOWN
  return inexact(amongKeys(column.text, keys))
}

/** Holds where a document may have all words of some texts. */
function withWords(texts: readonly string[]): SqlCondition {
  return mayHaveWords(texts.flatMap((text) => normalisedWords(text).trim().split(' ')))
}

/** Texts that an element of a list must have, of which `count(list[condition]) > 0` tells. */
function textsOfElement(node: OpCallNode): readonly string[] {
  const {op, left, right} = node
  const isCount = left.type === 'FuncCall' && left.namespace === 'global' && left.name === 'count'
  if (op !== '>' || constantValue(right)?.value !== 0 || !isCount) return []
  const [list] = left.args
  if (list?.type !== 'Filter' || !isInDocument(list.base)) return []
  return conjunctsOf(list.expr).flatMap((condition) => {
    const wanted = condition.type === 'OpCall' ? wantedText(condition) : null
    const isOne = wanted?.texts.length === 1 && isInDocument(wanted.subject)
    return isOne ? wanted.texts : []
  })
}

/**
 * What must hold of a document for a condition on texts to be true, where no column has just these:
 * the text in lower case, else that the document has the words.
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
