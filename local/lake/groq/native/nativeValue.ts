import {DateTime} from 'groq-js'
import {IdPath} from '../../../../core/tenancy/idPath.ts'
import type {FuncCallNode, GroqNode, OpCallNode} from '../groqNode.ts'
import {constantValue, mapAll} from '../groqTree.ts'
import {countWork} from '../workers/workMeter.ts'

/** The value of an expression for an element; `null` where there is none. */
export type NativeValue = (element: unknown) => unknown

/** The value of a condition for an element, in GROQ's three-valued logic. */
export type NativeCondition = (element: unknown) => boolean | null

/** Compiles the conditions inside an expression: `compileNative`. */
export type ConditionCompiler = (node: GroqNode) => NativeCondition | null

/**
 * Compiles an expression to a function that gives what groq-js gives. It knows what filters use:
 * attributes, elements, lists, `list[]`, `list[condition]`, `select()`, literals and a few functions.
 *
 * @returns `null` for any other expression, and for one that reads more than the element: `*`, `->`, `^`
 */
export function compileValue(node: GroqNode, conditions: ConditionCompiler): NativeValue | null {
  const constant = constantValue(node)
  if (constant) return () => constant.value
  switch (node.type) {
    case 'This':
      return (element) => element
    case 'Group':
      return compileValue(node.base, conditions)
    case 'FuncCall':
      return compileCall(node, conditions)
    case 'OpCall':
      return node.op === '+' ? compileSum(node, conditions) : null
    case 'Select':
      return compileSelect(node, conditions)
    case 'Array':
      return compileList(node, conditions)
    case 'AccessAttribute': {
      const {name} = node
      const base = node.base ? compileValue(node.base, conditions) : (element: unknown) => element
      return base && ((element) => attributeOf(base(element), name))
    }
    case 'AccessElement': {
      const {index} = node
      const base = compileValue(node.base, conditions)
      if (!base) return null
      return (element) => {
        const list = base(element)
        return Array.isArray(list) ? (list[index < 0 ? index + list.length : index] ?? null) : null
      }
    }
    case 'ArrayCoerce': {
      const base = compileValue(node.base, conditions)
      if (!base) return null
      return (element) => {
        const list = base(element)
        return Array.isArray(list) ? list : null
      }
    }
    case 'Map':
    case 'FlatMap': {
      const base = compileValue(node.base, conditions)
      const each = base && compileValue(node.expr, conditions)
      if (!base || !each) return null
      const flat = node.type === 'FlatMap'
      return (element) => {
        const list = base(element)
        if (!Array.isArray(list)) return null
        countWork(list.length)
        return flat ? list.flatMap((entry) => each(entry)) : list.map((entry) => each(entry))
      }
    }
    case 'Filter': {
      const base = compileValue(node.base, conditions)
      const holds = base && conditions(node.expr)
      if (!base || !holds) return null
      return (element) => {
        const list = base(element)
        if (!Array.isArray(list)) return null
        countWork(list.length)
        return list.filter((entry) => holds(entry) === true)
      }
    }
    default:
      return null
  }
}

function compileCall(node: FuncCallNode, conditions: ConditionCompiler): NativeValue | null {
  if (node.namespace === 'string' && node.name === 'split') {
    const [text, separator] = node.args.map((argument) => compileValue(argument, conditions))
    return text && separator ? (element) => splitText(text(element), separator(element)) : null
  }
  if (node.namespace === 'global' && node.name === 'coalesce') {
    const parts = mapAll(node.args, (argument) => compileValue(argument, conditions))
    if (!parts) return null
    return (element) => {
      for (const part of parts) {
        const value = part(element) ?? null
        if (value !== null) return value
      }
      return null
    }
  }
  const apply = FUNCTIONS.get(`${node.namespace} ${node.name}`)
  const argument = node.args[0] && compileValue(node.args[0], conditions)
  return apply && argument ? (element) => apply(argument(element)) : null
}

/** Functions of one argument that conditions use. */
const FUNCTIONS: ReadonlyMap<string, (value: unknown) => unknown> = new Map([
  ['global count', (value: unknown) => (Array.isArray(value) ? value.length : null)],
  ['global dateTime', toDateTime],
  ['global length', lengthOf],
  ['global lower', (value: unknown) => (typeof value === 'string' ? value.toLowerCase() : null)],
  ['global upper', (value: unknown) => (typeof value === 'string' ? value.toUpperCase() : null)],
  ['string lower', (value: unknown) => (typeof value === 'string' ? value.toLowerCase() : null)],
  ['string upper', (value: unknown) => (typeof value === 'string' ? value.toUpperCase() : null)],
])

/** `a + b` where one operand is a text: then the sum is a text or null. */
function compileSum({left, right}: OpCallNode, conditions: ConditionCompiler): NativeValue | null {
  const first = compileValue(left, conditions)
  const second = compileValue(right, conditions)
  if (!first || !second || !(isTextual(left) || isTextual(right))) return null
  return (element) => {
    const start = first(element)
    const end = second(element)
    return typeof start === 'string' && typeof end === 'string' ? start + end : null
  }
}

/** Whether an expression gives a text or null for every document. */
function isTextual(node: GroqNode): boolean {
  if (typeof constantValue(node)?.value === 'string') return true
  switch (node.type) {
    case 'Group':
      return isTextual(node.base)
    case 'OpCall':
      return node.op === '+' && (isTextual(node.left) || isTextual(node.right))
    case 'FuncCall':
      return ['lower', 'upper'].includes(node.name)
    case 'AccessElement':
      return (
        node.base.type === 'FuncCall' &&
        `${node.base.namespace}::${node.base.name}` === 'string::split'
      )
    default:
      return false
  }
}

function compileList(
  {elements}: GroqNode & {type: 'Array'},
  conditions: ConditionCompiler,
): NativeValue | null {
  const parts = mapAll(elements, ({value, isSplat}) =>
    isSplat ? null : compileValue(value, conditions),
  )
  return parts && ((element) => parts.map((part) => part(element) ?? null))
}

function compileSelect(
  {alternatives, fallback}: GroqNode & {type: 'Select'},
  conditions: ConditionCompiler,
): NativeValue | null {
  const cases = mapAll(alternatives, (alternative) => {
    const holds = conditions(alternative.condition)
    const value = holds && compileValue(alternative.value, conditions)
    return holds && value && {holds, value}
  })
  const otherwise = fallback ? compileValue(fallback, conditions) : () => null
  if (!cases || !otherwise) return null
  return (element) =>
    (cases.find(({holds}) => holds(element) === true)?.value ?? otherwise)(element)
}

/** The attribute of an object; null for what has no such attribute. */
export function attributeOf(value: unknown, name: string): unknown {
  return isGroqObject(value) && Object.hasOwn(value, name) ? value[name] : null
}

function toDateTime(value: unknown): unknown {
  if (isDateTime(value)) return value
  if (typeof value !== 'string') return null
  const {data}: {data: unknown} = DateTime.parseToValue(value)
  return data
}

/** `string::split(text, separator)` */
function splitText(text: unknown, separator: unknown): string[] | null {
  if (typeof text !== 'string' || typeof separator !== 'string') return null
  if (text === '') return []
  // `Array.from` splits into characters, `split` into UTF-16 units.
  return separator === '' ? Array.from(text) : text.split(separator)
}

/** First halves of characters beyond U+FFFF. groq-js does not count them, not even alone. */
const FIRST_HALF = /[\uD800-\uDBFF]/g

/** `length(value)`; for a text, in characters. */
function lengthOf(value: unknown): number | null {
  if (typeof value === 'string') return value.replaceAll(FIRST_HALF, '').length
  return Array.isArray(value) ? value.length : null
}

/**
 * `array::unique()` as the specification has it: the first of equal values, and every value that can't
 * be compared. groq-js 2.0.0 keeps every null.
 */
export function uniqueValues(list: unknown): unknown[] | null {
  if (!Array.isArray(list)) return null
  const known = new Set<unknown>()
  return list.filter((value: unknown) => {
    const isCompared = typeof value !== 'object' || value === null || isDateTime(value)
    if (!isCompared) return true
    const key = isDateTime(value) ? `dateTime ${JSON.stringify(value)}` : value
    if (known.has(key)) return false
    known.add(key)
    return true
  })
}

type Dated = {equals: (other: unknown) => boolean; compareTo: (other: unknown) => number}

/** Whether a value is one of groq-js's own dates. */
export function isDateTime(value: unknown): value is Dated {
  return value instanceof DateTime
}

/** Whether a value is an object in GROQ's sense. */
export function isGroqObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !isDateTime(value) &&
    !(value instanceof IdPath)
  )
}
