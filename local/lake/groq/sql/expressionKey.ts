import type {GroqNode} from '../groqNode.ts'
import {mapChildren} from '../mapNode.ts'

/** An expression without the parentheses that parsing kept, and with one spelling of each function. */
function plain(node: GroqNode): GroqNode {
  if (node.type === 'Group') return plain(node.base)
  const own =
    node.type === 'FuncCall' &&
    node.namespace === 'string' &&
    ['lower', 'upper'].includes(node.name)
      ? {...node, namespace: 'global'}
      : node
  return mapChildren(own, plain)
}

/** A text that two expressions share exactly when they are the same. */
export function expressionKey(node: GroqNode): string {
  return JSON.stringify(plain(node))
}

/** The attribute of `@` that an expression is, if it is one: `name`, `@.name`. */
export function ownAttribute(node: GroqNode): string | null {
  if (node.type === 'Group') return ownAttribute(node.base)
  if (node.type !== 'AccessAttribute') return null
  return !node.base || node.base.type === 'This' ? node.name : null
}

/** The conditions that must all hold, in the order written. */
export function conjunctsOf(node: GroqNode): GroqNode[] {
  if (node.type === 'Group') return conjunctsOf(node.base)
  if (node.type === 'And') return [...conjunctsOf(node.left), ...conjunctsOf(node.right)]
  return [node]
}

/** The conditions of which one must hold, in the order written. */
export function branchesOf(node: GroqNode): GroqNode[] {
  if (node.type === 'Group') return branchesOf(node.base)
  if (node.type === 'Or') return [...branchesOf(node.left), ...branchesOf(node.right)]
  return [node]
}
