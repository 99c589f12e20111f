import type {GroqNode, ObjectAttribute} from '../groqNode.ts'
import {isCall, looksAround, ownAttribute} from '../groqTree.ts'
import type {Aggregate} from '../rows/aggregateRows.ts'
import {isScoreCondition} from '../sql/compileSql.ts'

/** `*[…][…] | order(…)[a...b]`, or the beginning of it. */
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

function orderedOf(node: GroqNode): Pipeline | null {
  const base = node.type === 'PipeFuncCall' && node.name === 'order' ? filterOf(node.base) : null
  if (base && node.type === 'PipeFuncCall') {
    const over = (documents: GroqNode): GroqNode => ({...node, base: documents})
    return {...base, order: node.args, from: 0, to: null, over}
  }
  const plain = filterOf(node)
  return plain && {...plain, order: [], from: 0, to: null, over: (documents) => documents}
}

/** The filters on `*`, if a node is nothing else. */
function filterOf(node: GroqNode): {filter: GroqNode | null} | null {
  if (node.type === 'Group') return filterOf(node.base)
  if (node.type === 'Everything') return {filter: null}
  if (node.type !== 'Filter') return null
  const base = filterOf(node.base)
  const {expr: right} = node
  return base && {filter: base.filter ? {type: 'And', left: base.filter, right} : right}
}

/**
 * Moves a projection behind the `order()` and the slice that follow it, and writes the order in terms
 * of the document. The Studio's lists are written that way.
 *
 * @returns `null` for any other node
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
    const value = projectedValue(directed ? directed.base : argument, attributes)
    if (!value || looksAround(value)) return null
    args.push(directed ? {...directed, base: value} : value)
  }
  const ordered: GroqNode = {...ordering, base: base.base, args}
  return {...base, base: slice ? {...slice, base: ordered} : ordered}
}

/** Moves a projection behind the slice, or the choice of one element, that follows it. */
function projectSlice(slice: GroqNode & {type: 'Slice' | 'AccessElement'}): GroqNode | null {
  const {base} = slice
  if (base.type !== 'Map' || base.expr.type !== 'Projection' || !orderedOf(base.base)) return null
  if (base.expr.base.type !== 'This') return null
  if (slice.type === 'Slice') return {...base, base: {...slice, base: base.base}}
  return {...base.expr, base: {...slice, base: base.base}}
}

/** What an expression on a projected document reads of the document, if it is one attribute. */
function projectedValue(node: GroqNode, attributes: readonly ObjectAttribute[]): GroqNode | null {
  if (node.type === 'Group') return projectedValue(node.base, attributes)
  if (node.type === 'AccessElement' && node.index >= 0) {
    const list = projectedValue(node.base, attributes)
    if (list?.type !== 'Array' || list.elements.some(({isSplat}) => isSplat)) return null
    return list.elements[node.index]?.value ?? null
  }
  const name = ownAttribute(node)
  const found = attributes.findLast(
    (attribute) => attribute.type === 'ObjectAttributeValue' && attribute.name === name,
  )
  return name === null ? null : (found?.value ?? null)
}

const HAS_SCORE: GroqNode = {
  type: 'OpCall',
  op: '>',
  left: {type: 'AccessAttribute', name: '_score'},
  right: {type: 'Value', value: 0},
}

/**
 * Adds a filter in front of `*[…] | score(…)[_score > 0]`, as the Studio's search sends it, that leaves
 * out what the score will leave out.
 *
 * @returns `null` for any other node
 */
export function filterBeforeScore(node: GroqNode): GroqNode | null {
  if (node.type !== 'Filter' || !isScoreCondition(node.expr)) return null
  const {base: scoring} = node
  if (scoring.type !== 'PipeFuncCall' || scoring.name !== 'score') return null
  const pipeline = pipelineOf(scoring.base)
  if (!pipeline || pipeline.order.length > 0 || pipeline.to !== null) return null
  if (scoring.args.some(looksAround)) return null
  const expr = scoring.args
    .map(scoredCondition)
    .reduce<GroqNode>((left, right) => ({type: 'Or', left, right}), HAS_SCORE)
  return {...node, base: {...scoring, base: {type: 'Filter', base: scoring.base, expr}}}
}

/** The condition that holds where an argument of `score()` gives more than zero. */
function scoredCondition(node: GroqNode): GroqNode {
  if (node.type === 'Group') return scoredCondition(node.base)
  if (node.type === 'And' || node.type === 'Or') {
    return {...node, left: scoredCondition(node.left), right: scoredCondition(node.right)}
  }
  const [boosted] = node.type === 'FuncCall' && node.name === 'boost' ? node.args : []
  return boosted ? scoredCondition(boosted) : node
}

/** An aggregate over the values of an expression for the documents that a filter finds. */
export interface AggregatePipeline {
  kind: Aggregate
  /** `null` for all documents. */
  filter: GroqNode | null
  /** What is read of each document. */
  expression: GroqNode
}

/**
 * Reads `math::sum(*[…].a.b)`, `math::avg(*[…]{"v": …}.v)`, `array::unique(*[…].a)`,
 * `count(array::unique(*[…].a))` and the like; `null` for anything else.
 */
export function aggregateOf(node: GroqNode): AggregatePipeline | null {
  const call = aggregateCall(node)
  if (call?.list.type !== 'Map') return null
  const {base, expr} = call.list
  const pipeline = pipelineOf(documentsOf(base))
  if (!pipeline || pipeline.to !== null || pipeline.order.length > 0) return null
  const expression = documentExpression(expr)
  if (!expression || looksAround(expression)) return null
  return {kind: call.kind, filter: pipeline.filter, expression}
}

function aggregateCall(node: GroqNode): {kind: Aggregate; list: GroqNode} | null {
  if (node.type !== 'FuncCall' || node.args.length !== 1) return null
  const [list] = node.args
  if (!list) return null
  const {namespace, name} = node
  if (namespace === 'math') {
    const isKnown = name === 'sum' || name === 'avg' || name === 'min' || name === 'max'
    return isKnown ? {kind: name, list} : null
  }
  if (isCall(node, 'array::unique')) return {kind: 'unique', list}
  const inner = isCall(node, 'global::count') ? aggregateCall(list) : null
  return inner?.kind === 'unique' ? {...inner, kind: 'countUnique'} : null
}

/** A list of documents without `(…)` and `[]` around it. */
function documentsOf(node: GroqNode): GroqNode {
  return node.type === 'Group' || node.type === 'ArrayCoerce' ? documentsOf(node.base) : node
}

/** What an expression on a document, perhaps a projected one, reads of the document itself. */
function documentExpression(expression: GroqNode): GroqNode | null {
  if (expression.type !== 'AccessAttribute') return null
  const {base, name} = expression
  if (base?.type === 'Projection') {
    if (base.base.type !== 'This' || base.expr.type !== 'Object') return null
    return projectedValue({type: 'AccessAttribute', name}, base.expr.attributes)
  }
  if (ownAttribute(expression) !== null) return {type: 'AccessAttribute', name}
  const inner = base ? documentExpression(base) : null
  return inner && {type: 'AccessAttribute', base: inner, name}
}
