import {evaluateGroq, parseGroq, type FuncCallNode, type GroqNode} from '../groq/groqNode.ts'
import {IdPath} from '../groq/idPath.ts'
import {mapChildren} from '../groq/mapNode.ts'

/** A document as far as a grant looks at it. */
export type GrantSubject = Readonly<Record<string, unknown>>

/** GROQ's three-valued logic: `null` when an operand is not a boolean. */
type Truth = boolean | null
type Compiled = (document: GrantSubject) => Truth
type Read = (document: GrantSubject) => unknown

function readAttribute(node: GroqNode): Read | null {
  if (node.type === 'Group') return readAttribute(node.base)
  if (node.type !== 'AccessAttribute') return null
  const {name} = node
  if (!node.base || node.base.type === 'This') {
    return (document) => (Object.hasOwn(document, name) ? document[name] : null)
  }
  const base = readAttribute(node.base)
  if (!base) return null
  return (document) => {
    const value = base(document)
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return null
    return Object.getOwnPropertyDescriptor(value, name)?.value ?? null
  }
}

function constant(node: GroqNode): {value: unknown} | null {
  if (node.type === 'Group') return constant(node.base)
  if (node.type === 'Value') return {value: node.value}
  if (node.type !== 'Array') return null
  const values: unknown[] = []
  for (const element of node.elements) {
    const inner = element.isSplat ? null : constant(element.value)
    if (!inner) return null
    values.push(inner.value)
  }
  return {value: values}
}

function operand(node: GroqNode): Read | null {
  const fixed = constant(node)
  return fixed ? () => fixed.value : readAttribute(node)
}

/** GROQ's `==`: only null, booleans, numbers and strings of the same type can be equal. */
function equal(left: unknown, right: unknown): boolean {
  if (left === undefined || left === null) return right === undefined || right === null
  return typeof left !== 'object' && left === right
}

function compileComparison(op: string, left: GroqNode, right: GroqNode): Compiled | null {
  const read = operand(left)
  if (!read) return null
  if (op === '==' || op === '!=') {
    const other = operand(right)
    if (!other) return null
    return (document) => equal(read(document), other(document)) === (op === '==')
  }
  if (op !== 'in') return null
  const list = constant(right)?.value
  if (list instanceof IdPath) {
    return (document) => {
      const value = read(document)
      return typeof value === 'string' ? list.matches(value) : null
    }
  }
  if (!Array.isArray(list)) return null
  return (document) => list.some((entry) => equal(read(document), entry))
}

function compileCall(node: FuncCallNode): Compiled | null {
  const [first, second] = node.args
  const read = first && operand(first)
  if (!read) return null
  if (node.namespace === 'string' && node.name === 'startsWith' && second) {
    const prefix = operand(second)
    if (!prefix) return null
    return (document) => {
      const value = read(document)
      const start = prefix(document)
      if (typeof value !== 'string' || typeof start !== 'string') return null
      return value.startsWith(start)
    }
  }
  if (node.namespace === 'global' && node.name === 'defined') {
    return (document) => (read(document) ?? null) !== null
  }
  return null
}

function compileTruth(node: GroqNode): Compiled | null {
  switch (node.type) {
    case 'Group':
      return compileTruth(node.base)
    case 'And':
    case 'Or': {
      const left = compileTruth(node.left)
      const right = compileTruth(node.right)
      if (!left || !right) return null
      const decisive = node.type === 'Or'
      return (document) => {
        const first = left(document)
        if (first === decisive) return decisive
        const second = right(document)
        if (second === decisive) return decisive
        return first === null || second === null ? null : !decisive
      }
    }
    case 'Not': {
      const base = compileTruth(node.base)
      if (!base) return null
      return (document) => {
        const value = base(document)
        return value === null ? null : !value
      }
    }
    case 'OpCall':
      return compileComparison(node.op, node.left, node.right)
    case 'FuncCall':
      return compileCall(node)
    case 'Value':
    case 'AccessAttribute': {
      const read = operand(node)
      if (!read) return null
      return (document) => {
        const value = read(document)
        return typeof value === 'boolean' ? value : null
      }
    }
    default:
      return null
  }
}

/** The same expression with `path()` as {@link IdPath} has it. */
function withIdPaths(node: GroqNode): GroqNode {
  if (node.type === 'FuncCall' && node.namespace === 'global' && node.name === 'path') {
    const pattern = node.args[0] && constant(node.args[0])
    const isText = typeof pattern?.value === 'string'
    return {type: 'Value', value: isText ? new IdPath(String(pattern.value)) : null}
  }
  return mapChildren(node, withIdPaths)
}

/**
 * Turns a grant's GROQ filter into a predicate over documents. The shapes that this project's
 * grants have (`_id in path(…)`, `==`, `in`, `string::startsWith`, `&&`, `||`, `!`) become plain
 * functions; any other filter is evaluated by groq-js. A document matches only when the filter is
 * `true` for it: null, missing and erroneous are no.
 *
 * Ids are compared as they are stored, as hosted grants do: `path("artameta.**")` matches neither
 * `drafts.artameta.x` nor `versions.r1.artameta.x`. A role that may see drafts says so.
 *
 * @param filter - a GROQ filter as grants carry it, without parameters
 * @param identity - id of the caller, what `identity()` answers
 * @throws when the filter is not valid GROQ
 */
export function grantPredicate(
  filter: string,
  identity: string,
): (document: GrantSubject) => boolean {
  const tree = withIdPaths(parseGroq(filter))
  const compiled = compileTruth(tree)
  if (compiled) return (document) => compiled(document) === true
  return (document) => {
    try {
      return evaluateGroq(tree, {root: document, dataset: [], identity}) === true
    } catch {
      return false
    }
  }
}
