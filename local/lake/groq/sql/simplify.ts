import {IdPath} from '../../../../core/tenancy/idPath.ts'
import type {GroqNode, OpCallNode} from '../groqNode.ts'
import {constantValue, isCall, mapAll, mapChildren} from '../groqTree.ts'
import {compileNative, fallbackCondition} from '../native/nativeCondition.ts'
import {attributeOf} from '../native/nativeValue.ts'

/**
 * Simplifies a condition: what parameters settle goes (`$q == "" || …` is `true` for an empty `$q`),
 * `path()` becomes the {@link IdPath}, conditions on elements of constant lists become alternatives, and
 * `count(list[@ == value]) > 0` becomes `value in list`.
 */
export function simplify(condition: GroqNode): GroqNode {
  return foldTruth(resolvePaths(expandConstantLists(condition)))
}

function foldTruth(node: GroqNode): GroqNode {
  switch (node.type) {
    case 'Group':
      return foldTruth(node.base)
    case 'Not': {
      const base = foldTruth(node.base)
      if (base.type !== 'Value') return {...node, base}
      return {type: 'Value', value: typeof base.value === 'boolean' ? !base.value : null}
    }
    case 'And':
    case 'Or': {
      const left = foldTruth(node.left)
      const right = foldTruth(node.right)
      const decisive = node.type === 'Or'
      for (const [one, other] of [
        [left, right],
        [right, left],
      ] as const) {
        if (one.type !== 'Value') continue
        if (one.value === decisive) return {type: 'Value', value: decisive}
        if (one.value === !decisive && other.type !== 'Value') return other
      }
      if (left.type === 'Value' && right.type === 'Value') {
        const isKnown = left.value === !decisive && right.value === !decisive
        return {type: 'Value', value: isKnown ? !decisive : null}
      }
      return {...node, left, right}
    }
    default: {
      const value = constantTruth(node)
      if (value !== undefined) return {type: 'Value', value}
      return node.type === 'OpCall' ? countToMembership(node) : node
    }
  }
}

/** The value of a condition that reads no document; `undefined` for any other. */
function constantTruth(node: GroqNode): unknown {
  const constant = constantValue(node)
  return constant ? constant.value : constantComparison(node)
}

/** The value of a comparison between constants, such as `$q == ""`; `undefined` for any other node. */
export function constantComparison(node: GroqNode): boolean | null | undefined {
  return isConstantComparison(node) ? compileNative(node)?.(null) : undefined
}

export function isConstantComparison(node: GroqNode): boolean {
  return (
    node.type === 'OpCall' &&
    constantValue(node.left) !== null &&
    constantValue(node.right) !== null
  )
}

function resolvePaths(node: GroqNode): GroqNode {
  if (!isCall(node, 'global::path')) return mapChildren(node, resolvePaths)
  const pattern = node.args[0] && constantValue(node.args[0])
  if (!pattern) return node
  return {
    type: 'Value',
    value: typeof pattern.value === 'string' ? new IdPath(pattern.value) : null,
  }
}

const SCALARS = ['string', 'number', 'boolean']

/**
 * `count(list[@ == value]) > 0` as `value in list`, which has the same value for every document; any
 * other condition as it is.
 */
export function countToMembership(node: OpCallNode): OpCallNode {
  const {op, left, right} = node
  const least = constantValue(right)?.value
  const isSome = (op === '>' && least === 0) || (op === '>=' && least === 1)
  if (!isSome || !isCall(left, 'global::count')) return node
  const [list] = left.args
  if (list?.type !== 'Filter') return node
  const value = equalValue(list.expr)
  return value ? {type: 'OpCall', op: 'in', left: value, right: list.base} : node
}

/** What `@ == value` compares the element with; `null` for any other condition. */
function equalValue(node: GroqNode): GroqNode | null {
  if (node.type === 'Group') return equalValue(node.base)
  if (node.type !== 'OpCall' || node.op !== '==') return null
  const {left, right} = node
  const value = left.type === 'This' ? right : right.type === 'This' ? left : null
  const constant = value && constantValue(value)
  return constant && SCALARS.includes(typeof constant.value) ? value : null
}

/** A longer list is not expanded. */
const MAX_ELEMENTS = 400

/** `count(list[condition]) > 0` for a constant list, as alternatives. Anniversaries are such lists. */
function expandConstantLists(node: GroqNode): GroqNode {
  switch (node.type) {
    case 'OpCall':
      return anyElement(node) ?? node
    case 'Group':
    case 'Not':
    case 'And':
    case 'Or':
      return mapChildren(node, expandConstantLists)
    default:
      return fallbackCondition(node) ? mapChildren(node, expandConstantLists) : node
  }
}

/** Whether the condition holds for one of the elements; `null` for any other node. */
function anyElement({op, left, right}: OpCallNode): GroqNode | null {
  if (op !== '>' || constantValue(right)?.value !== 0 || !isCall(left, 'global::count')) return null
  const [filtered] = left.args
  const list = filtered?.type === 'Filter' ? constantValue(filtered.base)?.value : null
  if (filtered?.type !== 'Filter' || !Array.isArray(list) || list.length > MAX_ELEMENTS) return null
  const conditions = mapAll(list, (element) => withElement(filtered.expr, element))
  if (!conditions) return null
  const either = eitherOf(conditions)
  if (either.type === 'Value') return either
  // A condition that is null for every element holds for none.
  const args: GroqNode[] = [either, {type: 'Value', value: false}]
  return {type: 'FuncCall', namespace: 'global', name: 'coalesce', args}
}

/** A balanced tree of alternatives: a chain of 400 would be nested too deeply. */
function eitherOf(conditions: readonly GroqNode[]): GroqNode {
  const [only] = conditions
  if (conditions.length <= 1) return only ?? {type: 'Value', value: false}
  const half = Math.ceil(conditions.length / 2)
  return {
    type: 'Or',
    left: eitherOf(conditions.slice(0, half)),
    right: eitherOf(conditions.slice(half)),
  }
}

/**
 * A condition on an element of a list, as a condition on the document around it.
 *
 * @returns `null` when it reads more than the element and the document
 */
function withElement(node: GroqNode, element: unknown): GroqNode | null {
  switch (node.type) {
    case 'Value':
      return node
    case 'This':
      return {type: 'Value', value: element}
    case 'Parent':
      return node.n === 1 ? {type: 'This'} : null
    case 'AccessAttribute': {
      if (!node.base) return attributeNode(element, node.name)
      const base = withElement(node.base, element)
      if (base?.type === 'Value') return attributeNode(base.value, node.name)
      // An attribute of the document itself has no base.
      if (base?.type === 'This') return {type: 'AccessAttribute', name: node.name}
      return base && {...node, base}
    }
    case 'Group':
    case 'Not': {
      const base = withElement(node.base, element)
      return base && {...node, base}
    }
    case 'And':
    case 'Or':
    case 'OpCall': {
      const left = withElement(node.left, element)
      const right = left && withElement(node.right, element)
      return left && right && {...node, left, right}
    }
    default:
      return null
  }
}

function attributeNode(value: unknown, name: string): GroqNode {
  return {type: 'Value', value: attributeOf(value, name) ?? null}
}
