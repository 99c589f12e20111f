import {fallbackCondition} from '../native/fallbackCondition.ts'
import type {GroqNode} from '../groqNode.ts'
import {mapChildren, constantValue} from '../groqTree.ts'

/** A list of more elements is left as it is. */
const MAX_ELEMENTS = 400

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function attributeOf(value: unknown, name: string): GroqNode {
  const found = isRecord(value) && Object.hasOwn(value, name) ? value[name] : null
  return {type: 'Value', value: found ?? null}
}

/**
 * A condition on an element of a list, as a condition on the document around it.
 *
 * @returns `null` when it looks at more than the element and the document
 */
function about(node: GroqNode, element: unknown): GroqNode | null {
  switch (node.type) {
    case 'Value':
      return node
    case 'This':
      return {type: 'Value', value: element}
    case 'Parent':
      return node.n === 1 ? {type: 'This'} : null
    case 'AccessAttribute': {
      if (!node.base) return attributeOf(element, node.name)
      const base = about(node.base, element)
      if (base?.type === 'Value') return attributeOf(base.value, node.name)
      // As an attribute of the document itself is written.
      if (base?.type === 'This') return {type: 'AccessAttribute', name: node.name}
      return base && {...node, base}
    }
    case 'Group':
    case 'Not': {
      const base = about(node.base, element)
      return base && {...node, base}
    }
    case 'And':
    case 'Or':
    case 'OpCall': {
      const left = about(node.left, element)
      const right = left && about(node.right, element)
      return left && right && {...node, left, right}
    }
    default:
      return null
  }
}

/** Alternatives as a tree that is as deep as need be: one after the other they might be too deep. */
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

/** `count(list[condition]) > 0` with a list that is known: whether the condition holds for one. */
function someElement(node: GroqNode): GroqNode | null {
  if (node.type !== 'OpCall' || node.op !== '>' || constantValue(node.right)?.value !== 0)
    return null
  const {left} = node
  if (left.type !== 'FuncCall' || left.namespace !== 'global' || left.name !== 'count') return null
  const [filtered] = left.args
  const list = filtered?.type === 'Filter' ? constantValue(filtered.base)?.value : null
  if (filtered?.type !== 'Filter' || !Array.isArray(list) || list.length > MAX_ELEMENTS) return null
  const conditions: GroqNode[] = []
  for (const element of list) {
    const condition = about(filtered.expr, element)
    if (!condition) return null
    conditions.push(condition)
  }
  const either = eitherOf(conditions)
  if (either.type === 'Value') return either
  // What is null for every element holds for none.
  const args: GroqNode[] = [either, {type: 'Value', value: false}]
  return {type: 'FuncCall', namespace: 'global', name: 'coalesce', args}
}

/**
 * A condition in which `count(list[condition]) > 0`, for a list that the query brings, has become
 * alternatives: so are anniversaries asked for, as a list of days.
 */
export function withoutKnownLists(node: GroqNode): GroqNode {
  switch (node.type) {
    case 'OpCall':
      return someElement(node) ?? node
    case 'Group':
    case 'Not':
    case 'And':
    case 'Or':
      return mapChildren(node, withoutKnownLists)
    default:
      return fallbackCondition(node) ? mapChildren(node, withoutKnownLists) : node
  }
}
