import type {GroqNode} from '../groqNode.ts'

/** Functions of no namespace that look at nothing but their arguments. */
const OF_ARGUMENTS = new Set([
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
const NAMESPACES = new Set(['array', 'math', 'string'])

function isOfArguments({name, namespace}: GroqNode & {type: 'FuncCall'}): boolean {
  return NAMESPACES.has(namespace) || (namespace === 'global' && OF_ARGUMENTS.has(name))
}

/**
 * Whether a node by itself, its children apart, leads to something that is neither in its children
 * nor in the element of a list that the condition itself goes through.
 *
 * @param isDocument - whether `@` is the document where the node stands
 */
export function readsElsewhere(node: GroqNode, isDocument: boolean): boolean {
  switch (node.type) {
    case 'AccessAttribute':
      return isDocument && !node.base
    case 'This':
      return isDocument
    case 'FuncCall':
      return !isOfArguments(node)
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
