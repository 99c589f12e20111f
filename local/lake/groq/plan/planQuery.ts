import {fixedCandidates, scopedCandidates} from '../candidates.ts'
import type {DatasetView} from '../datasetView.ts'
import {changedAny, changedOnly} from '../native/documentDifference.ts'
import {foldConstants} from './foldConstants.ts'
import {
  evaluateGroq,
  type EvaluationContext,
  type FuncCallNode,
  type GroqNode,
  type IteratingNode,
} from '../groqNode.ts'
import {contains, mapChildren} from '../groqTree.ts'
import {compileCondition, isIn} from '../native/nativeCondition.ts'
import {compileOrderPipe, compileScorePipe, type NativePipe} from '../native/nativePipes.ts'
import type {NativeCondition} from '../native/nativeValue.ts'
import {metered} from '../native/meteredNode.ts'
import {nativeCall} from '../native/nativeCall.ts'
import {queryProblem} from '../queryProblem.ts'
import {scorePipe} from '../native/scorePipe.ts'
import {compileSelector} from '../native/selectorPaths.ts'
import {uniqueValues} from '../native/uniqueValues.ts'
import type {LakeAccess} from '../rows/lakeAccess.ts'
import {planFromIndexes} from './planFromIndexes.ts'
import {fieldsOf, matchesTextQuery, parseTextQuery, type TextQuery} from '../native/textQuery.ts'
import {matchPattern, type MatchPattern} from '../native/wildcardMatch.ts'
import {IdPath} from '../../../../core/tenancy/idPath.ts'

/** Functions that hosted GROQ has and that neither groq-js nor the lake can evaluate. */
const UNSUPPORTED: ReadonlyMap<string, readonly string[]> = new Map([
  ['global', ['anywhere']],
  ['geo', ['latLng', 'contains', 'intersects', 'distance']],
  ['media', ['aspect']],
  ['documents', ['get', 'incomingRefCount', 'incomingGlobalDocumentReferenceCount']],
  ['text', ['query', 'semanticSimilarity']],
  ['delta', ['operation', 'changedAny', 'changedOnly']],
])

const DIFFERENCES: ReadonlyMap<string, typeof changedAny> = new Map([
  ['changedAny', changedAny],
  ['changedOnly', changedOnly],
])

function isPath(node: GroqNode): boolean {
  return node.type === 'FuncCall' && node.namespace === 'global' && node.name === 'path'
}

/**
 * Whether `score()` may follow: neither a projection nor one element of the dataset has what is to be
 * scored. What does not come from the dataset may always be.
 */
function mayBeScored(node: GroqNode): boolean {
  switch (node.type) {
    case 'Filter':
    case 'Slice':
    case 'PipeFuncCall':
    case 'Group':
    case 'ArrayCoerce':
      return mayBeScored(node.base)
    case 'Map':
    case 'FlatMap':
    case 'Projection':
    case 'AccessElement':
      return !contains(node.base, ({type}) => type === 'Everything')
    default:
      return true
  }
}

/** Picks the elements that pass. */
type Passing = <T>(elements: readonly T[]) => T[]

const PIPES: ReadonlyMap<string, (args: readonly GroqNode[]) => NativePipe | null> = new Map([
  ['order', compileOrderPipe],
  ['score', compileScorePipe],
])

function isTextCall(node: GroqNode): node is FuncCallNode & {namespace: 'text'} {
  return node.type === 'FuncCall' && node.namespace === 'text'
}

/** Whether a node is slow to evaluate, so that other conditions should go before it. */
function isCostly(node: GroqNode): boolean {
  return contains(
    node,
    (part) => part.type === 'Everything' || part.type === 'Deref' || isTextCall(part),
  )
}

/** The conditions that must all hold, cheap ones first; within each group in the order written. */
function conjuncts(node: GroqNode): GroqNode[] {
  const conditions: GroqNode[] = []
  const split = (part: GroqNode): void => {
    if (part.type === 'Group') split(part.base)
    else if (part.type === 'And') {
      split(part.left)
      split(part.right)
    } else conditions.push(part)
  }
  split(node)
  return [...conditions.filter((condition) => !isCostly(condition)), ...conditions.filter(isCostly)]
}

function textMatcher(): (value: unknown, query: unknown) => boolean {
  let parsed: {text: string; query: TextQuery} | null = null
  return (value, text) => {
    if (typeof text !== 'string') return false
    if (parsed?.text !== text) parsed = {text, query: parseTextQuery(text)}
    return matchesTextQuery(parsed.query, fieldsOf(value))
  }
}

/** `match` with a pattern that is often the same from one element to the next. */
function textMatches(): (value: unknown, pattern: unknown) => boolean {
  let last: {text: unknown; pattern: MatchPattern} | null = null
  return (value, text) => {
    if (last === null || last.text !== text) last = {text, pattern: matchPattern(text)}
    return last.pattern.matches(value)
  }
}

function dereference(view: Pick<DatasetView, 'get'>): (reference: unknown) => unknown {
  return (reference) => {
    if (typeof reference !== 'object' || reference === null || !('_ref' in reference)) return null
    return typeof reference._ref === 'string' ? view.get(reference._ref) : null
  }
}

/**
 * Rewrites a parsed query so that groq-js gives the hosted API's answer over a view, and soon:
 *
 * - a filter on `*` gets only the documents that its conditions on `_id`, `_type` and references
 *   leave over; what can be checked without groq-js is checked at once, the rest one condition
 *   after the other instead of all of them on each document;
 * - `->` looks the document up by its id;
 * - `match text::query(…)` and `user::attributes()` are evaluated, which groq-js cannot, and
 *   `path()` as hosted, see {@link IdPath}.
 *
 * @param text - the query as it was sent, for errors
 * @param context - what the query will be evaluated with
 * @param access - answers filters, orders and counts from indexes; without it the view does
 * @throws LakeError 400 for a function that the lake does not have
 */
export function planQuery(
  tree: GroqNode,
  view: DatasetView,
  text: string,
  context: EvaluationContext,
  access: LakeAccess | null = null,
): GroqNode {
  const follow = dereference(view)
  const indexed = access && planFromIndexes({access, context, compiled, plan})

  /** What of a filter can be checked natively, and the conditions that are left. */
  function compiled(filter: GroqNode | null) {
    const checks: NativeCondition[] = []
    const others: GroqNode[] = []
    for (const condition of filter ? conjuncts(filter) : []) {
      const check = compileCondition(condition)
      if (check) checks.push(check)
      else others.push(condition)
    }
    const passes = (element: unknown) => checks.every((check) => check(element) === true)
    const passing: Passing = (elements) => elements.filter(passes)
    return {checks, passing, others}
  }

  function filtered(node: IteratingNode, hidden: boolean): GroqNode {
    const filter = foldConstants(node.expr, context)
    const {passing, others} = compiled(filter)
    let result: GroqNode
    if (node.base.type === 'Everything') result = source(filter, hidden, passing)
    else {
      const pass = (list: unknown) => (Array.isArray(list) ? passing(list) : null)
      result = nativeCall(pass, [plan(node.base, hidden)])
    }
    for (const condition of others) {
      result = {type: 'Filter', base: result, expr: metered(plan(condition, false))}
    }
    return result
  }

  function source(filter: GroqNode, hidden: boolean, passing: Passing): GroqNode {
    const fixed = fixedCandidates(filter, view)
    if (fixed && fixed.size <= 8) return {type: 'Value', value: passing(fixed.documents())}
    const scoped = scopedCandidates(filter, view, hidden)
    if (scoped) {
      const among = (value: unknown) => {
        const documents = scoped.documents(value)
        const fewer = fixed && fixed.size < documents.length
        return passing(fewer ? fixed.documents() : documents)
      }
      return nativeCall(among, [plan(scoped.argument, hidden)])
    }
    return {type: 'Value', value: passing(fixed ? fixed.documents() : view.all)}
  }

  const planPart = (node: GroqNode | undefined, hidden: boolean): GroqNode =>
    node ? plan(node, hidden) : {type: 'Value', value: null}

  /** `diff::changedAny()` and `diff::changedOnly()`, which groq-js has for asynchronous use only. */
  function difference(node: FuncCallNode, hidden: boolean): GroqNode {
    const [before, after, third] = node.args
    const compare = DIFFERENCES.get(node.name)
    const planned = new Map<GroqNode, GroqNode>()
    const evaluate = (expression: GroqNode, element: unknown) => {
      const known = planned.get(expression) ?? plan(expression, false)
      planned.set(expression, known)
      return evaluateGroq(known, {...context, root: element})
    }
    const select = third ? compileSelector(third, evaluate) : null
    if (!compare || !select) throw queryProblem(text, `Undefined function: ${node.name}`)
    const operands = [planPart(before, hidden), planPart(after, hidden)]
    return nativeCall((from, to) => compare(from, to, select), operands)
  }

  function call(node: FuncCallNode, hidden: boolean): GroqNode {
    const {namespace, name} = node
    if (namespace === 'user' && name === 'attributes') return {type: 'Value', value: {}}
    if (access && namespace === 'releases' && name === 'all') {
      return {type: 'Value', value: view.ofType('system.release')}
    }
    if (namespace === 'global' && name === 'path') {
      const toPath = (pattern: unknown) =>
        typeof pattern === 'string' ? new IdPath(pattern) : null
      const [pattern] = node.args
      return pattern?.type === 'Value'
        ? {type: 'Value', value: toPath(pattern.value)}
        : nativeCall(
            toPath,
            node.args.map((argument) => plan(argument, hidden)),
          )
    }
    if (namespace === 'diff') return difference(node, hidden)
    if (namespace === 'array' && name === 'unique') {
      return nativeCall(uniqueValues, [planPart(node.args[0], hidden)])
    }
    if (UNSUPPORTED.get(namespace)?.includes(name)) {
      const hint = isTextCall(node) && name === 'query' ? ' other than on the right of match' : ''
      const full = namespace === 'global' ? name : `${namespace}::${name}`
      throw queryProblem(text, `${full}() is not available in the embedded lake${hint}`)
    }
    refuseInherited(namespace)
    refuseInherited(name)
    return mapChildren(node, (child) => plan(child, hidden))
  }

  /** groq-js looks functions up in plain objects, where it finds what those inherit. */
  function refuseInherited(name: string): void {
    if (name in Object.prototype) throw queryProblem(text, `Undefined function: ${name}`)
  }

  function plan(node: GroqNode, hidden: boolean): GroqNode {
    const answered = indexed?.(node, hidden)
    if (answered) return answered
    if (node.type === 'Filter') {
      return filtered(node, hidden)
    }
    if (node.type === 'Tuple') throw queryProblem(text, 'unexpected tuple')
    if (node.type === 'Deref') return nativeCall(follow, [plan(node.base, hidden)])
    if (node.type === 'OpCall' && node.op === 'match' && isTextCall(node.right)) {
      if (node.right.name !== 'query') return call(node.right, hidden)
      const args = [node.left, ...node.right.args].map((argument) => plan(argument, hidden))
      return nativeCall(textMatcher(), args)
    }
    if (node.type === 'OpCall' && node.op === 'match') {
      const args = [node.left, node.right].map((operand) => plan(operand, hidden))
      return nativeCall(textMatches(), args)
    }
    if (node.type === 'OpCall' && node.op === 'in' && (isPath(node.left) || isPath(node.right))) {
      return nativeCall(isIn, [plan(node.left, hidden), plan(node.right, hidden)])
    }
    if (node.type === 'FuncCall') return call(node, hidden)
    if (node.type === 'PipeFuncCall') {
      refuseInherited(node.name)
      if (node.name === 'score' && !mayBeScored(node.base)) {
        throw queryProblem(text, 'score() can only follow documents as they are')
      }
      const args = node.args.map((argument) => foldConstants(argument, context))
      const pipe = PIPES.get(node.name)?.(args)
      if (pipe) return nativeCall(pipe, [plan(node.base, hidden)])
      if (node.name === 'score') {
        return scorePipe(plan(node.base, hidden), args, (part) => plan(part, false))
      }
    }
    const planned = mapChildren(node, (child, scope) => {
      if (scope === 'same') return plan(child, hidden)
      return plan(child, scope === 'hidden')
    })
    const isLoop = planned.type === 'Map' || planned.type === 'FlatMap'
    return isLoop ? {...planned, expr: metered(planned.expr)} : planned
  }

  return plan(tree, false)
}
