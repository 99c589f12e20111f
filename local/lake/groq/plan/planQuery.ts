import {IdPath} from '../../../../core/tenancy/idPath.ts'
import {
  evaluateGroq,
  type EvaluationContext,
  type FuncCallNode,
  type GroqNode,
  type IteratingNode,
} from '../groqNode.ts'
import {contains, isCall, mapChildren} from '../groqTree.ts'
import type {LakeView} from '../lakeView.ts'
import {changedAny, changedOnly, compileSelector} from '../native/documentDiff.ts'
import {createPatternCache} from '../native/matchPattern.ts'
import {metered, nativeCall} from '../native/nativeCall.ts'
import {isIn} from '../native/nativeCondition.ts'
import {compileProjection, projecting} from '../native/nativeProjection.ts'
import {uniqueValues} from '../native/nativeValue.ts'
import {compileOrderPipe, compileScorePipe, scorePipe, type NativePipe} from '../native/pipes.ts'
import {fieldsOf, matchesTextQuery, parseTextQuery, type TextQuery} from '../native/textQuery.ts'
import {queryProblem} from '../queryProblem.ts'
import type {IndexAccess} from '../rows/indexAccess.ts'
import {foldConstants} from './foldConstants.ts'
import {planFromIndexes} from './planFromIndexes.ts'
import {isTextCall, splitFilter} from './splitFilter.ts'

/** What a query is planned for. */
export interface PlanningScope {
  /** The query as it was sent, for errors. */
  text: string
  /** What groq-js will evaluate the plan with. */
  context: EvaluationContext
  view: Pick<LakeView, 'get'>
  /** Answers from indexes; `null` where `context.dataset` has the documents. */
  access: IndexAccess | null
}

/**
 * Rewrites a parsed query so that groq-js gives the hosted API's answer, and fast:
 *
 * - what indexes can answer is replaced by its value, see {@link planFromIndexes};
 * - filters, projections, orders and scores run as compiled functions where they can;
 * - `->` reads the document by its id;
 * - functions that groq-js lacks, or that work differently there, become calls of the lake's own;
 * - loops count work, so that a long query can be stopped.
 *
 * @throws LakeError 400 for a function that the lake does not have
 */
export function planQuery(tree: GroqNode, {text, context, view, access}: PlanningScope): GroqNode {
  const indexed = access && planFromIndexes({access, context, plan})

  /** @param hidden - whether `^` skips the scope of the node */
  function plan(node: GroqNode, hidden: boolean): GroqNode {
    const answered = indexed?.(node, hidden)
    if (answered) return answered
    switch (node.type) {
      case 'Filter':
        return filter(node, hidden)
      case 'Tuple':
        throw queryProblem(text, 'unexpected tuple')
      case 'Deref':
        return nativeCall(dereference, [plan(node.base, hidden)])
      case 'FuncCall':
        return call(node, hidden)
      case 'PipeFuncCall': {
        const pipe = pipeCall(node, hidden)
        if (pipe) return pipe
        break
      }
      case 'Map': {
        const each = compileProjection(foldConstants(node.expr, context))
        if (each)
          return nativeCall(
            projecting((list) => list, each),
            [plan(node.base, hidden)],
          )
        break
      }
      case 'OpCall': {
        const operator = operatorCall(node, hidden)
        if (operator) return operator
        break
      }
      default:
    }
    const planned = mapChildren(node, (child, scope) => {
      if (scope === 'same') return plan(child, hidden)
      return plan(child, scope === 'hidden')
    })
    const isLoop = planned.type === 'Map' || planned.type === 'FlatMap'
    return isLoop ? {...planned, expr: metered(planned.expr)} : planned
  }

  /** Compiled conditions run first; groq-js evaluates the others, one after the other. */
  function filter(node: IteratingNode, hidden: boolean): GroqNode {
    const {checks, others} = splitFilter(foldConstants(node.expr, context))
    const passes = (element: unknown) => checks.every((check) => check(element) === true)
    const pass = (list: unknown) => (Array.isArray(list) ? list.filter(passes) : null)
    let result: GroqNode = nativeCall(pass, [plan(node.base, hidden)])
    for (const condition of others) {
      result = {type: 'Filter', base: result, expr: metered(plan(condition, false))}
    }
    return result
  }

  function dereference(reference: unknown): unknown {
    if (typeof reference !== 'object' || reference === null || !('_ref' in reference)) return null
    return typeof reference._ref === 'string' ? view.get(reference._ref) : null
  }

  function operatorCall(node: GroqNode & {type: 'OpCall'}, hidden: boolean): GroqNode | null {
    const {op, left, right} = node
    const planned = (operands: readonly GroqNode[]) => operands.map((each) => plan(each, hidden))
    if (op === 'match' && isTextCall(right)) {
      if (right.name !== 'query') return call(right, hidden)
      return nativeCall(createTextMatch(), planned([left, ...right.args]))
    }
    if (op === 'match') {
      const patternOf = createPatternCache()
      const matches = (value: unknown, pattern: unknown) => patternOf(pattern).matches(value)
      return nativeCall(matches, planned([left, right]))
    }
    const isInPath = op === 'in' && [left, right].some((side) => isCall(side, 'global::path'))
    return isInPath ? nativeCall(isIn, planned([left, right])) : null
  }

  function pipeCall(node: GroqNode & {type: 'PipeFuncCall'}, hidden: boolean): GroqNode | null {
    refuseInherited(node.name)
    const isScore = node.name === 'score'
    if (isScore && !mayBeScored(node.base)) {
      throw queryProblem(text, 'score() can only follow documents as they are')
    }
    const args = node.args.map((argument) => foldConstants(argument, context))
    const pipe = PIPES.get(node.name)?.(args)
    if (pipe) return nativeCall(pipe, [plan(node.base, hidden)])
    return isScore ? scorePipe(plan(node.base, hidden), args, (part) => plan(part, false)) : null
  }

  function call(node: FuncCallNode, hidden: boolean): GroqNode {
    const {namespace, name} = node
    const args = () => node.args.map((argument) => plan(argument, hidden))
    switch (`${namespace}::${name}`) {
      case 'user::attributes':
        return {type: 'Value', value: {}}
      case 'releases::all':
        return plan(ALL_RELEASES, hidden)
      case 'global::path': {
        const [pattern] = node.args
        if (pattern?.type !== 'Value') return nativeCall(toIdPath, args())
        return {type: 'Value', value: toIdPath(pattern.value)}
      }
      case 'array::unique':
        return nativeCall(uniqueValues, [planOrNull(node.args[0], hidden)])
      default:
    }
    if (namespace === 'diff') return difference(node, hidden)
    if (UNSUPPORTED.get(namespace)?.includes(name)) {
      const hint = isCall(node, 'text::query') ? ' other than on the right of match' : ''
      const full = namespace === 'global' ? name : `${namespace}::${name}`
      throw queryProblem(text, `${full}() is not available in the embedded lake${hint}`)
    }
    refuseInherited(namespace)
    refuseInherited(name)
    return mapChildren(node, (child) => plan(child, hidden))
  }

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
    const operands = [planOrNull(before, hidden), planOrNull(after, hidden)]
    return nativeCall((from, to) => compare(from, to, select), operands)
  }

  function planOrNull(node: GroqNode | undefined, hidden: boolean): GroqNode {
    return node ? plan(node, hidden) : {type: 'Value', value: null}
  }

  /** groq-js looks up functions in plain objects, and would find what those inherit. */
  function refuseInherited(name: string): void {
    if (name in Object.prototype) throw queryProblem(text, `Undefined function: ${name}`)
  }

  return plan(tree, false)
}

/** Functions that hosted GROQ has, but neither groq-js nor the lake. */
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

const PIPES: ReadonlyMap<string, (args: readonly GroqNode[]) => NativePipe | null> = new Map([
  ['order', compileOrderPipe],
  ['score', compileScorePipe],
])

/** `*[_type == "system.release"]` */
const ALL_RELEASES: GroqNode = {
  type: 'Filter',
  base: {type: 'Everything'},
  expr: {
    type: 'OpCall',
    op: '==',
    left: {type: 'AccessAttribute', name: '_type'},
    right: {type: 'Value', value: 'system.release'},
  },
}

function toIdPath(pattern: unknown): IdPath | null {
  return typeof pattern === 'string' ? new IdPath(pattern) : null
}

/** `match text::query(…)`, for texts that are often equal from one element to the next. */
function createTextMatch(): (value: unknown, query: unknown) => boolean {
  let parsed: {text: string; query: TextQuery} | null = null
  return (value, text) => {
    if (typeof text !== 'string') return false
    if (parsed?.text !== text) parsed = {text, query: parseTextQuery(text)}
    return matchesTextQuery(parsed.query, fieldsOf(value))
  }
}

/**
 * Whether `score()` may follow a node: a projection, or one element of the dataset, no longer has what
 * is to be scored. A list that does not come from the dataset may always be scored.
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
