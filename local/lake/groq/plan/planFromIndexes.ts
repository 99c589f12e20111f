import {
  evaluateGroq,
  type EvaluationContext,
  type FuncCallNode,
  type GroqNode,
} from '../groqNode.ts'
import {isCall} from '../groqTree.ts'
import {metered, nativeCall} from '../native/nativeCall.ts'
import {compileNative} from '../native/nativeCondition.ts'
import type {QueryDocument} from '../queryDocument.ts'
import type {DocumentCheck, IndexAccess} from '../rows/indexAccess.ts'
import {foldConstants, foldSubqueries} from './foldConstants.ts'
import {outerParts, type OuterParts} from './outerParts.ts'
import {
  aggregateOf,
  filterBeforeScore,
  pipelineOf,
  projectLast,
  type AggregatePipeline,
  type Pipeline,
} from './pipeline.ts'
import {splitFilter} from './splitFilter.ts'

/** What {@link planFromIndexes} needs of the planning of the whole query. */
export interface SurroundingPlan {
  access: IndexAccess
  context: EvaluationContext
  /** Plans any node. `hidden`: whether `^` skips the scope of the node. */
  plan: (node: GroqNode, hidden: boolean) => GroqNode
}

/** Plans a node; `null` for a node that indexes do not answer. */
export type IndexPlanner = (node: GroqNode, hidden: boolean) => GroqNode | null

/**
 * Plans the parts of a query that indexes answer. SQL runs while planning: `*` with filters, order and
 * slice becomes the documents that SQL finds; a count or an aggregate of them becomes its value. Where
 * SQL found other documents too, the rest of the part stays in the tree for groq-js. A part that depends
 * on the scope around it (`^`) becomes a call that runs SQL while groq-js evaluates that scope.
 */
export function planFromIndexes({access, context, plan}: SurroundingPlan): IndexPlanner {
  /** Nodes that are planned. */
  const finished = new WeakSet<GroqNode>()
  /** Nodes that already have the filter of {@link filterBeforeScore}. */
  const narrowed = new WeakSet<GroqNode>()

  function planNode(node: GroqNode, hidden: boolean): GroqNode | null {
    if (finished.has(node)) return node
    const aggregate = aggregateOf(node)
    if (aggregate) return planAggregate(aggregate)
    if (isCall(node, 'global::count')) {
      return node.args[0] ? planCount(node, node.args[0], hidden) : null
    }
    const scored = narrowed.has(node) ? null : filterBeforeScore(node)
    if (scored) {
      narrowed.add(scored)
      return plan(scored, hidden)
    }
    const last = projectLast(node)
    if (last) return plan(last, hidden)
    const pipeline = pipelineOf(node)
    return pipeline && planPipeline(pipeline, hidden)
  }

  function planPipeline({order, from, to, over, ...rest}: Pipeline, hidden: boolean): GroqNode {
    const filter = folded(rest.filter)
    const {checks, others} = splitFilter(filter)
    const passes = (document: QueryDocument) => checks.every((check) => check(document) === true)
    const {args, filled} = partsOf(filter, hidden)
    let documents: GroqNode
    let skipped = 0
    let open = others
    if (args.length === 0) {
      open = access.undecided(filter, others, passes)
      const wanted = {order, from, to, isChecked: open.length === 0}
      const found = access.candidates(filter, wanted, passes)
      documents = {type: 'Value', value: found.documents}
      skipped = found.skipped
      if (found.exact) open = []
    } else {
      const wanted = {order, from: 0, to, isChecked: false}
      documents = nativeCall(
        (...values) => access.candidates(filled(values), wanted, passes).documents,
        args.map((argument) => plan(argument, hidden)),
      )
    }
    for (const condition of open) {
      documents = {type: 'Filter', base: documents, expr: metered(plan(condition, false))}
    }
    finished.add(documents)
    return plan(over(documents, skipped), hidden)
  }

  /** An aggregate that does not depend on the scope around it, if an index has its values. */
  function planAggregate({kind, filter, expression}: AggregatePipeline): GroqNode | null {
    const condition = folded(filter)
    if (partsOf(condition, false).args.length > 0) return null
    const found = access.aggregate(kind, condition, expression, checkOf(condition))
    return found && {type: 'Value', value: found.value}
  }

  function planCount(node: FuncCallNode, list: GroqNode, hidden: boolean): GroqNode | null {
    const pipeline = pipelineOf(list)
    if (!pipeline || pipeline.to !== null) return null
    const {args, filled} = partsOf(folded(pipeline.filter), hidden)
    const count = (values: readonly unknown[]) => {
      const condition = filled(values)
      return access.count(condition, checkOf(condition))
    }
    const value = args.length === 0 ? count([]) : null
    if (value !== null) return {type: 'Value', value}
    const otherwise: GroqNode = {...node, args: [plan(list, hidden)]}
    if (args.length === 0) return otherwise
    const outer = args.map((argument) => plan(argument, hidden))
    const counted = nativeCall((...values) => count(values), outer)
    return {type: 'FuncCall', namespace: 'global', name: 'coalesce', args: [counted, otherwise]}
  }

  /** A filter in which everything that is the same for all documents has its value. */
  function folded(filter: GroqNode | null): GroqNode | null {
    if (!filter) return null
    const evaluate = (node: GroqNode) => evaluateGroq(plan(node, false), context)
    return foldSubqueries(foldConstants(filter, context), evaluate)
  }

  return planNode
}

function partsOf(
  filter: GroqNode | null,
  hidden: boolean,
): Pick<OuterParts, 'args'> & {filled: (values: readonly unknown[]) => GroqNode | null} {
  return filter ? outerParts(filter, hidden) : {args: [], filled: () => null}
}

/** A whole filter as a function; `null` where it can't be one. */
function checkOf(filter: GroqNode | null): DocumentCheck | null {
  const check = filter ? compileNative(filter) : () => true
  return check && ((document) => check(document) === true)
}
