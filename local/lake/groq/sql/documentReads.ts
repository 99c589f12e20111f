import type {GroqNode} from '../groqNode.ts'
import {mapChildren} from '../groqTree.ts'

/**
 * Replaces what a condition reads of the document, to evaluate it on other values.
 *
 * @param replace - gives the replacement of a node that stands where `@` is the document; `null` for
 *   nodes that it does not know
 * @returns `null` when the condition reads anything that was not replaced
 */
export function replaceDocumentReads(
  condition: GroqNode,
  replace: (node: GroqNode) => GroqNode | null,
): GroqNode | null {
  let readsMore = false
  const visit = (node: GroqNode, isDocument: boolean): GroqNode => {
    const replacement = isDocument ? replace(node) : null
    if (replacement) return replacement
    if (readsElsewhere(node, isDocument)) readsMore = true
    return mapChildren(node, (child, scope) => visit(child, isDocument && scope === 'same'))
  }
  const replaced = visit(condition, true)
  return readsMore ? null : replaced
}

/** Functions without a namespace that read nothing but their arguments. */
const PURE = new Set([
  'coalesce',
  'count',
  'dateTime',
  'defined',
  'length',
  'lower',
  'round',
  'string',
  'upper',
])
const PURE_NAMESPACES = new Set(['array', 'math', 'string'])

/**
 * Whether a node itself, apart from its children, reads something other than the element of a list
 * that the condition goes through.
 *
 * @param isDocument - whether `@` is the document where the node stands
 */
function readsElsewhere(node: GroqNode, isDocument: boolean): boolean {
  switch (node.type) {
    case 'AccessAttribute':
      return isDocument && !node.base
    case 'This':
      return isDocument
    case 'FuncCall':
      return (
        !PURE_NAMESPACES.has(node.namespace) &&
        !(node.namespace === 'global' && PURE.has(node.name))
      )
    case 'Everything':
    case 'Parent':
    case 'Parameter':
    case 'Context':
    case 'Deref':
    case 'PipeFuncCall':
    case 'SelectorFuncCall':
    case 'SelectorNested':
    case 'Tuple':
      return true
    default:
      return false
  }
}
