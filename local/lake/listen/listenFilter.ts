import {unparse} from 'groq-js'
import {grantPredicate} from '../access/grantPredicate.ts'
import type {GroqNode} from '../groq/groqNode.ts'
import {contains} from '../groq/mapNode.ts'
import {parseQuery} from '../groq/parseQuery.ts'
import {queryProblem} from '../groq/queryProblem.ts'
import type {StoredDocument} from '../types.ts'
import {needsOf, type Need} from './filterNeeds.ts'

/** What a listener listens to, ready to be asked about documents. */
export interface ListenFilter {
  /** Equal for listeners whose every answer is equal, so that they can share the work. */
  key: string
  /** One of them is met by whatever document matches; `null` when that is not known. */
  needs: readonly Need[] | null
  matches(document: StoredDocument): boolean
}

/** The filters next to `*`, innermost first; `null` for a query that does not start from `*`. */
function filtersOf(node: GroqNode): GroqNode[] | null {
  switch (node.type) {
    case 'Everything':
      return []
    case 'Filter': {
      const inner = filtersOf(node.base)
      return inner && [...inner, node.expr]
    }
    case 'AccessAttribute':
      return node.base ? filtersOf(node.base) : null
    case 'Map':
    case 'FlatMap':
    case 'Projection':
    case 'PipeFuncCall':
    case 'Slice':
    case 'AccessElement':
    case 'ArrayCoerce':
    case 'Group':
      return filtersOf(node.base)
    default:
      return null
  }
}

/** Whether an expression looks at documents other than the one it is asked about. */
function joins(node: GroqNode): boolean {
  return contains(node, ({type}) => type === 'Everything' || type === 'Deref')
}

/**
 * The filter of a listener's query, `*[filter]`. As on the hosted API, ordering, slices and
 * projections after it are ignored, and a filter that reaches other documents is refused. It is
 * compiled once; the shapes that Studios and grants use become plain functions.
 *
 * @param params - values of the query's parameters, by name without `$`
 * @param identity - id of the caller, what `identity()` answers
 * @throws LakeError 400 in the shape of a query parse error
 */
export function listenFilter(
  query: string,
  params: Record<string, unknown>,
  identity: string,
): ListenFilter {
  const filters = filtersOf(parseQuery(query, params))
  if (!filters) throw queryProblem(query, 'a listener needs a query of the form *[filter]')
  if (filters.some(joins)) {
    throw queryProblem(query, 'a listener cannot follow references or run sub-queries')
  }
  if (filters.length === 0) return {key: '*', needs: null, matches: () => true}
  const text: string = filters.map((filter) => `(${unparse(filter)})`).join(' && ')
  const key = text.includes('identity(') ? `${identity} ${text}` : text
  const needs = needsOf(filters.reduce((left, right) => ({type: 'And', left, right})))
  return {key, needs, matches: grantPredicate(text, identity)}
}
