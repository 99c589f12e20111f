import type {GroqNode} from '../groqNode.ts'
import {expressionKey} from '../groqTree.ts'
import type {LakeFile} from '../indexes/lakeFile.ts'
import type {LakeView, ReadFilter} from '../lakeView.ts'
import {compileNativeValue} from '../native/nativeCondition.ts'
import {inLayer, type Perspective} from '../perspective.ts'
import {byId, type QueryDocument} from '../queryDocument.ts'
import {
  exactConditions,
  isExact,
  remainingCheck,
  SEARCH_LIMITS,
  type LakeSearch,
  type PreparedFilter,
  type SearchLimits,
} from '../sql/lakeSearch.ts'
import {prepareFilter} from '../sql/prepareFilter.ts'
import {simplify} from '../sql/simplify.ts'
import {bestAccessPath} from './accessPathChoice.ts'
import {aggregateRows, type Aggregate} from './aggregateRows.ts'
import {checkedRows, firstCheckedRows} from './checkedRows.ts'
import {countRows} from './countRows.ts'
import type {QueryExplanation} from './explain.ts'
import {firstRows} from './firstRows.ts'
import {orderKeys, type OrderKey} from './orderIndex.ts'
import {rowStatement} from './rowStatement.ts'

/** Whether a document passes a filter, or the part of it that is compiled to a function. */
export type DocumentCheck = (document: QueryDocument) => boolean

/** Which of a filter's matches a query reads. */
export interface WantedMatches {
  /** Arguments of `order()`, in the order written. */
  order: readonly GroqNode[]
  /** The first match that is wanted. */
  from: number
  /** The first match that is not wanted any more; `null` for all. */
  to: number | null
  /** Whether the check decides the whole filter. */
  isChecked: boolean
}

/** Documents that include a filter's matches. */
export interface Candidates {
  /** In the order of ids. */
  documents: QueryDocument[]
  /** Whether these are exactly the (first) matches. */
  exact: boolean
  /** How many of the first matches in the order are left out, because the query skips them. */
  skipped: number
}

/** So many documents are read without the cache, where they would push others out. */
const MANY = 200

/** Answers parts of a query from a dataset's indexes, as one caller sees the dataset. */
export interface IndexAccess {
  /**
   * The matches of a filter, perhaps with others.
   *
   * @param filter - `null` for all documents
   * @param passes - true for every match; checked on documents that SQL does not decide
   */
  candidates(filter: GroqNode | null, wanted: WantedMatches, passes: DocumentCheck): Candidates
  /**
   * Those of a filter's conditions that SQL does not decide alone.
   *
   * @param passes - the part of the filter that is compiled to functions
   */
  undecided(
    filter: GroqNode | null,
    conditions: readonly GroqNode[],
    passes: DocumentCheck,
  ): GroqNode[]
  /**
   * An aggregate of the values of an expression; `null` when SQL can't compute it.
   *
   * @param decides - the whole filter; `null` where it is not a function
   */
  aggregate(
    kind: Aggregate,
    filter: GroqNode | null,
    expression: GroqNode,
    decides: DocumentCheck | null,
  ): {value: unknown} | null
  /** How many documents match; `null` when SQL can't count. `decides` is as for `aggregate`. */
  count(filter: GroqNode | null, decides: DocumentCheck | null): number | null
}

/**
 * Gives one caller access to a dataset, inside a read transaction.
 *
 * Documents without an index entry are few and cached by the view; they are checked one by one and
 * added to what SQL finds.
 *
 * @param limits - bounds for the choice between ways to the same answer
 */
export function createIndexAccess(
  file: LakeFile,
  view: LakeView,
  perspective: Perspective,
  reader: ReadFilter,
  explain: QueryExplanation,
  limits: SearchLimits = SEARCH_LIMITS,
): IndexAccess {
  const shownAs = (document: QueryDocument) =>
    perspective.kind === 'layered' ? inLayer(document) : document
  const search: LakeSearch = {
    file,
    view,
    reader,
    limits,
    rows(text, params) {
      explain.statement(text)
      return file.rows(text, params)
    },
    eachRow(text, params) {
      explain.statement(text)
      return file.eachRow(text, params)
    },
  }

  const documentsAt = (positions: readonly number[]) => {
    if (positions.length > MANY) return file.documents(positions).map(shownAs)
    return positions.flatMap((n) => file.document(n) ?? []).map(shownAs)
  }

  function allMatches(prepared: PreparedFilter, passes: DocumentCheck): QueryDocument[] {
    if (!isExact(prepared)) return [...checkedRows(prepared, search, explain, shownAs, passes)]
    const path = bestAccessPath(prepared, search, limits.fewRows)
    const [text, params] = rowStatement(prepared, path, 'e.n')
    return documentsAt(search.rows(text, params).map(([n]) => Number(n)))
  }

  function firstChecked(
    prepared: PreparedFilter,
    keys: readonly OrderKey[],
    passes: DocumentCheck,
    to: number,
  ): QueryDocument[] | null {
    const {replaced} = view.unindexedDocuments()
    let count = 0
    const read = (n: number) => {
      count += 1
      const document = file.document(n)
      const shown = document && reader.mayRead(document) ? shownAs(document) : null
      return shown && !replaced.has(shown._id) && passes(shown) ? shown : null
    }
    const found = firstCheckedRows(prepared, search, keys, read, to)
    if (found) explain.documentsRead(count, true)
    return found
  }

  return {
    candidates(filter, {order, from, to, isChecked}, passes) {
      const extras = view.unindexedDocuments().shown.filter(passes)
      const withExtras = (documents: readonly QueryDocument[], exact = true, skipped = 0) => ({
        documents: [...documents, ...extras].sort(byId),
        exact: exact && extras.length === 0,
        skipped,
      })
      const prepared = prepareFilter(filter, search)
      if (!prepared) return withExtras([])
      const exact = isExact(prepared)
      const keys = to === null ? null : orderKeys(order, prepared)
      if (!keys || to === null) return withExtras(allMatches(prepared, passes), exact)
      if (!exact) {
        const checked = isChecked ? firstChecked(prepared, keys, passes, to) : null
        return checked ? withExtras(checked) : withExtras(allMatches(prepared, passes), false)
      }
      const skipped = extras.length === 0 ? Math.min(from, to) : 0
      const positions = firstRows(prepared, search, keys, skipped, to)
      return withExtras(documentsAt(positions), true, skipped)
    },
    undecided(filter, conditions, passes) {
      const prepared = conditions.length === 0 ? null : prepareFilter(filter, search)
      if (!prepared || view.unindexedDocuments().shown.some(passes)) return [...conditions]
      const exactly = exactConditions(prepared)
      return conditions.filter((node) => !exactly.has(expressionKey(simplify(node))))
    },
    aggregate(kind, filter, expression, decides) {
      const {shown} = view.unindexedDocuments()
      const read = compileNativeValue(expression)
      if (!read || (shown.length > 0 && !decides)) return null
      const prepared = prepareFilter(filter, search)
      if (!prepared || !isExact(prepared)) return null
      const extras = decides ? shown.filter(decides) : []
      const values = extras.map((document) => ({id: document._id, value: read(document)}))
      return aggregateRows(kind, expression, prepared, search, values)
    },
    count(filter, decides) {
      const {shown} = view.unindexedDocuments()
      if (shown.length > 0 && !decides) return null
      const extras = decides ? shown.filter(decides).length : 0
      const prepared = prepareFilter(filter, search)
      if (!prepared) return extras
      if (isExact(prepared)) return countRows(prepared, search) + extras
      const check = remainingCheck(prepared)
      if (!check) return null
      let count = extras
      for (const _ of checkedRows(prepared, search, explain, shownAs, check)) count += 1
      return count
    },
  }
}
