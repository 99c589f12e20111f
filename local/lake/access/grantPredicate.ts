import type {Grant, Permission} from '../../../core/tenancy/grants.ts'
import {IdPath} from '../../../core/tenancy/idPath.ts'
import {evaluateGroq, parseGroq, type GroqNode} from '../groq/groqNode.ts'
import {mapChildren, constantValue} from '../groq/groqTree.ts'
import {compileNative} from '../groq/native/nativeCondition.ts'

/** A document, as grants evaluate it. */
export type GrantSubject = Readonly<Record<string, unknown>>

/** Ids of the documents that hold role definitions; only administrators see or touch them. */
const GROUP_PREFIX = '_.groups.'

/** What decides a caller's access: plain data, which can be sent to a query worker. */
export interface GrantHolder {
  id: string
  grants: readonly Grant[]
  administrator: boolean
}

/**
 * Creates a predicate for the documents on which a caller has a permission: those that match a grant
 * with it. Only administrators have permissions on documents under `_.groups.`.
 */
export function permissionPredicate(
  holder: GrantHolder,
  permission: Permission,
): (document: GrantSubject) => boolean {
  const predicates = holder.grants
    .filter((grant) => grant.permissions.includes(permission))
    .map((grant) => grantPredicate(grant.filter, holder.id))
  return (document) => {
    const id = document['_id']
    if (typeof id !== 'string') return false
    if (!holder.administrator && id.startsWith(GROUP_PREFIX)) return false
    return predicates.some((matches) => matches(document))
  }
}

/**
 * Turns a grant's GROQ filter into a predicate over documents. The shapes that this project's
 * grants have (`_id in path(…)`, `==`, `in`, `string::startsWith`, `&&`, `||`, `!`) become plain
 * functions; any other filter is evaluated by groq-js. A document matches only when the filter is
 * `true` for it: null, missing and erroneous are no.
 *
 * Ids are compared as they are stored, as hosted grants do: `path("artameta.**")` matches neither
 * `drafts.artameta.x` nor `versions.r1.artameta.x`. A role that may see drafts says so.
 *
 * @param filter - a GROQ filter as grants carry it, without parameters
 * @param identity - id of the caller, what `identity()` answers
 * @throws when the filter is not valid GROQ
 */
export function grantPredicate(
  filter: string,
  identity: string,
): (document: GrantSubject) => boolean {
  const tree = withConstants(parseGroq(filter), identity)
  const compiled = compileNative(tree)
  if (compiled) return (document) => compiled(document) === true
  return (document) => {
    try {
      return evaluateGroq(tree, {root: document, dataset: [], identity}) === true
    } catch {
      return false
    }
  }
}

/** The expression with `path()` and `identity()` replaced by their values. */
function withConstants(node: GroqNode, identity: string): GroqNode {
  if (node.type === 'FuncCall' && node.namespace === 'global' && node.name === 'path') {
    const pattern = node.args[0] && constantValue(node.args[0])
    const isText = typeof pattern?.value === 'string'
    return {type: 'Value', value: isText ? new IdPath(String(pattern.value)) : null}
  }
  if (node.type === 'FuncCall' && node.namespace === 'global' && node.name === 'identity') {
    return {type: 'Value', value: identity}
  }
  return mapChildren(node, (child) => withConstants(child, identity))
}
