import {unparse} from 'groq-js'
import {grantPredicate} from '../access/grantPredicate.ts'
import type {GroqNode} from '../groq/groqNode.ts'
import {contains} from '../groq/groqTree.ts'
import {compileNative} from '../groq/native/nativeCondition.ts'
import {parseQuery} from '../groq/parseQuery.ts'
import {queryProblem} from '../groq/queryProblem.ts'
import type {LakeError} from '../lakeError.ts'
import type {StoredDocument} from '../store/storedDocument.ts'
import {costOf, sizeOf, UnboundedFilter} from './filterCost.ts'
import {needsOf, type Need} from './filterNeeds.ts'

/** The filter of a listener, ready to be evaluated on documents. */
export interface ListenFilter {
  /** Equal for filters that match the same documents, so that listeners can share the work. */
  key: string
  /** Every document that matches meets one of them; `null` when that is not known. */
  needs: readonly Need[] | null
  /** @throws LakeError when the document is too large for a filter that walks through it */
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

/** Whether an expression reads other documents than the one it is evaluated on. */
function joins(node: GroqNode): boolean {
  return contains(node, ({type}) => type === 'Everything' || type === 'Deref')
}

/** Operators, brackets and separators that a query may have: parsing it takes about 50 ms. */
const MAX_SIGNS = 1_500
/** Steps that a filter may take for a document, whatever is in it: about a millisecond. */
const MAX_FIXED = 20_000
/** Steps that it may take for each unit of a document's size. */
const MAX_PER_UNIT = 500
/** Steps that it may take for one document. */
const MAX_STEPS = 1_000_000
/** How much longer a step takes that groq-js evaluates. */
const INTERPRETED = 20

const sizes = new WeakMap<StoredDocument, number>()

/** A document's size, computed once for all listeners. */
function documentSize(document: StoredDocument): number {
  const size = sizes.get(document) ?? sizeOf(document)
  sizes.set(document, size)
  return size
}

/**
 * What a filter costs for each unit of a document's size. Listeners' filters run in the thread that
 * serves all requests, so their cost must have a low bound.
 *
 * @throws LakeError 400, with the reason, for a filter without one
 */
function checkedCost(query: string, filters: readonly GroqNode[]): {perUnit: number} {
  const factor = filters.every((filter) => compileNative(filter)) ? 1 : INTERPRETED
  let fixed = 0
  let perUnit = 0
  try {
    for (const filter of filters) {
      const cost = costOf(filter)
      fixed += cost.fixed * factor
      perUnit += (cost.perOwn + cost.perOuter) * factor
    }
  } catch (error) {
    if (!(error instanceof UnboundedFilter)) throw error
    throw tooCostly(query, `it ${error.message}`)
  }
  if (fixed <= MAX_FIXED && perUnit <= MAX_PER_UNIT) return {perUnit}
  throw tooCostly(query, `it may take ${fixed + perUnit} steps or more for each change`)
}

/**
 * How many operators, brackets and separators a query has outside of string literals. The time for
 * parsing grows with the square of it.
 */
function signsIn(query: string): number {
  const outside = query.replaceAll(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/gs, '')
  return outside.match(/[^\w\s$"'@^]/g)?.length ?? 0
}

function tooCostly(query: string, reason: string): LakeError {
  return queryProblem(query, `the filter is too costly for a listener: ${reason}`)
}

/**
 * The filter of a listener's query, `*[filter]`. As on the hosted API, ordering, slices and
 * projections after it are ignored, and a filter that reaches other documents is refused. It is
 * compiled once; the shapes that Studios and grants use become plain functions.
 *
 * @param params - values of the query's parameters, by name without `$`
 * @param identity - id of the caller, what `identity()` answers
 * @throws LakeError 400 in the shape of a query parse error, also for a filter that may be too costly
 */
export function listenFilter(
  query: string,
  params: Record<string, unknown>,
  identity: string,
): ListenFilter {
  try {
    return compiledFilter(query, params, identity)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    throw queryProblem(query, 'the query is nested too deeply')
  }
}

function compiledFilter(
  query: string,
  params: Record<string, unknown>,
  identity: string,
): ListenFilter {
  const signs = signsIn(query)
  if (signs > MAX_SIGNS) throw tooCostly(query, `it has ${signs} operators and brackets`)
  const filters = filtersOf(parseQuery(query, params))
  if (!filters) throw queryProblem(query, 'a listener needs a query of the form *[filter]')
  if (filters.some(joins)) {
    throw queryProblem(query, 'a listener cannot follow references or run sub-queries')
  }
  if (filters.length === 0) return {key: '*', needs: null, matches: () => true}
  const {perUnit} = checkedCost(query, filters)
  const text: string = filters.map((filter) => `(${unparse(filter)})`).join(' && ')
  const key = text.includes('identity(') ? `${identity} ${text}` : text
  const needs = needsOf(filters.reduce((left, right) => ({type: 'And', left, right})))
  const holds = grantPredicate(text, identity)
  return {
    key,
    needs,
    matches(document) {
      if (perUnit > 0 && documentSize(document) * perUnit > MAX_STEPS) {
        throw tooCostly(query, `it goes through the lists or texts of a document that is too large`)
      }
      return holds(document)
    },
  }
}
