import type {LakeFile} from '../indexes/lakeFile.ts'
import type {QueryDocument} from '../queryDocument.ts'
import type {LakeSearch, PreparedFilter} from '../sql/lakeSearch.ts'
import {bestAccessPath, isReadInOrder} from './accessPathChoice.ts'
import {isSparse, shareOfRows} from './estimates.ts'
import type {QueryExplanation} from './explain.ts'
import {MAX_WALKS} from './firstRows.ts'
import {orderedRows} from './orderedRows.ts'
import {indexFor, type OrderKey} from './orderIndex.ts'
import {rowStatement} from './rowStatement.ts'

/** Where a larger share of rows fits, passing over an index to find them is not worth it. */
const COMMON = 0.02
/** At most this many documents stay in the cache once they are read. */
const MAX_CACHED = 4000

/** The few documents at some positions that are still there. */
function* storedAt(file: LakeFile, positions: readonly unknown[]): Generator<QueryDocument> {
  for (const n of positions) {
    const document = file.document(Number(n))
    if (document) yield document
  }
}

/**
 * The documents that match a filter which SQL alone does not decide: SQL narrows the rows, and each
 * document is read and checked.
 *
 * @param shownAs - how a document appears in the caller's perspective
 * @param check - whether a document that the caller may read matches, as it appears
 */
export function* checkedRows(
  prepared: PreparedFilter,
  search: LakeSearch,
  explain: QueryExplanation,
  shownAs: (document: QueryDocument) => QueryDocument,
  check: (document: QueryDocument) => boolean,
): Generator<QueryDocument> {
  const {file, view, reader, limits} = search
  const best = bestAccessPath(prepared, search, limits.fewRows)
  const isCommon = best?.isScan && shareOfRows(prepared, search, prepared.where) > COMMON
  const path = isCommon ? null : best
  const inOrder = !path && isReadInOrder(prepared, search)
  const [text, params] = rowStatement(prepared, path, 'e.n', inOrder)
  explain.statement(text)
  const {replaced} = view.unindexedDocuments()
  const found = path ? file.rows(text, params).map(([n]) => n) : null
  // Many documents are read fastest in the order of the table, and would push others out of the cache.
  const few = found && found.length <= MAX_CACHED ? storedAt(file, found) : null
  const many = found ? 'SELECT value FROM json_each(?)' : text
  const all =
    few ??
    file.each(
      `SELECT json FROM documents WHERE n IN (${many})`,
      found ? [JSON.stringify(found)] : params,
    )
  let read = 0
  for (const document of all) {
    read += 1
    const shown = shownAs(document)
    if (reader.mayRead(document) && !replaced.has(shown._id) && check(shown)) yield shown
  }
  explain.documentsRead(read, path !== null || prepared.isNarrow)
}

/** Rows that the first statement gives; each further one gives four times as many. */
const FIRST_STEP = 150
/** After this many documents without enough matches, the walk gives up. */
const MAX_READ = 5000

/**
 * The first matches, in an order, of a filter which SQL alone does not decide: documents are read and
 * checked along the order. What many documents have is met soon.
 *
 * @param keys - the order, ending with the id
 * @param read - gives the document at a position if it matches
 * @param to - how many are wanted
 * @returns `null` where {@link checkedRows} is faster
 */
export function firstCheckedRows(
  prepared: PreparedFilter,
  search: LakeSearch,
  keys: readonly OrderKey[],
  read: (n: number) => QueryDocument | null,
  to: number,
): QueryDocument[] | null {
  const {scope, conditions} = prepared
  const index = indexFor(keys, prepared, search.file)
  if (!index || scope.partitions.length > MAX_WALKS) return null
  const path = bestAccessPath(prepared, search, search.limits.fewRows, keys)
  // The few rows that an index finds are gathered faster.
  if (path && !path.isScan) return null
  const isFilterSparse = path
    ? shareOfRows(prepared, search, prepared.where) < search.limits.sparseShare
    : isSparse(prepared, search, index)
  if (isFilterSparse) return null
  const matches: QueryDocument[] = []
  let seen = 0
  for (let step = Math.max(FIRST_STEP, 2 * to); matches.length < to; step *= 4) {
    const walk = {scope, conditions, order: keys, index, reader: search}
    const next = orderedRows({...walk, from: seen, to: seen + step})
    for (const {n} of next) {
      const document = matches.length < to ? read(n) : null
      if (document) matches.push(document)
    }
    seen += next.length
    if (next.length < step) break
    if (!path && seen > MAX_READ && matches.length < to) return null
  }
  return matches
}
