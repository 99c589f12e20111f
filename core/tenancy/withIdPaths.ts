import type {ExprNode} from 'groq-js'
import {IdPath} from './idPath.ts'

function isNode(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function patternOf(call: Record<string, unknown>): string {
  const pattern: unknown = Array.isArray(call['args']) ? call['args'][0] : undefined
  const value = isNode(pattern) && pattern['type'] === 'Value' ? pattern['value'] : undefined
  if (typeof value === 'string') return value
  throw new TypeError('path() takes a text in quotes, such as path("artameta.**"); write one')
}

function replaced(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(replaced)
  if (!isNode(node) || node['type'] === 'Value') return node
  const {type, namespace, name} = node
  if (type === 'FuncCall' && namespace === 'global' && name === 'path') {
    return {type: 'Value', value: new IdPath(patternOf(node))}
  }
  return Object.fromEntries(Object.entries(node).map(([key, child]) => [key, replaced(child)]))
}

/**
 * The same expression with `path()` as {@link IdPath} has it; for whatever judges by ids which site
 * a document belongs to and is evaluated by groq-js.
 *
 * @param tree - what groq-js's `parse` gives
 * @throws TypeError when the argument of a `path()` is not a text: what it would match is not known
 */
export function withIdPaths(tree: ExprNode): ExprNode {
  return replaced(tree)
}
