import type {GroqNode} from '../groqNode.ts'
import {mapAll} from '../groqTree.ts'
import {createPatternCache} from './matchPattern.ts'
import {nativeCall} from './nativeCall.ts'
import {compileNative, compileNativeValue} from './nativeCondition.ts'
import {attributeOf, isDateTime, isGroqObject} from './nativeValue.ts'

/** Turns a list into another one; `null` for a value that is not a list. */
export type NativePipe = (list: unknown) => unknown[] | null

/** `| order(…)` as a function; `null` where a key can't be read by one. */
export function compileOrderPipe(args: readonly GroqNode[]): NativePipe | null {
  const keys = mapAll(args, (argument) => {
    const directed = argument.type === 'Desc' || argument.type === 'Asc'
    const read = compileNativeValue(directed ? argument.base : argument)
    return read && {read, sign: argument.type === 'Desc' ? -1 : 1}
  })
  if (!keys) return null
  return (list) => {
    if (!Array.isArray(list)) return null
    const rows = list.map((element: unknown) => ({
      element,
      values: keys.map(({read}) => read(element)),
    }))
    rows.sort((a, b) => {
      for (const [index, {sign}] of keys.entries()) {
        const order = compareForOrder(a.values[index], b.values[index])
        if (order !== 0) return order * sign
      }
      return 0
    })
    return rows.map(({element}) => element)
  }
}

function compareForOrder(left: unknown, right: unknown): number {
  if (typeof left === 'string' && typeof right === 'string') {
    if (left === right) return 0
    return left < right ? -1 : 1
  }
  if (typeof left === 'number' && typeof right === 'number') return left - right
  const first = rank(left)
  const second = rank(right)
  if (first !== second) return first - second
  if (isDateTime(left) && isDateTime(right)) return left.compareTo(right)
  return typeof left === 'boolean' ? Number(left) - Number(right) : 0
}

const RANKS: ReadonlyMap<string, number> = new Map([
  ['number', 2],
  ['string', 3],
  ['boolean', 4],
])

/** GROQ's order of types. All other values are equal, and last. */
function rank(value: unknown): number {
  if (isDateTime(value)) return 1
  return RANKS.get(typeof value) ?? 100
}

/** `| score(…)` as a function; `null` where an argument can't be one. */
export function compileScorePipe(args: readonly GroqNode[]): NativePipe | null {
  const reader = {condition: compileNative, value: compileNativeValue}
  const scores = mapAll(args, (argument) => scoreOf<unknown>(argument, reader))
  const same = (element: unknown) => element
  return scores && ((list) => (Array.isArray(list) ? scored(list, scores, same, same) : null))
}

const ELEMENT = 'element'

/**
 * `list | score(…)` as a node for groq-js, which only evaluates the expressions in the arguments: its
 * own `match` can take exponential time.
 *
 * @param base - the list, planned
 * @param plan - plans an expression of an argument
 */
export function scorePipe(
  base: GroqNode,
  args: readonly GroqNode[],
  plan: (expression: GroqNode) => GroqNode,
): GroqNode {
  const taken: GroqNode[] = []
  const take = (expression: GroqNode) => {
    const index = taken.push(plan(expression)) - 1
    return (values: readonly unknown[]) => values[index]
  }
  const scores = args.flatMap((argument) => scoreOf(argument, {condition: take, value: take}) ?? [])
  const attributes = [{type: 'This' as const}, ...taken].map((value, index) => ({
    type: 'ObjectAttributeValue' as const,
    name: index === 0 ? ELEMENT : String(index - 1),
    value,
  }))
  // This gives the expressions the scopes that they have in an argument of a pipe.
  const rows: GroqNode = {
    type: 'Map',
    base: {type: 'ArrayCoerce', base},
    expr: {type: 'Projection', base: {type: 'This'}, expr: {type: 'Object', attributes}},
  }
  const elementOf = (row: unknown) => attributeOf(row, ELEMENT)
  const valuesOf = (row: unknown) => taken.map((_, index) => attributeOf(row, String(index)))
  const pipe: NativePipe = (list) =>
    Array.isArray(list) ? scored(list, scores, elementOf, valuesOf) : null
  return nativeCall(pipe, [rows])
}

/** The score of an element, from what was read of it. */
type Score<Row> = (row: Row) => number

/** Reads expressions from a row. */
interface Reader<Row> {
  condition: (node: GroqNode) => ((row: Row) => unknown) | null
  value: (node: GroqNode) => ((row: Row) => unknown) | null
}

/** How groq-js scores an argument of `score()`; `null` where a part of it can't be read. */
function scoreOf<Row>(node: GroqNode, reader: Reader<Row>): Score<Row> | null {
  if (node.type === 'Or' || node.type === 'And') {
    const left = scoreOf(node.left, reader)
    const right = left && scoreOf(node.right, reader)
    if (!left || !right) return null
    const both = node.type === 'And'
    return (row) => {
      const first = left(row)
      if (both && first === 0) return 0
      const second = right(row)
      return both && second === 0 ? 0 : first + second
    }
  }
  const [condition, by] = node.type === 'FuncCall' && node.name === 'boost' ? node.args : []
  if (condition && by) {
    const inner = scoreOf(condition, reader)
    const boost = inner && reader.value(by)
    if (!inner || !boost) return null
    return (row) => {
      const score = inner(row)
      const more = score > 0 ? boost(row) : null
      return typeof more === 'number' ? score + more : 0
    }
  }
  if (node.type === 'OpCall' && node.op === 'match' && node.right.type !== 'FuncCall') {
    const text = reader.value(node.left)
    const pattern = text && reader.value(node.right)
    const patternOf = createPatternCache()
    return pattern && ((row) => patternOf(pattern(row)).score(text(row)))
  }
  const holds = reader.condition(node)
  return holds && ((row) => (holds(row) === true ? 1 : 0))
}

/**
 * Elements that are objects, with their scores added to those they have, the highest first.
 *
 * @param elementOf - the element that an entry of the list stands for
 * @param rowOf - what its scores are read from
 */
function scored<Row>(
  list: readonly unknown[],
  scores: readonly Score<Row>[],
  elementOf: (entry: unknown) => unknown,
  rowOf: (entry: unknown) => Row,
): {_score: number}[] {
  const found: {_score: number}[] = []
  for (const entry of list) {
    const element = elementOf(entry)
    if (!isGroqObject(element)) continue
    let total = typeof element['_score'] === 'number' ? element['_score'] : 0
    const row = rowOf(entry)
    for (const score of scores) total += score(row)
    found.push({...element, _score: total})
  }
  return found.sort((a, b) => b._score - a._score)
}
