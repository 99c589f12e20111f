import type {GroqNode} from '../groqNode.ts'
import {isGroqObject} from '../nativeValue.ts'
import {constantValue} from '../outerExpression.ts'
import {ownAttribute} from './expressionKey.ts'
import {keyText, memberText} from './keyValue.ts'

/**
 * `list[name == $name][0].value`: what a list of named values, such as a lead's custom fields, has
 * for a name that only the query knows. The list is kept as text, and as members that find the
 * documents, one for each name: `city \u001E" Dahl`, and where it is not in lower case already,
 * `city \u001E~ dahl`.
 */
export interface NamedValue {
  /** The attribute that holds the list. */
  list: string
  name: GroqNode
  /** Whether the value is asked for in lower case. */
  lower: boolean
}

const AFTER_NAME = '\u001E'
/** Longer values are cut: shorter ones compare with them as with what is left. */
const MAX_VALUE = 300
const MAX_NAME = 80
// oxlint-disable-next-line no-control-regex -- what keeps texts apart cannot be in them
const PLAIN = /^[^\0-\u001F\u007F]*$/
/** Has no key, which leaves a document to be looked at by itself. */
const UNKEYED = ['\uD800']

/** What stands for the list of an attribute among the members that are kept. */
export function namedListKey(list: string): string {
  return `named ${list}`
}

function isOfElement(node: GroqNode, name: string): boolean {
  return node.type === 'AccessAttribute' && !node.base && node.name === name
}

/** Reads an expression as a named value, in lower case or not; `null` when it is something else. */
export function namedValueOf(node: GroqNode): NamedValue | null {
  if (node.type === 'Group') return namedValueOf(node.base)
  if (node.type === 'FuncCall') {
    const [argument] = node.args
    if (node.name !== 'lower' || !argument) return null
    const value = namedValueOf(argument)
    return value && {...value, lower: true}
  }
  if (node.type !== 'AccessAttribute' || node.name !== 'value') return null
  const element = node.base
  if (element?.type !== 'AccessElement' || element.index !== 0) return null
  const filter = element.base
  if (filter.type !== 'Filter' || filter.expr.type !== 'OpCall' || filter.expr.op !== '==') {
    return null
  }
  const list = ownAttribute(filter.base)
  const {left, right} = filter.expr
  const isNamed = isOfElement(left, 'name') && (right.type === 'Parameter' || constantValue(right))
  return list !== null && isNamed ? {list, name: right, lower: false} : null
}

/** The members of a list of named values; one without a key where it holds something unusual. */
export function namedMembers(list: unknown): string[] {
  const members: string[] = []
  const seen = new Set<string>()
  for (const entry of Array.isArray(list) ? list : []) {
    const {name, value} = isGroqObject(entry) ? entry : {name: null, value: null}
    // Only the first of a name counts.
    if (typeof name !== 'string' || seen.has(name)) continue
    seen.add(name)
    if (value === undefined || value === null) continue
    if (typeof value !== 'string' || name.length > MAX_NAME) return UNKEYED
    const lower = cut(value.toLowerCase())
    const raw = cut(value)
    if (!PLAIN.test(name) || !PLAIN.test(raw) || !PLAIN.test(lower)) return UNKEYED
    members.push(`${name}${AFTER_NAME}"${raw}`)
    if (lower !== raw) members.push(`${name}${AFTER_NAME}~${lower}`)
  }
  return members
}

/** Never between the halves of a character. */
function cut(value: string): string {
  if (value.length <= MAX_VALUE) return value
  const last = value.charCodeAt(MAX_VALUE - 1)
  return value.slice(0, last >= 0xd800 && last <= 0xdbff ? MAX_VALUE - 1 : MAX_VALUE)
}

function textLiteral(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}

function nameOf({name}: NamedValue): string | null {
  const constant = constantValue(name)
  if (typeof constant?.value !== 'string' || constant.value.length > MAX_NAME) return null
  return PLAIN.test(constant.value) ? keyText(constant.value) : null
}

/**
 * SQL for the key of a named value, from the text of its list.
 *
 * @param column - of that text
 * @returns `null` for names that no member has
 */
export function namedValueSql(value: NamedValue, column: string): string | null {
  const name = nameOf(value)
  const [before = '', after = ''] = memberText('\u0000')?.split('\u0000') ?? []
  if (name === null || before === '' || after === '') return null
  const behind = (tag: string, otherwise: string) => {
    const start = `${before}${name}${AFTER_NAME}${tag}`
    const literal = textLiteral(start)
    // SQLite counts characters, not UTF-16 units.
    const rest = `substr(${column}, instr(${column}, ${literal}) + ${Array.from(start).length})`
    const text = `substr(${rest}, 1, instr(${rest}, ${textLiteral(after)}) - 1)`
    return `CASE WHEN instr(${column}, ${literal}) > 0 THEN ${text} ELSE ${otherwise} END`
  }
  const raw = behind('"', "x'02'")
  return `(${value.lower ? behind('~', raw) : raw})`
}

/** Whether a text compares with a cut value as with the whole one. */
export function isComparable(text: string): boolean {
  return text.length < MAX_VALUE - 1
}

/** Members that a document has one of, where a named value equals a text. */
export function membersOfEqual(value: NamedValue, text: string): string[] | null {
  const name = nameOf(value)
  const key = keyText(text)
  if (name === null || key === null || !isComparable(text)) return null
  const tags = value.lower ? ['"', '~'] : ['"']
  return tags.map((tag) => `${name}${AFTER_NAME}${tag}${key}`)
}
