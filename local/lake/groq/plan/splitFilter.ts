import type {FuncCallNode, GroqNode} from '../groqNode.ts'
import {conjunctsOf, contains} from '../groqTree.ts'
import {compileNative} from '../native/nativeCondition.ts'
import type {NativeCondition} from '../native/nativeValue.ts'

/** The conditions of a filter that compile to functions, and those that are left to groq-js. */
export function splitFilter(filter: GroqNode | null): {
  checks: NativeCondition[]
  others: GroqNode[]
} {
  const checks: NativeCondition[] = []
  const others: GroqNode[] = []
  const conditions = filter ? conjunctsOf(filter) : []
  // Cheap conditions go first.
  const sorted = [...conditions.filter((each) => !isCostly(each)), ...conditions.filter(isCostly)]
  for (const condition of sorted) {
    const check = compileNative(condition)
    if (check) checks.push(check)
    else others.push(condition)
  }
  return {checks, others}
}

/** Whether a node is slow to evaluate. */
function isCostly(node: GroqNode): boolean {
  return contains(
    node,
    (part) => part.type === 'Everything' || part.type === 'Deref' || isTextCall(part),
  )
}

/** Whether a node calls `text::query()` or a function like it. */
export function isTextCall(node: GroqNode): node is FuncCallNode & {namespace: 'text'} {
  return node.type === 'FuncCall' && node.namespace === 'text'
}
