import type {GroqNode} from '../groqNode.ts'
import {compileCondition, compileTexts, valueOf} from './nativeCondition.ts'
import {isDateTime, isGroqObject, type NativeValue} from './nativeValue.ts'
import {matchPattern} from './wildcardMatch.ts'
import {constantValue} from '../groqTree.ts'

/** What a pipe makes of a list; `null` for what is not a list. */
export type NativePipe = (list: unknown) => unknown[] | null

type Score = (element: unknown) => number

function compileScore(node: GroqNode): Score | null {
  if (node.type === 'Or' || node.type === 'And') {
    const left = compileScore(node.left)
    const right = left && compileScore(node.right)
    if (!left || !right) return null
    const both = node.type === 'And'
    return (element) => {
      const first = left(element)
      if (both && first === 0) return 0
      const second = right(element)
      return both && second === 0 ? 0 : first + second
    }
  }
  if (node.type === 'FuncCall' && node.name === 'boost') {
    const [condition, by] = node.args
    const inner = condition && compileScore(condition)
    const boost = by && constantValue(by)
    if (!inner || typeof boost?.value !== 'number') return null
    const {value} = boost
    return (element) => {
      const score = inner(element)
      return score > 0 ? score + value : 0
    }
  }
  if (node.type === 'OpCall' && node.op === 'match' && node.right.type !== 'FuncCall') {
    const text = compileTexts(node.left)
    const constant = constantValue(node.right)
    if (!text || !constant) return null
    const pattern = matchPattern(constant.value)
    return (element) => pattern.score(text(element))
  }
  const holds = compileCondition(node)
  return holds && ((element) => (holds(element) === true ? 1 : 0))
}

/** `| score(…)` where all of its arguments can be checked natively, else `null`. */
export function compileScorePipe(args: readonly GroqNode[]): NativePipe | null {
  const scores: Score[] = []
  for (const argument of args) {
    const score = compileScore(argument)
    if (!score) return null
    scores.push(score)
  }
  return (list) => {
    if (!Array.isArray(list)) return null
    const scored: {_score: number}[] = []
    for (const element of list) {
      if (!isGroqObject(element)) continue
      let total = typeof element['_score'] === 'number' ? element['_score'] : 0
      for (const score of scores) total += score(element)
      scored.push({...element, _score: total})
    }
    return scored.sort((a, b) => b._score - a._score)
  }
}

const RANKS: ReadonlyMap<string, number> = new Map([
  ['number', 2],
  ['string', 3],
  ['boolean', 4],
])

/** GROQ's order of types; of what is not here all is equal, and last. */
function rank(value: unknown): number {
  if (isDateTime(value)) return 1
  return RANKS.get(typeof value) ?? 100
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

/** `| order(…)` where all of its keys can be read natively, else `null`. */
export function compileOrderPipe(args: readonly GroqNode[]): NativePipe | null {
  const keys: {read: NativeValue; sign: number}[] = []
  for (const argument of args) {
    const directed = argument.type === 'Desc' || argument.type === 'Asc'
    const read = valueOf(directed ? argument.base : argument)
    if (!read) return null
    keys.push({read, sign: argument.type === 'Desc' ? -1 : 1})
  }
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
