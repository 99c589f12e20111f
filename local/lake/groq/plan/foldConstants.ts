import {evaluateGroq, type EvaluationContext, type GroqNode} from '../groqNode.ts'
import {contains, mapChildren} from '../groqTree.ts'

/** Functions whose value depends only on their arguments and the query's time and caller. */
const PURE: ReadonlyMap<string, readonly string[]> = new Map([
  ['global', ['now', 'identity', 'dateTime', 'string', 'lower', 'upper', 'round', 'length']],
  ['dateTime', ['now']],
  ['string', ['lower', 'upper', 'split', 'startsWith']],
  ['sanity', ['projectId', 'dataset']],
])

const ARITHMETIC = ['+', '-', '*', '/', '%', '**']

/**
 * Replaces expressions that have one value for the whole query, such as
 * `dateTime(now()) - 60 * 60 * 24`, by that value.
 */
export function foldConstants(node: GroqNode, context: EvaluationContext): GroqNode {
  if (node.type !== 'Value' && isFoldable(node)) {
    return {type: 'Value', value: evaluateGroq(node, context)}
  }
  return mapChildren(node, (child) => foldConstants(child, context))
}

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
 * Replaces subqueries of a filter that have one value for all elements, as in
 * `email in *[_type == "suppression"].email`, by that value.
 *
 * @param evaluate - evaluates such a subquery
 */
export function foldSubqueries(filter: GroqNode, evaluate: (node: GroqNode) => unknown): GroqNode {
  if (!contains(filter, ({type}) => type === 'Everything')) return filter
  if (isIndependent(filter)) return {type: 'Value', value: evaluate(filter) ?? null}
  switch (filter.type) {
    case 'And':
    case 'Or':
    case 'Not':
    case 'Group':
    case 'OpCall':
    case 'FuncCall':
      return mapChildren(filter, (child) => foldSubqueries(child, evaluate))
    default:
      // Any other node that depends on its scope is planned as a whole.
      return filter
  }
}

/** Functions that read `@` without naming it. */
const OF_DOCUMENT = ['references', 'versionOf', 'partOfRelease']

/**
 * Whether a node reads nothing of the scopes around it.
 *
 * @param isOuter - whether `@` belongs to a scope around the node
 * @param depth - how many scopes of the node itself `^` can lead through
 */
function isIndependent(node: GroqNode, isOuter = true, depth = 0): boolean {
  switch (node.type) {
    case 'This':
      if (isOuter) return false
      break
    case 'AccessAttribute':
      if (isOuter && !node.base) return false
      break
    case 'FuncCall':
      if (isOuter && OF_DOCUMENT.includes(node.name)) return false
      break
    case 'Parent':
      if (node.n >= depth) return false
      break
    case 'Parameter':
    case 'Context':
    case 'SelectorFuncCall':
    case 'SelectorNested':
    case 'Tuple':
      return false
    default:
  }
  let result = true
  mapChildren(node, (child, scope) => {
    const isOwn = scope !== 'same'
    result &&= isIndependent(child, isOuter && !isOwn, depth + (scope === 'nested' ? 1 : 0))
    return child
  })
  return result
}
