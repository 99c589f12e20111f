import type {GroqNode} from '../groqNode.ts'
import {constantValue} from '../groqTree.ts'

const COMPARISONS = ['==', '!=', '<', '<=', '>', '>=', 'in', 'match']
const TESTS = ['global defined', 'global references', 'string startsWith']

/** Whether a node is true, false or null whatever the document; other values never come of it. */
function isTruth(node: GroqNode): boolean {
  switch (node.type) {
    case 'Group':
      return isTruth(node.base)
    case 'And':
    case 'Or':
    case 'Not':
      return true
    case 'OpCall':
      return COMPARISONS.includes(node.op)
    default:
      return node.type === 'FuncCall' && TESTS.includes(`${node.namespace} ${node.name}`)
  }
}

/**
 * Reads `coalesce(condition, false)`, which decides for a condition where it is null.
 *
 * @returns `null` for anything else
 */
export function fallbackCondition(node: GroqNode): {condition: GroqNode; fallback: boolean} | null {
  if (node.type !== 'FuncCall' || node.namespace !== 'global' || node.name !== 'coalesce') {
    return null
  }
  const [condition, second] = node.args
  const fallback = second && node.args.length === 2 ? constantValue(second)?.value : undefined
  if (!condition || typeof fallback !== 'boolean' || !isTruth(condition)) return null
  return {condition, fallback}
}
