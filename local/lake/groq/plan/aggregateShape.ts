import type {GroqNode} from '../groqNode.ts'
import {contains, ownAttribute} from '../groqTree.ts'
import type {Aggregate} from '../rows/aggregateRows.ts'
import {pipelineOf, projected} from './pipeline.ts'

/** An aggregate over the values of an expression for the documents that a filter finds. */
export interface AggregateShape {
  kind: Aggregate
  /** `null` for all documents. */
  filter: GroqNode | null
  /** What is read of each document. */
  expression: GroqNode
}

/** A function of one list, and the list. */
function callOf(node: GroqNode): {kind: Aggregate; list: GroqNode} | null {
  if (node.type !== 'FuncCall') return null
  const [list] = node.args
  if (!list || node.args.length !== 1) return null
  const {namespace, name} = node
  if (namespace === 'math') {
    if (name === 'sum' || name === 'avg' || name === 'min' || name === 'max') {
      return {kind: name, list}
    }
    return null
  }
  if (namespace === 'array' && name === 'unique') return {kind: 'unique', list}
  const inner = namespace === 'global' && name === 'count' ? callOf(list) : null
  return inner?.kind === 'unique' ? {...inner, kind: 'countUnique'} : null
}

/** The list of documents without what only says that it is one. */
function documentsOf(node: GroqNode): GroqNode {
  if (node.type === 'Group' || node.type === 'ArrayCoerce') return documentsOf(node.base)
  return node
}

/** What an expression on a projected document reads of the document itself. */
function readOf(expression: GroqNode): GroqNode | null {
  if (expression.type !== 'AccessAttribute') return null
  const {base, name} = expression
  if (base?.type === 'Projection') {
    if (base.base.type !== 'This' || base.expr.type !== 'Object') return null
    return projected({type: 'AccessAttribute', name}, base.expr.attributes)
  }
  if (ownAttribute(expression) !== null) return {type: 'AccessAttribute', name}
  const inner = base ? readOf(base) : null
  return inner && {type: 'AccessAttribute', base: inner, name}
}

/**
 * Reads `math::sum(*[…].a.b)`, `math::avg(*[…]{"v": …}.v)`, `array::unique(*[…].a)`,
 * `count(array::unique(*[…].a))` and the like; `null` for anything else.
 */
export function aggregateOf(node: GroqNode): AggregateShape | null {
  const call = callOf(node)
  if (call?.list.type !== 'Map') return null
  const {base, expr} = call.list
  const pipeline = pipelineOf(documentsOf(base))
  if (!pipeline || pipeline.to !== null || pipeline.order.length > 0) return null
  const expression = readOf(expr)
  const looksAround = (part: GroqNode) =>
    part.type === 'Parent' || part.type === 'Everything' || part.type === 'Deref'
  if (!expression || contains(expression, looksAround)) return null
  return {kind: call.kind, filter: pipeline.filter, expression}
}
