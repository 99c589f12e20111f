import {evaluateGroq, parseGroq, type GroqNode} from '../groq/groqNode.ts'
import {mapChildren, constantValue} from '../groq/groqTree.ts'
import {compileCondition} from '../groq/native/nativeCondition.ts'
import {IdPath} from '../../../core/tenancy/idPath.ts'

/** A document as far as a grant looks at it. */
export type GrantSubject = Readonly<Record<string, unknown>>

/** The same expression with `path()` as {@link IdPath} has it, and `identity()` as what it answers. */
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
  const compiled = compileCondition(tree)
  if (compiled) return (document) => compiled(document) === true
  return (document) => {
    try {
      return evaluateGroq(tree, {root: document, dataset: [], identity}) === true
    } catch {
      return false
    }
  }
}
