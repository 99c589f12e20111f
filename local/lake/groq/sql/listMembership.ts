import type {GroqNode, OpCallNode} from '../groqNode.ts'
import {constantValue} from '../groqTree.ts'

const SCALARS = ['string', 'number', 'boolean']

/** What `@ == value` compares the element with; `null` for any other condition. */
function elementIs(node: GroqNode): GroqNode | null {
  if (node.type === 'Group') return elementIs(node.base)
  if (node.type !== 'OpCall' || node.op !== '==') return null
  const {left, right} = node
  const value = left.type === 'This' ? right : right.type === 'This' ? left : null
  const constant = value && constantValue(value)
  return constant && SCALARS.includes(typeof constant.value) ? value : null
}

/**
 * `count(list[@ == value]) > 0` as `value in list`, which is true, false and null for the same
 * documents; any other condition as it is.
 */
export function asMembership(node: OpCallNode): OpCallNode {
  const {op, left, right} = node
  const least = constantValue(right)?.value
  const isSome = (op === '>' && least === 0) || (op === '>=' && least === 1)
  if (!isSome || left.type !== 'FuncCall') return node
  const [list] = left.args
  if (left.namespace !== 'global' || left.name !== 'count' || list?.type !== 'Filter') return node
  const value = elementIs(list.expr)
  return value ? {type: 'OpCall', op: 'in', left: value, right: list.base} : node
}
