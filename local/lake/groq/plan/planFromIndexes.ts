import {foldConstants} from './foldConstants.ts'
import {foldSubqueries} from './foldSubqueries.ts'
import {
  evaluateGroq,
  type EvaluationContext,
  type FuncCallNode,
  type GroqNode,
} from '../groqNode.ts'
import {metered} from '../native/meteredNode.ts'
import {nativeCall} from '../native/nativeCall.ts'
import {compileCondition} from '../native/nativeCondition.ts'
import type {NativeCondition} from '../native/nativeValue.ts'
import type {QueryDocument} from '../sortedDocuments.ts'
import type {LakeAccess} from '../rows/lakeAccess.ts'
import {aggregateOf, type AggregateShape} from './aggregateShape.ts'
import {outerParts, pipelineOf, projectLast} from './pipeline.ts'
import {filterOfScored} from './scoredFilter.ts'

/** What {@link planFromIndexes} needs of the plan of a whole query. */
export interface SurroundingPlan {
  access: LakeAccess
  context: EvaluationContext
  /** The conditions of a filter: those that are functions, and those that groq-js evaluates. */
  compiled: (filter: GroqNode | null) => {checks: NativeCondition[]; others: GroqNode[]}
  /** Plans any node; `hidden` when `^` skips the scope it stands in. */
  plan: (node: GroqNode, hidden: boolean) => GroqNode
}

/**
 * Plans the parts of a query that indexes answer: `*` with filters, order and slice becomes the
 * documents that SQL finds, and a count of that a number. Where SQL found others too, the rest of
 * the part follows for groq-js to finish. What depends on the scope around it (`^`) is asked of SQL
 * while groq-js evaluates that scope.
 *
 * @returns what plans a node, or gives `null` for one that is to be planned otherwise
 */
export function planFromIndexes({access, context, compiled, plan}: SurroundingPlan) {
  /** Nodes that were planned already. */
  const finished = new WeakSet<GroqNode>()
  /** Nodes that take the place of others. */
  const rewritten = new WeakSet<GroqNode>()

  /** A filter without what is the same for every document. */
  function folded(filter: GroqNode | null): GroqNode | null {
    if (!filter) return null
    const evaluate = (node: GroqNode) => evaluateGroq(plan(node, false), context)
    return foldSubqueries(foldConstants(filter, context), evaluate)
  }

  /** What indexes answer of a node: `*` with filters, order and slice, or a count of that. */
  function indexed(node: GroqNode, hidden: boolean): GroqNode | null {
    if (finished.has(node)) return node
    const aggregate = aggregateOf(node)
    if (aggregate) return aggregated(aggregate)
    if (node.type === 'FuncCall' && node.namespace === 'global' && node.name === 'count') {
      return node.args[0] ? indexedCount(node, node.args[0], hidden) : null
    }
    const scored = rewritten.has(node) ? null : filterOfScored(node)
    if (scored) {
      rewritten.add(scored)
      return plan(scored, hidden)
    }
    const last = projectLast(node)
    if (last) return plan(last, hidden)
    const pipeline = pipelineOf(node)
    if (!pipeline) return null
    const {order, from, to, over} = pipeline
    const filter = folded(pipeline.filter)
    const {checks, others} = compiled(filter)
    const passes = (document: QueryDocument) => checks.every((check) => check(document) === true)
    const {args, filled} = filter ? outerParts(filter, hidden) : {args: [], filled: () => null}
    let documents: GroqNode
    let skipped = 0
    let isDone = false
    let open = others
    if (args.length === 0) {
      open = access.undecided(filter, others, passes)
      const wanted = {order, from, to, decided: open.length === 0}
      const found = access.candidates(filled([]), wanted, passes)
      documents = {type: 'Value', value: found.documents}
      skipped = found.skipped
      isDone = found.exact
    } else {
      const wanted = {order, from: 0, to, decided: false}
      documents = nativeCall(
        (...values) => access.candidates(filled(values), wanted, passes).documents,
        args.map((argument) => plan(argument, hidden)),
      )
    }
    for (const condition of isDone ? [] : open) {
      documents = {type: 'Filter', base: documents, expr: metered(plan(condition, false))}
    }
    finished.add(documents)
    return plan(over(documents, skipped), hidden)
  }

  /** An aggregate, if an index has what it is about; what depends on the scope around it is not. */
  function aggregated({kind, filter, expression}: AggregateShape): GroqNode | null {
    const condition = folded(filter)
    if (condition && outerParts(condition, false).args.length > 0) return null
    const check = condition ? compileCondition(condition) : () => true
    const decides = check && ((document: QueryDocument) => check(document) === true)
    const found = access.aggregate(kind, condition, expression, decides)
    return found && {type: 'Value', value: found.value}
  }

  function indexedCount(node: FuncCallNode, list: GroqNode, hidden: boolean): GroqNode | null {
    const pipeline = pipelineOf(list)
    if (!pipeline || pipeline.to !== null) return null
    const filter = folded(pipeline.filter)
    const {args, filled} = filter ? outerParts(filter, hidden) : {args: [], filled: () => null}
    const count = (values: readonly unknown[]) => {
      const condition = filled(values)
      const check = condition ? compileCondition(condition) : () => true
      return access.count(condition, check && ((document) => check(document) === true))
    }
    const value = args.length === 0 ? count([]) : null
    if (value !== null) return {type: 'Value', value}
    const otherwise: GroqNode = {...node, args: [plan(list, hidden)]}
    if (args.length === 0) return otherwise
    const outer = args.map((argument) => plan(argument, hidden))
    const counted = nativeCall((...values) => count(values), outer)
    return {type: 'FuncCall', namespace: 'global', name: 'coalesce', args: [counted, otherwise]}
  }

  return indexed
}
