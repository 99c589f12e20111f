import {evaluateGroq, type EvaluationContext, type GroqNode} from '../groqNode.ts'
import {mapChildren} from '../groqTree.ts'

/** Functions whose value depends on nothing but their arguments and the query's time and caller. */
const PURE: ReadonlyMap<string, readonly string[]> = new Map([
  ['global', ['now', 'identity', 'dateTime', 'string', 'lower', 'upper', 'round', 'length']],
  ['dateTime', ['now']],
  ['string', ['lower', 'upper', 'split', 'startsWith']],
  ['sanity', ['projectId', 'dataset']],
])

const ARITHMETIC = ['+', '-', '*', '/', '%', '**']

function isFoldable(node: GroqNode): boolean {
  switch (node.type) {
    case 'Group':
    case 'Neg':
    case 'Pos':
      return isFoldable(node.base)
    case 'OpCall':
      return ARITHMETIC.includes(node.op) && isFoldable(node.left) && isFoldable(node.right)
    case 'FuncCall':
      return (PURE.get(node.namespace)?.includes(node.name) ?? false) && node.args.every(isFoldable)
    default:
      return node.type === 'Value'
  }
}

/**
 * Evaluates once what is the same for every element of a filter, such as
 * `dateTime(now()) - 60 * 60 * 24`, and leaves its value in the tree.
 */
export function foldConstants(node: GroqNode, context: EvaluationContext): GroqNode {
  if (node.type !== 'Value' && isFoldable(node)) {
    return {type: 'Value', value: evaluateGroq(node, context)}
  }
  return mapChildren(node, (child) => foldConstants(child, context))
}
