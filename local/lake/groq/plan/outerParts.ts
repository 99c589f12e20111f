import type {ArrayElement, GroqNode} from '../groqNode.ts'
import {contains, mapAll, mapChildren} from '../groqTree.ts'

/** A filter with gaps for the parts that come from the scope around it. */
export interface OuterParts {
  /** The parts, to be evaluated in the scope around the filter. */
  args: GroqNode[]
  /** The filter with values for them. */
  filled: (values: readonly unknown[]) => GroqNode
}

/**
 * Finds the parts of a filter that depend on the scope around it and have one value for all elements,
 * such as `^._id`.
 *
 * @param hidden - whether `^` skips the scope around the filter
 */
export function outerParts(filter: GroqNode, hidden: boolean): OuterParts {
  const args: GroqNode[] = []
  const take = (node: GroqNode): GroqNode => {
    if (!contains(node, (part) => part.type === 'Parent')) return node
    const outer = node.type === 'Group' ? null : outerExpression(node, hidden)
    if (!outer) return mapChildren(node, (child, scope) => (scope === 'same' ? take(child) : child))
    args.push(outer)
    return {type: 'Parameter', name: `outer ${args.length - 1}`}
  }
  const template = take(filter)
  const filled = (values: readonly unknown[]) => {
    const fill = (node: GroqNode): GroqNode => {
      const name = node.type === 'Parameter' ? /^outer (\d+)$/.exec(node.name)?.[1] : undefined
      if (name === undefined) return mapChildren(node, fill)
      return {type: 'Value', value: values[Number(name)] ?? null}
    }
    return args.length === 0 ? template : fill(template)
  }
  return {args, filled}
}

/**
 * An expression in a filter, written for the scope around the filter: `^` becomes `@`, or stays `^`
 * where `^` skips that scope.
 *
 * @returns `null` when the expression depends, or may depend, on the element
 */
function outerExpression(node: GroqNode, hidden: boolean): GroqNode | null {
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
      const elements = mapAll(node.elements, (element): ArrayElement | null => {
        const value = outerExpression(element.value, hidden)
        return value && {...element, value}
      })
      return elements && {...node, elements}
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
