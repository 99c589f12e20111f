import type {GroqNode} from '../groqNode.ts'
import {constantValue, ownAttribute} from '../groqTree.ts'
import {isGroqObject} from '../native/nativeValue.ts'
import {keyText, memberText, scalarOfKey} from './keyValue.ts'

/**
 * `list[name == $name][0].value`: the value of a name in a list of named values, such as a lead's custom
 * fields, where only the query knows the name. The list has a text column, and members that find the
 * documents. Each name has a member with the value in lower case and, where it differs, the value itself:
 * `city \u001E dahl \u001E Dahl`.
 */
export interface NamedValue {
  /** The attribute that holds the list. */
  list: string
  name: GroqNode
  /** Whether the query reads the value in lower case. */
  lower: boolean
}

const BETWEEN = '\u001E'
/** Longer values are cut. A shorter text compares with the rest as with the whole value. */
const MAX_VALUE = 150
const MAX_NAME = 80
// oxlint-disable-next-line no-control-regex -- separators can't be in the texts
const PLAIN = /^[^\0-\u001F\u007F]*$/
/** A member without a key: the document gets no index entry. */
const UNKEYED = ['\uD800']

/** The key of the list of an attribute in a plan. */
export function namedListKey(list: string): string {
  return `named ${list}`
}

function isOfElement(node: GroqNode, name: string): boolean {
  return node.type === 'AccessAttribute' && !node.base && node.name === name
}

/** Reads an expression as a named value, perhaps in lower case; `null` when it is something else. */
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

/** The members of a list of named values; one without a key where the list holds something unusual. */
export function namedMembers(list: unknown): string[] {
  const members: string[] = []
  const seen = new Set<string>()
  for (const entry of Array.isArray(list) ? list : []) {
    const {name, value} = isGroqObject(entry) ? entry : {name: null, value: null}
    // Only the first value of a name counts.
    if (typeof name !== 'string' || seen.has(name)) continue
    seen.add(name)
    if (value === undefined || value === null) continue
    if (typeof value !== 'string' || name.length > MAX_NAME) return UNKEYED
    const lower = cut(value.toLowerCase())
    const raw = cut(value)
    if (!PLAIN.test(name) || !PLAIN.test(raw) || !PLAIN.test(lower)) return UNKEYED
    members.push(memberOf(name, lower, raw))
  }
  return members
}

function memberOf(name: string, lower: string, raw: string): string {
  return [name, lower, lower === raw ? '' : raw].join(BETWEEN)
}

/** Cuts a value, but never between the halves of a character. */
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

/** The texts before and after each member in the text of a list. */
function memberEnds(): {before: string; after: string} {
  const [before = '', after = ''] = memberText('\u0000')?.split('\u0000') ?? []
  return {before, after}
}

/** SQL for the text after `start`, which a text has at most once; `otherwise` where it does not. */
function afterStart(
  column: string,
  start: string,
  rest: (text: string) => string,
  otherwise: string,
): string {
  const literal = textLiteral(start)
  // SQLite counts characters, not UTF-16 units.
  const values = `substr(${column}, instr(${column}, ${literal}) + ${Array.from(start).length})`
  return `(CASE WHEN instr(${column}, ${literal}) > 0 THEN ${rest(values)} ELSE ${otherwise} END)`
}

/**
 * SQL for the key of a named value, from the text of its list.
 *
 * @param column - the column of that text
 * @returns `null` for names that no member has
 */
export function namedValueSql(value: NamedValue, column: string): string | null {
  const name = nameOf(value)
  if (name === null) return null
  const {before, after} = memberEnds()
  const own = (values: string): string => {
    const lower = upTo(values, BETWEEN)
    const raw = upTo(`substr(${values}, instr(${values}, ${textLiteral(BETWEEN)}) + 1)`, after)
    return value.lower ? lower : `coalesce(nullif(${raw}, ''), ${lower})`
  }
  return afterStart(column, `${before}${name}${BETWEEN}`, own, "x'02'")
}

/** SQL for the member of a name, without its start; the empty text where there is none. */
export function namedMemberSql(value: NamedValue, column: string): string | null {
  const name = nameOf(value)
  if (name === null) return null
  const {before, after} = memberEnds()
  return afterStart(column, `${before}${name}${BETWEEN}`, (text) => upTo(text, after), "''")
}

/** The part of a text before another, in SQL. */
function upTo(text: string, end: string): string {
  return `substr(${text}, 1, instr(${text}, ${textLiteral(end)}) - 1)`
}

/** Holds, in SQL, where a value may be cut: a text has at least as many bytes as UTF-16 units. */
export function mayBeCut(value: string): string {
  return `length(CAST(${value} AS BLOB)) >= ${MAX_VALUE - 1}`
}

/** Whether a text compares with a cut value as with the whole one. */
export function isComparable(text: string): boolean {
  return text.length < MAX_VALUE - 1
}

/**
 * The text that starts the member of every document whose named value equals a text in lower case. It is
 * the least of these members.
 */
export function membersOfEqual(value: NamedValue, text: string): string | null {
  const name = nameOf(value)
  const lower = value.lower ? text : text.toLowerCase()
  const key = isComparable(lower) ? keyText(lower) : null
  if (name === null || key === null) return null
  return [name, key, ''].join(BETWEEN)
}

/** The start of all members of a name; `null` for names that no member has. */
export function membersOfName(value: NamedValue): string | null {
  const name = nameOf(value)
  return name === null || scalarOfKey(name) !== name ? null : `${name}${BETWEEN}`
}

/**
 * The value of a member; `null` where it is unknown, for example because it was cut.
 *
 * @param start - {@link membersOfName}
 */
export function valueOfMember(member: string, start: string): string | null {
  if (typeof scalarOfKey(member) !== 'string') return null
  const [lower = '', raw = ''] = member.slice(start.length).split(BETWEEN)
  if (!isComparable(lower) || !isComparable(raw)) return null
  return raw === '' ? lower : raw
}
