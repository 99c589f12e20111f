import type {GroqNode} from '../groqNode.ts'
import {inLayer} from '../layeredDocument.ts'
import type {Perspective} from '../perspective.ts'
import {byId, type QueryDocument} from '../sortedDocuments.ts'
import {valueOf} from '../native/nativeCondition.ts'
import {aggregateRows, type Aggregate} from './aggregateRows.ts'
import {checkedRows} from './checkedRows.ts'
import {countRows} from './countRows.ts'
import {decidedConditions, judgeOf} from './decidedConditions.ts'
import {bestDriver} from './driverChoice.ts'
import type {QueryExplanation} from './explain.ts'
import {expressionKey} from '../groqTree.ts'
import {firstRows} from './firstRows.ts'
import {judgedRows, storedAt} from './judgedRows.ts'
import type {LakeFile} from '../indexes/lakeFile.ts'
import type {LakeView} from '../lakeView.ts'
import {orderKeys} from './orderIndex.ts'
import type {OrderKey} from './orderedRows.ts'
import {
  isExact,
  prepareFilter,
  SEARCH_LIMITS,
  type LakeSearch,
  type PreparedFilter,
  type ReadFilter,
  type SearchLimits,
} from '../sql/preparedFilter.ts'
import {rowStatement} from './rowStatement.ts'
import {simplify} from '../sql/simplify.ts'

/** What a query wants of a filter's matches. */
export interface Wanted {
  /** Arguments of `order()`, in the order written. */
  order: readonly GroqNode[]
  /** The first match that is wanted. */
  from: number
  /** The first match that is not wanted any more; `null` for all. */
  to: number | null
  /** Whether what passes is a match, so that nothing else has to be looked at. */
  decided: boolean
}

/** Documents among which the answer is. */
export interface Candidates {
  /** In the order of ids. */
  documents: QueryDocument[]
  /** Whether these are exactly the (first) matches, without any other. */
  exact: boolean
  /** How many of the first matches in the wanted order were left out, because nobody wants them. */
  skipped: number
}

/** Answers parts of queries from a dataset's indexes, with one caller's eyes. */
export interface LakeAccess {
  /**
   * The matches of a filter, perhaps with others.
   *
   * @param filter - `null` for all documents
   * @param passes - holds for every match; checked on documents that SQL cannot judge
   */
  candidates(
    filter: GroqNode | null,
    wanted: Wanted,
    passes: (document: QueryDocument) => boolean,
  ): Candidates
  /**
   * Of conditions that are parts of a filter, those that SQL does not decide by itself.
   *
   * @param passes - the filter as far as it is a function; whether documents that are in no index
   *   have to be judged as well
   */
  undecided(
    filter: GroqNode | null,
    conditions: readonly GroqNode[],
    passes: (document: QueryDocument) => boolean,
  ): GroqNode[]
  /**
   * An aggregate of the values that an expression has for the matches; `null` when SQL cannot tell.
   *
   * @param decides - the whole filter; `null` where that is no function
   */
  aggregate(
    kind: Aggregate,
    filter: GroqNode | null,
    expression: GroqNode,
    decides: ((document: QueryDocument) => boolean) | null,
  ): {value: unknown} | null
  /** How many documents match; `null` when SQL cannot tell. `decides` is the whole filter. */
  count(
    filter: GroqNode | null,
    decides: ((document: QueryDocument) => boolean) | null,
  ): number | null
}

/**
 * Makes the access of one caller to a dataset, inside a read transaction.
 *
 * @param limits - what the choice between ways to the same answer goes by
 */
export function createLakeAccess(
  file: LakeFile,
  view: LakeView,
  perspective: Perspective,
  reader: ReadFilter,
  explain: QueryExplanation,
  limits: SearchLimits = SEARCH_LIMITS,
): LakeAccess {
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
  }

  const stored = (positions: readonly unknown[]) => [...storedAt(file, positions)].map(shownAs)

  /** All rows for which the compiled conditions hold; where those are not exact, what passes. */
  function allRows(
    prepared: PreparedFilter,
    passes: (document: QueryDocument) => boolean,
  ): QueryDocument[] {
    if (!isExact(prepared)) return [...judgedRows(prepared, search, explain, shownAs, passes)]
    const driver = bestDriver(prepared, search, limits.few)
    const [text, params] = rowStatement(prepared, driver, 'e.n')
    return stored(search.rows(text, params).map(([n]) => n))
  }

  /** The first rows in an order that pass, where going along it is worth it; else `null`. */
  function firstThatPass(
    prepared: PreparedFilter,
    keys: readonly OrderKey[],
    passes: (document: QueryDocument) => boolean,
    to: number,
  ): QueryDocument[] | null {
    const {replaced} = view.specials()
    let read = 0
    const look = (n: number) => {
      read += 1
      const document = file.document(n)
      const shown = document && reader.mayRead(document) ? shownAs(document) : null
      return shown && !replaced.has(shown._id) && passes(shown) ? shown : null
    }
    const found = checkedRows(prepared, search, keys, look, to)
    if (found) explain.looked(read, true)
    return found
  }

  return {
    candidates(filter, {order, from, to, decided}, passes) {
      const extras = view.specials().shown.filter(passes)
      const prepared = prepareFilter(filter, search)
      if (!prepared) {
        return {documents: extras.sort(byId), exact: extras.length === 0, skipped: 0}
      }
      const exact = isExact(prepared)
      const keys = to === null ? null : orderKeys(order, prepared)
      const checked =
        !exact && decided && keys && to !== null && firstThatPass(prepared, keys, passes, to)
      if (checked) {
        const documents = [...checked, ...extras].sort(byId)
        return {documents, exact: extras.length === 0, skipped: 0}
      }
      if (!exact || !keys || to === null) {
        const plain = allRows(prepared, passes)
        const documents = [...plain, ...extras].sort(byId)
        return {documents, exact: exact && extras.length === 0, skipped: 0}
      }
      const skipped = extras.length === 0 ? Math.min(from, to) : 0
      const positions = firstRows(prepared, search, keys, skipped, to)
      const plain = stored(positions)
      const documents = [...plain, ...extras].sort(byId)
      return {documents, exact: extras.length === 0, skipped}
    },
    aggregate(kind, filter, expression, decides) {
      const {shown} = view.specials()
      const read = valueOf(expression)
      if (!read || (shown.length > 0 && !decides)) return null
      const prepared = prepareFilter(filter, search)
      if (!prepared || !isExact(prepared)) return null
      const extras = decides ? shown.filter(decides) : []
      const values = extras.map((document) => ({id: document._id, value: read(document)}))
      return aggregateRows(kind, expression, prepared, search, values)
    },
    count(filter, decides) {
      const {shown} = view.specials()
      if (shown.length > 0 && !decides) return null
      const extras = decides ? shown.filter(decides).length : 0
      const prepared = prepareFilter(filter, search)
      if (!prepared) return extras
      if (isExact(prepared)) return countRows(prepared, search) + extras
      const judge = judgeOf(prepared)
      if (!judge) return null
      let count = extras
      for (const _ of judgedRows(prepared, search, explain, shownAs, judge)) count += 1
      return count
    },
    undecided(filter, conditions, passes) {
      const prepared = conditions.length === 0 ? null : prepareFilter(filter, search)
      if (!prepared || view.specials().shown.some(passes)) return [...conditions]
      const exactly = decidedConditions(prepared)
      return conditions.filter((node) => !exactly.has(expressionKey(simplify(node))))
    },
  }
}
