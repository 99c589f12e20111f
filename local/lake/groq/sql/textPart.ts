import type {FuncCallNode, GroqNode, OpCallNode} from '../groqNode.ts'
import {isEmailDomain} from './emailDomain.ts'
import {columnOf, type ConditionScope} from './keyColumn.ts'
import {keyText} from '../indexes/keyValue.ts'
import {mayBeCut} from '../indexes/namedValue.ts'
import {ALWAYS, allOf, anyOf, inexact, not, sql, type SqlCondition} from './sqlText.ts'
import {constantValue} from '../groqTree.ts'

/** A condition on a part of a text, such as that it contains or ends with another. */
interface TextPart {
  kind: 'contains' | 'ends'
  /** What gives the text. */
  subject: GroqNode
  part: string
}

function isCall(node: GroqNode | undefined, name: string): node is FuncCallNode {
  return node?.type === 'FuncCall' && `${node.namespace}::${node.name}` === name
}

function textOf(node: GroqNode | undefined): string | null {
  const value = node && constantValue(node)?.value
  return typeof value === 'string' ? value : null
}

/** The subject and the separator of a `string::split` by a text that is not empty. */
function splitOf(node: GroqNode | undefined): {subject: GroqNode; separator: string} | null {
  if (!isCall(node, 'string::split')) return null
  const [subject, by] = node.args
  const separator = textOf(by)
  return subject && separator ? {subject, separator} : null
}

/** `count(string::split(subject, part)) > 1` */
function containing({op, left, right}: OpCallNode): TextPart | null {
  if (op !== '>' || constantValue(right)?.value !== 1 || !isCall(left, 'global::count')) return null
  const split = splitOf(left.args[0])
  return split && {kind: 'contains', subject: split.subject, part: split.separator}
}

/** Whether a text can overlap itself: then splitting by it need not find the last occurrence. */
function overlapsItself(text: string): boolean {
  for (let length = 1; length < text.length; length += 1) {
    if (text.endsWith(text.slice(0, length))) return true
  }
  return false
}

/** `string::split(subject + end, part + end)[-1] == ""` */
function ending({op, left, right}: OpCallNode): TextPart | null {
  if (op !== '==' || textOf(right) !== '' || left.type !== 'AccessElement') return null
  const split = left.index === -1 ? splitOf(left.base) : null
  const sum = split?.subject.type === 'Group' ? split.subject.base : split?.subject
  if (!split || sum?.type !== 'OpCall' || sum.op !== '+') return null
  const {separator} = split
  const end = textOf(sum.right)
  if (!end || !separator.endsWith(end) || overlapsItself(separator)) return null
  return {kind: 'ends', subject: sum.left, part: separator.slice(0, -end.length)}
}

/**
 * Reads a condition on a part of a text, as the audience compiler writes it: GROQ has no function
 * for it. `null` for any other condition.
 */
export function textPartOf(node: GroqNode): TextPart | null {
  if (node.type === 'Group') return textPartOf(node.base)
  return node.type === 'OpCall' ? (containing(node) ?? ending(node)) : null
}

/** Whether a node is about a part of a text: such a condition no order of texts can answer. */
export function isTextPart(node: GroqNode): boolean {
  return textPartOf(node) !== null || isEmailDomain(node)
}

/** Compiles a condition on a part of a text that a column holds; `null` for any other condition. */
export function compileTextPart(
  node: OpCallNode,
  wanted: boolean,
  scope: ConditionScope,
): SqlCondition | null {
  const read = textPartOf(node)
  const column = read && columnOf(read.subject, scope)
  const key = read && keyText(read.part)
  if (!column || column.isDate || key === null) return null
  const isText = sql(`typeof(${column.text}) = 'text'`)
  const ends =
    key === '' ? ALWAYS : sql(`substr(${column.text}, -${Array.from(key).length}) = ?`, key)
  const found = read.kind === 'contains' ? sql(`instr(${column.text}, ?) > 0`, key) : ends
  if (column.isCut) {
    // Of a long text the rest is only in the document.
    return wanted ? inexact(allOf([isText, anyOf([found, sql(mayBeCut(column.text))])])) : null
  }
  const holds = allOf([isText, found])
  if (wanted) return holds
  // What is no text contains nothing, and is not without anything either.
  return read.kind === 'contains' ? allOf([isText, not(found)]) : not(holds)
}
