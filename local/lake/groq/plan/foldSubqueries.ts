import type {GroqNode} from '../groqNode.ts'
import {contains, mapChildren} from '../groqTree.ts'

/** Functions that look at the document around them without naming it. */
const OF_DOCUMENT = ['references', 'versionOf', 'partOfRelease']

/**
 * Whether a node's value is the same wherever it stands: it looks at nothing of the scopes around
 * it.
 *
 * @param isOuter - whether `@` is that of a scope around the node
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

/**
 * Evaluates the parts of a filter once that ask `*` for something which is the same for each
 * element, as in `email in *[_type == "suppression"].email`, and leaves their values in the tree.
 *
 * @param evaluate - gives the value of such a part
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
      // What else looks around does so as a whole, and is asked of indexes as a whole.
      return filter
  }
}
