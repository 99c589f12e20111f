import type {GroqNode, OpCallNode} from '../groqNode.ts'
import {constantValue, isCall} from '../groqTree.ts'
import {keyText} from '../indexes/keyValue.ts'
import {mayBeCut} from '../indexes/namedValue.ts'
import type {ConditionScope} from './conditionScope.ts'
import {addressColumn, columnOf, isEmailDomain} from './keyColumn.ts'
import {allOf, ALWAYS, anyOf, inexact, not, sql, type SqlCondition} from './sqlCondition.ts'

/** `subject` contains, or ends with, another text. */
interface TextPart {
  kind: 'contains' | 'ends'
  subject: GroqNode
  part: string
}

/**
 * Compiles "contains" and "ends with" on a text that a column holds, and comparisons of an address's
 * domain; `null` for any other condition.
 */
export function compileTextPart(
  node: OpCallNode,
  wanted: boolean,
  scope: ConditionScope,
): SqlCondition | null {
  const read = textPartOf(node)
  const column = read && columnOf(read.subject, scope)
  const key = read && keyText(read.part)
  if (!column || column.isDate || key === null) return compileEmailDomain(node, wanted, scope)
  const isText = sql(`typeof(${column.text}) = 'text'`)
  const ends =
    key === '' ? ALWAYS : sql(`substr(${column.text}, -${Array.from(key).length}) = ?`, key)
  const found = read.kind === 'contains' ? sql(`instr(${column.text}, ?) > 0`, key) : ends
  if (column.isCut) {
    // Only the document has the rest of a long text.
    if (!wanted) return null
    return inexact(allOf([isText, anyOf([found, sql(mayBeCut(column.text))])]))
  }
  const holds = allOf([isText, found])
  if (wanted) return holds
  // "Contains" is null, not false, for a value that is not a text.
  return read.kind === 'contains' ? allOf([isText, not(found)]) : not(holds)
}

/** Whether a condition is about a part of a text: no index finds its rows. */
export function isTextPart(node: GroqNode): boolean {
  return textPartOf(node) !== null || isEmailDomain(node)
}

/** Reads "contains" and "ends with" as the audience compiler writes them: GROQ has no such functions. */
function textPartOf(node: GroqNode): TextPart | null {
  if (node.type === 'Group') return textPartOf(node.base)
  return node.type === 'OpCall' ? (containing(node) ?? ending(node)) : null
}

/** `count(string::split(subject, part)) > 1` */
function containing({op, left, right}: OpCallNode): TextPart | null {
  if (op !== '>' || constantValue(right)?.value !== 1 || !isCall(left, 'global::count')) return null
  const split = splitOf(left.args[0])
  return split && {kind: 'contains', subject: split.subject, part: split.separator}
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

/** The subject and the separator of a `string::split` by a text that is not empty. */
function splitOf(node: GroqNode | undefined): {subject: GroqNode; separator: string} | null {
  if (!isCall(node, 'string::split')) return null
  const [subject, by] = node.args
  const separator = textOf(by)
  return subject && separator ? {subject, separator} : null
}

function textOf(node: GroqNode | undefined): string | null {
  const value = node && constantValue(node)?.value
  return typeof value === 'string' ? value : null
}

/** Whether a text can overlap itself: then a split by it may miss its last occurrence. */
function overlapsItself(text: string): boolean {
  for (let length = 1; length < text.length; length += 1) {
    if (text.endsWith(text.slice(0, length))) return true
  }
  return false
}

/** For more domains than this, cutting the domain out of each address is faster. */
const MAX_DOMAINS = 8

/**
 * `domain == "…"` and `domain in ["…"]`, by how the address ends, which is faster than cutting it up.
 * Such a condition is never null.
 */
function compileEmailDomain(
  {op, left, right}: OpCallNode,
  wanted: boolean,
  {plan}: ConditionScope,
): SqlCondition | null {
  const address = isEmailDomain(left) && addressColumn(plan)
  const value = constantValue(right)?.value
  const values: readonly unknown[] | null = op === 'in' && Array.isArray(value) ? value : null
  const list = op === '==' || op === '!=' ? [value] : values
  if (!address || !list || list.length > MAX_DOMAINS) return null
  const keys = list.flatMap((domain) => {
    const key = typeof domain === 'string' && !domain.includes('@') ? keyText(domain) : null
    return key === null ? [] : [key]
  })
  if (keys.length < list.length) return null
  const text = `e.${address.name}`
  const ends = keys.map((domain) => {
    const end = `@${domain}`
    return sql(`substr(${text}, -${Array.from(end).length}) = ?`, end)
  })
  const holds = allOf([sql(`typeof(${text}) = 'text'`), anyOf(ends)])
  return (op === '!=') === wanted ? not(holds) : holds
}
