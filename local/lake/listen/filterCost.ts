import type {FuncCallNode, GroqNode} from '../groq/groqNode.ts'
import {contains, mapChildren, constantValue} from '../groq/groqTree.ts'

/**
 * The highest cost of evaluating an expression, in steps. Costs depend on the size of values, see
 * {@link sizeOf}.
 */
export interface FilterCost {
  fixed: number
  /** For each unit of the size of `@`, which is the document, or in a list's filter the entry. */
  perOwn: number
  /** For each unit of the size of the enclosing value, `^`. */
  perOuter: number
}

/** Thrown for an expression without a known cost limit, with the reason. */
export class UnboundedFilter extends Error {
  override readonly name = 'UnboundedFilter'
}

/** Deeper trees are refused: evaluating them could exhaust the stack. */
const MAX_DEPTH = 1_000
/** Characters of text that count as one unit of a document's size. */
const TEXT_UNIT = 32
/** A list with at least this many texts is searched by hash, a shorter one text by text. */
const HASHED_FROM = 20

/** Ids are shorter. */
const MAX_PATH = 200

const ONE: FilterCost = {fixed: 1, perOwn: 0, perOuter: 0}
/** Functions that iterate over their arguments. */
const WALKING = new Set([
  'global references',
  'global count',
  'global length',
  'global lower',
  'global upper',
  'string lower',
  'string upper',
  'string split',
  'array join',
  'array compact',
  'array unique',
  'math min',
  'math max',
  'math sum',
  'math avg',
  'pt text',
])

function sum(...costs: readonly FilterCost[]): FilterCost {
  return costs.reduce((left, right) => ({
    fixed: left.fixed + right.fixed,
    perOwn: left.perOwn + right.perOwn,
    perOuter: left.perOuter + right.perOuter,
  }))
}

/** Iterating over a value once, with this many steps for each unit of its size. */
function walk(node: GroqNode, steps: number): FilterCost {
  const constant = constantValue(node)
  if (constant) return {fixed: steps * sizeOf(constant.value), perOwn: 0, perOuter: 0}
  const isOuter = contains(node, ({type}) => type === 'Parent')
  return {fixed: 1, perOwn: steps, perOuter: isOuter ? steps : 0}
}

/** The number of attributes, entries and units of text in a value, at all levels. */
export function sizeOf(value: unknown): number {
  if (typeof value === 'string') return 1 + Math.floor(value.length / TEXT_UNIT)
  if (typeof value !== 'object' || value === null) return 1
  let size = 1
  for (const entry of Object.values(value)) size += sizeOf(entry)
  return size
}

/** The largest size of a list of constants; `null` for any other list. */
function constantSize(node: GroqNode): number | null {
  const constant = constantValue(node)
  if (constant) return sizeOf(constant.value)
  switch (node.type) {
    case 'Group':
    case 'ArrayCoerce':
    case 'Slice':
    case 'Filter':
      return constantSize(node.base)
    default:
      return null
  }
}

/** Work for each entry of a list; the entries together are no larger than the value around the list. */
function each(list: GroqNode, work: FilterCost, depth: number): FilterCost {
  const base = costOf(list, depth)
  const size = constantSize(list)
  if (size !== null) {
    const {fixed, perOwn, perOuter} = work
    const outside = size * perOuter
    return sum(base, {fixed: size * (fixed + perOwn), perOwn: outside, perOuter: outside})
  }
  if (work.perOuter > 0) {
    throw new UnboundedFilter('goes through lists or texts of the document again and again')
  }
  return sum(base, walk(list, work.fixed + work.perOwn))
}

function membership(left: GroqNode, right: GroqNode, depth: number): FilterCost {
  const value = constantValue(right)?.value
  const isHashed =
    Array.isArray(value) &&
    value.length >= HASHED_FROM &&
    value.every((entry) => typeof entry === 'string')
  if (isHashed) return sum(ONE, costOf(left, depth))
  return sum(ONE, costOf(left, depth), costOf(right, depth), walk(right, 1))
}

function match(left: GroqNode, right: GroqNode, depth: number): FilterCost {
  const pattern = constantValue(right) ?? (right.type === 'FuncCall' ? callPattern(right) : null)
  if (!pattern) {
    throw new UnboundedFilter('compares with patterns that are not constant, by "match"')
  }
  // Each word of the pattern, and each part of it between wildcards, is searched in the texts.
  const text = JSON.stringify(pattern.value)
  // A dot, which matches any character, prevents a fast search.
  const words = text.includes('.') ? text.length : text.split(/[\s*,]+/).length
  return sum(ONE, costOf(left, depth), walk(left, words))
}

/** The pattern of `text::query(…)`. */
function callPattern({namespace, args}: FuncCallNode): {value: unknown} | null {
  const [pattern] = args
  return namespace === 'text' && pattern ? constantValue(pattern) : null
}

/** Each `**` of a path is tried at every dot of an id. */
function assertPlainPath(node: GroqNode | undefined): void {
  const pattern = node && constantValue(node)?.value
  if (typeof pattern !== 'string') throw new UnboundedFilter('has a path that is not constant')
  if (pattern.length > MAX_PATH || pattern.split('**').length > 3) {
    throw new UnboundedFilter(`has a path with more than two "**" or ${MAX_PATH} characters`)
  }
}

function call(node: FuncCallNode, depth: number): FilterCost {
  const costs = [ONE, ...node.args.map((argument) => costOf(argument, depth))]
  const name = `${node.namespace} ${node.name}`
  const [first, second] = node.args
  if (name === 'array intersects' && first && second) {
    const smallest = constantSize(first) ?? constantSize(second)
    if (smallest === null)
      throw new UnboundedFilter('compares lists of the document with each other')
    return sum(...costs, ...node.args.map((argument) => walk(argument, smallest)))
  }
  if (name === 'global path') assertPlainPath(first)
  if (name === 'global references') costs.push(walk({type: 'This'}, 1))
  if (WALKING.has(name)) costs.push(...node.args.map((argument) => walk(argument, 1)))
  return sum(...costs)
}

/**
 * The cost of an expression, or of a filter.
 *
 * @throws UnboundedFilter when it may cost more than the size of the document times a constant
 */
export function costOf(node: GroqNode, depth = 0): FilterCost {
  if (depth > MAX_DEPTH) throw new UnboundedFilter('is nested too deeply')
  const inner = depth + 1
  switch (node.type) {
    case 'Filter':
    case 'Map':
    case 'FlatMap':
      return each(node.base, costOf(node.expr, inner), inner)
    case 'OpCall':
      if (node.op === 'in') return membership(node.left, node.right, inner)
      if (node.op === 'match') return match(node.left, node.right, inner)
      break
    case 'FuncCall':
      return call(node, inner)
    case 'Projection':
    case 'Object':
      throw new UnboundedFilter('makes objects')
    case 'PipeFuncCall':
      throw new UnboundedFilter('has a pipe')
    default:
  }
  const costs: FilterCost[] = [ONE]
  mapChildren(node, (child) => {
    costs.push(costOf(child, inner))
    return child
  })
  return sum(...costs)
}
