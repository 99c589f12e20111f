import {evaluateSync, parse} from 'groq-js'

/**
 * The syntax tree of groq-js 2.0.0, as far as the lake uses it. groq-js's own declarations refer to a
 * file that its package lacks, which leaves every node `any`.
 */
export type GroqNode =
  | {type: 'Everything'}
  | {type: 'This'}
  | {type: 'Parent'; n: number}
  | {type: 'Value'; value: unknown}
  | {type: 'Parameter'; name: string}
  | {type: 'Context'; key: string}
  | AccessAttributeNode
  | {type: 'AccessElement'; base: GroqNode; index: number}
  | SliceNode
  | WrappingNode
  | IteratingNode
  | {type: 'And' | 'Or'; left: GroqNode; right: GroqNode}
  | OpCallNode
  | {type: 'InRange'; base: GroqNode; left: GroqNode; right: GroqNode; isInclusive: boolean}
  | FuncCallNode
  | {type: 'PipeFuncCall'; base: GroqNode; name: string; args: GroqNode[]}
  | {type: 'Array'; elements: ArrayElement[]}
  | {type: 'Object'; attributes: ObjectAttribute[]}
  | {type: 'Select'; alternatives: SelectAlternative[]; fallback?: GroqNode}
  | {type: 'Tuple'; members: GroqNode[]}
  | {type: 'SelectorFuncCall'; name: string; arg: GroqNode}
  | {type: 'SelectorNested'; base: GroqNode; nested: GroqNode}

/** `name`, or `base.name`. */
export interface AccessAttributeNode {
  type: 'AccessAttribute'
  base?: GroqNode
  name: string
}

/** `base[left..right]`; with `isInclusive` for two dots. */
export interface SliceNode {
  type: 'Slice'
  base: GroqNode
  left: number
  right: number
  isInclusive: boolean
}

/** Nodes with one operand, evaluated in the same scope. */
export interface WrappingNode {
  type: 'Group' | 'ArrayCoerce' | 'Asc' | 'Desc' | 'Deref' | 'Neg' | 'Pos' | 'Not'
  base: GroqNode
}

/** Nodes that evaluate `expr` with (elements of) `base` as `@`. */
export interface IteratingNode {
  type: 'Filter' | 'Projection' | 'Map' | 'FlatMap'
  base: GroqNode
  expr: GroqNode
}

/** `left op right`, for comparison, `in`, `match` and arithmetic. */
export interface OpCallNode {
  type: 'OpCall'
  op: string
  left: GroqNode
  right: GroqNode
}

/** `namespace::name(args)`; the namespace is `global` where none is written. */
export interface FuncCallNode {
  type: 'FuncCall'
  namespace: string
  name: string
  args: GroqNode[]
}

/** One entry of an array literal. */
export interface ArrayElement {
  type: 'ArrayElement'
  value: GroqNode
  isSplat: boolean
}

/** One branch of `select()`. */
export interface SelectAlternative {
  type: 'SelectAlternative'
  condition: GroqNode
  value: GroqNode
}

/** One entry of an object literal or a projection. */
export type ObjectAttribute =
  | {type: 'ObjectAttributeValue'; name: string; value: GroqNode}
  | {type: 'ObjectConditionalSplat'; condition: GroqNode; value: GroqNode}
  | {type: 'ObjectSplat'; value: GroqNode}

/** groq-js's parser. @throws its errors */
export function parseGroq(query: string, params: Record<string, unknown> = {}): GroqNode {
  return parse(query, {params})
}

/** What a query is evaluated against. */
export interface EvaluationContext {
  /** The value of `*`. */
  dataset?: readonly unknown[]
  /** `@` outside any filter or projection. */
  root?: unknown
  /** The value of `now()`. */
  timestamp?: Date
  /** The value of `identity()`. */
  identity?: string
  sanity?: {projectId: string; dataset: string}
}

/**
 * groq-js's evaluator in its synchronous form. The result may hold groq-js's own dates and paths,
 * which become text in JSON.
 *
 * @throws whatever evaluation throws
 */
export function evaluateGroq(node: GroqNode, context: EvaluationContext): unknown {
  const {data}: {data: unknown} = evaluateSync(node, context)
  return data
}
