import type {GroqNode} from '../groqNode.ts'
import {contains, ownAttribute, constantValue} from '../groqTree.ts'
import {pipelineOf} from './pipeline.ts'

/** The condition that holds for whatever has a score above zero for an argument of `score()`. */
function conditionOf(node: GroqNode): GroqNode {
  if (node.type === 'Group') return conditionOf(node.base)
  if (node.type === 'And' || node.type === 'Or') {
    return {...node, left: conditionOf(node.left), right: conditionOf(node.right)}
  }
  const [boosted] = node.type === 'FuncCall' && node.name === 'boost' ? node.args : []
  return boosted ? conditionOf(boosted) : node
}

const HAS_SCORE: GroqNode = {
  type: 'OpCall',
  op: '>',
  left: {type: 'AccessAttribute', name: '_score'},
  right: {type: 'Value', value: 0},
}

/** Whether a condition is {@link HAS_SCORE}, which nothing stored holds but what SQL cannot judge. */
export function isOnScore(node: GroqNode): boolean {
  if (node.type !== 'OpCall' || node.op !== '>' || ownAttribute(node.left) !== '_score')
    return false
  return constantValue(node.right)?.value === 0
}

/**
 * Reads `*[…] | score(…)[_score > 0]`, as the Studio's search sends it, and lets the filter before
 * the score leave out what will have none.
 *
 * @returns the same with one more condition; `null` for any other node
 */
export function filterOfScored(node: GroqNode): GroqNode | null {
  if (node.type !== 'Filter' || !isOnScore(node.expr)) return null
  const {base: scoring} = node
  if (scoring.type !== 'PipeFuncCall' || scoring.name !== 'score') return null
  const pipeline = pipelineOf(scoring.base)
  if (!pipeline || pipeline.order.length > 0 || pipeline.to !== null) return null
  const looksAround = (part: GroqNode) =>
    part.type === 'Parent' || part.type === 'Everything' || part.type === 'Deref'
  if (scoring.args.some((argument) => contains(argument, looksAround))) return null
  const expr = scoring.args
    .map(conditionOf)
    .reduce<GroqNode>((left, right) => ({type: 'Or', left, right}), HAS_SCORE)
  return {...node, base: {...scoring, base: {type: 'Filter', base: scoring.base, expr}}}
}
