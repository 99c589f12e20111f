import type {ArrayElement, GroqNode} from '../groqNode.ts'

/**
 * Moves an expression out of a filter: what it means inside the filter for any element, said in the
 * scope around the filter. `^` inside becomes `@` outside, or stays `^` where the scope outside is
 * one that `^` skips.
 *
 * @param hidden - whether the scope around the filter is one that `^` skips
 * @returns `null` when the expression depends on the element, or might
 */
export function outerExpression(node: GroqNode, hidden: boolean): GroqNode | null {
  switch (node.type) {
    case 'Value':
      return node
    case 'Parent':
      if (hidden) return node
      return node.n === 1 ? {type: 'This'} : {type: 'Parent', n: node.n - 1}
    case 'AccessAttribute': {
      const base = node.base ? outerExpression(node.base, hidden) : null
      return base && {...node, base}
    }
    case 'Group':
    case 'ArrayCoerce':
    case 'Deref':
    case 'AccessElement': {
      const base = outerExpression(node.base, hidden)
      return base && {...node, base}
    }
    case 'OpCall': {
      if (node.op !== '+') return null
      const left = outerExpression(node.left, hidden)
      const right = outerExpression(node.right, hidden)
      return left && right && {...node, left, right}
    }
    case 'Array': {
      const elements: ArrayElement[] = []
      for (const element of node.elements) {
        const value = outerExpression(element.value, hidden)
        if (!value) return null
        elements.push({...element, value})
      }
      return {...node, elements}
    }
    case 'Map': {
      if (!readsElementOnly(node.expr)) return null
      const base = outerExpression(node.base, hidden)
      return base && {...node, base}
    }
    default:
      return null
  }
}

/** Whether an expression is a chain of attributes and dereferences from `@`. */
function readsElementOnly(node: GroqNode): boolean {
  if (node.type === 'This') return true
  if (node.type === 'AccessAttribute') return !node.base || readsElementOnly(node.base)
  return (node.type === 'Deref' || node.type === 'Group') && readsElementOnly(node.base)
}
