import type {GroqNode, ObjectAttribute} from '../groqNode.ts'
import {contains, mapChildren, ownAttribute} from '../groqTree.ts'
import {outerExpression} from './outerExpression.ts'

/** `*[…][…] | order(…)[a...b]`, as far as a query has it. */
export interface Pipeline {
  /** All filters as one condition; `null` for a bare `*`. */
  filter: GroqNode | null
  /** Arguments of `order()`. */
  order: readonly GroqNode[]
  from: number
  to: number | null
  /** The same pipeline over other documents, of which the first ones were left out. */
  over: (documents: GroqNode, skipped: number) => GroqNode
}

function both(left: GroqNode | null, right: GroqNode): GroqNode {
  return left ? {type: 'And', left, right} : right
}

/** The filters on `*`, if a node is nothing but those. */
function filterOf(node: GroqNode): {filter: GroqNode | null} | null {
  if (node.type === 'Group') return filterOf(node.base)
  if (node.type === 'Everything') return {filter: null}
  if (node.type !== 'Filter') return null
  const base = filterOf(node.base)
  return base && {filter: both(base.filter, node.expr)}
}

function orderedOf(node: GroqNode): Pipeline | null {
  const base = node.type === 'PipeFuncCall' && node.name === 'order' ? filterOf(node.base) : null
  if (base && node.type === 'PipeFuncCall') {
    const over = (documents: GroqNode): GroqNode => ({...node, base: documents})
    return {...base, order: node.args, from: 0, to: null, over}
  }
  const plain = filterOf(node)
  return plain && {...plain, order: [], from: 0, to: null, over: (documents) => documents}
}

/** Reads a node as a pipeline over `*`; `null` when it is something else. */
export function pipelineOf(node: GroqNode): Pipeline | null {
  if (node.type === 'AccessElement' && node.index >= 0) {
    const base = orderedOf(node.base)
    return (
      base && {
        ...base,
        from: node.index,
        to: node.index + 1,
        over: (documents, skipped) => ({
          ...node,
          base: base.over(documents, 0),
          index: node.index - skipped,
        }),
      }
    )
  }
  if (node.type === 'Slice' && node.left >= 0 && node.right >= 0) {
    const base = orderedOf(node.base)
    const to = node.isInclusive ? node.right + 1 : node.right
    return (
      base && {
        ...base,
        from: Math.min(node.left, to),
        to,
        over: (documents, skipped) => ({
          ...node,
          base: base.over(documents, 0),
          left: node.left - skipped,
          right: node.right - skipped,
        }),
      }
    )
  }
  return orderedOf(node)
}

/** The expression that an attribute of a projection stands for, if it stands for one. */
export function projected(node: GroqNode, attributes: readonly ObjectAttribute[]): GroqNode | null {
  if (node.type === 'Group') return projected(node.base, attributes)
  if (node.type === 'AccessElement' && node.index >= 0) {
    const list = projected(node.base, attributes)
    if (list?.type !== 'Array' || list.elements.some(({isSplat}) => isSplat)) return null
    return list.elements[node.index]?.value ?? null
  }
  const name = ownAttribute(node)
  const found = attributes.findLast(
    (attribute) => attribute.type === 'ObjectAttributeValue' && attribute.name === name,
  )
  return name === null ? null : (found?.value ?? null)
}

/** Moves a projection behind the slice, or the choice of one element, that follows it. */
function projectSlice(slice: GroqNode & {type: 'Slice' | 'AccessElement'}): GroqNode | null {
  const {base} = slice
  if (base.type !== 'Map' || base.expr.type !== 'Projection' || !orderedOf(base.base)) return null
  if (base.expr.base.type !== 'This') return null
  if (slice.type === 'Slice') return {...base, base: {...slice, base: base.base}}
  return {...base.expr, base: {...slice, base: base.base}}
}

/**
 * Moves a projection behind the `order()` and the slice that follow it, where the order says what
 * it is about in the projection's own names: the Studio's lists are written so.
 */
export function projectLast(node: GroqNode): GroqNode | null {
  const slice = node.type === 'Slice' || node.type === 'AccessElement' ? node : null
  const sliced = slice && projectSlice(slice)
  if (sliced) return sliced
  if (slice?.type === 'AccessElement') return null
  const ordering = slice ? slice.base : node
  if (ordering.type !== 'PipeFuncCall' || ordering.name !== 'order') return null
  const {base} = ordering
  if (base.type !== 'Map' || base.expr.type !== 'Projection' || !filterOf(base.base)) return null
  const {base: element, expr: object} = base.expr
  if (element.type !== 'This' || object.type !== 'Object') return null
  const {attributes} = object
  if (attributes.some(({type}) => type !== 'ObjectAttributeValue')) return null
  const args: GroqNode[] = []
  for (const argument of ordering.args) {
    const directed = argument.type === 'Asc' || argument.type === 'Desc' ? argument : null
    const value = projected(directed ? directed.base : argument, attributes)
    const looksAround = (part: GroqNode) =>
      part.type === 'Parent' || part.type === 'Everything' || part.type === 'Deref'
    if (!value || contains(value, looksAround)) return null
    args.push(directed ? {...directed, base: value} : value)
  }
  const ordered: GroqNode = {...ordering, base: base.base, args}
  return {...base, base: slice ? {...slice, base: ordered} : ordered}
}

/** A filter whose parts that come from the scope around it are left to be filled in. */
export interface OuterParts {
  /** To be evaluated in the scope around the filter. */
  args: GroqNode[]
  /** The filter with values for them. */
  filled: (values: readonly unknown[]) => GroqNode
}

/** Finds the parts of a filter that have one value for all elements, such as `^._id`. */
export function outerParts(filter: GroqNode, hidden: boolean): OuterParts {
  const args: GroqNode[] = []
  const isOuter = (node: GroqNode) => contains(node, (part) => part.type === 'Parent')
  const take = (node: GroqNode): GroqNode => {
    if (!isOuter(node)) return node
    const outer =
      node.type === 'Parent' || node.type !== 'Group' ? outerExpression(node, hidden) : null
    if (outer) {
      args.push(outer)
      return {type: 'Parameter', name: `outer ${args.length - 1}`}
    }
    return mapChildren(node, (child, scope) => (scope === 'same' ? take(child) : child))
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
