import type {GroqNode} from '../groqNode.ts'
import {nativeCall} from './nativeCall.ts'
import {isGroqObject} from './nativeValue.ts'
import {matchPattern} from './wildcardMatch.ts'

/** Works a score out of the values of expressions. */
type Score = (values: readonly unknown[]) => number

/** Takes an expression to be evaluated, and gives its place among the values. */
type Take = (expression: GroqNode) => number

/** How groq-js scores an argument of `score()`, with `match` by {@link matchPattern}. */
function scoreOf(node: GroqNode, take: Take): Score {
  if (node.type === 'Or' || node.type === 'And') {
    const left = scoreOf(node.left, take)
    const right = scoreOf(node.right, take)
    const both = node.type === 'And'
    return (values) => {
      const [first, second] = [left(values), right(values)]
      return both && (first === 0 || second === 0) ? 0 : first + second
    }
  }
  if (node.type === 'FuncCall' && node.name === 'boost') {
    const [condition, by] = node.args
    if (condition && by) {
      const inner = scoreOf(condition, take)
      const boost = take(by)
      return (values) => {
        const score = inner(values)
        const more = values[boost]
        return score > 0 && typeof more === 'number' ? score + more : 0
      }
    }
  }
  if (node.type === 'OpCall' && node.op === 'match' && node.right.type !== 'FuncCall') {
    const [left, right] = [take(node.left), take(node.right)]
    return (values) => matchPattern(values[right]).score(values[left])
  }
  const place = take(node)
  return (values) => (values[place] === true ? 1 : 0)
}

const ELEMENT = 'element'

/**
 * `list | score(…)` as a node that groq-js evaluates: it only works the expressions out, so that no
 * pattern is left to it.
 *
 * @param base - the list, planned
 * @param args - arguments of `score()`, whose parts go through `plan`
 */
export function scorePipe(
  base: GroqNode,
  args: readonly GroqNode[],
  plan: (expression: GroqNode) => GroqNode,
): GroqNode {
  const taken: GroqNode[] = []
  const scores = args.map((argument) => scoreOf(argument, (node) => taken.push(plan(node)) - 1))
  const attributes = [{type: 'This' as const}, ...taken].map((value, index) => ({
    type: 'ObjectAttributeValue' as const,
    name: index === 0 ? ELEMENT : String(index - 1),
    value,
  }))
  const object: GroqNode = {type: 'Object', attributes}
  // Evaluated in the scopes that an argument of a pipe has.
  const rows: GroqNode = {
    type: 'Map',
    base: {type: 'ArrayCoerce', base},
    expr: {type: 'Projection', base: {type: 'This'}, expr: object},
  }
  const scored = (list: unknown) => {
    if (!Array.isArray(list)) return null
    const found: {_score: number}[] = []
    for (const row of list) {
      const element: unknown = isGroqObject(row) ? row[ELEMENT] : null
      if (!isGroqObject(row) || !isGroqObject(element)) continue
      const values = taken.map((_, index) => row[String(index)])
      const before = typeof element['_score'] === 'number' ? element['_score'] : 0
      const total = scores.reduce((sum, score) => sum + score(values), before)
      found.push({...element, _score: total})
    }
    return found.sort((a, b) => b._score - a._score)
  }
  return nativeCall(scored, [rows])
}
