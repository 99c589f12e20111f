import type {QueryDocument} from '../sortedDocuments.ts'
import {bestDriver, isReadInOrder} from './driverChoice.ts'
import type {QueryExplanation} from './explain.ts'
import type {LakeFile} from '../indexes/lakeFile.ts'
import type {LakeSearch, PreparedFilter} from '../sql/preparedFilter.ts'
import {rowStatement} from './rowStatement.ts'
import {partOfRows} from './wordSample.ts'

/** From such a part of the rows on, passing over an index to find them is not worth it. */
const MANY = 0.02
/** So many documents are remembered once they are read. */
const FEW = 4000

/** The documents at some positions, those that are still there. */
export function* storedAt(file: LakeFile, positions: readonly unknown[]): Generator<QueryDocument> {
  for (const n of positions) {
    const document = file.document(Number(n))
    if (document) yield document
  }
}

/**
 * The documents that SQL finds for a filter it cannot decide, read one by one and judged.
 *
 * @param shownAs - how a document shows in the caller's perspective
 * @param judge - whether one that the caller may read, as it shows, is wanted
 */
export function* judgedRows(
  prepared: PreparedFilter,
  search: LakeSearch,
  explain: QueryExplanation,
  shownAs: (document: QueryDocument) => QueryDocument,
  judge: (document: QueryDocument) => boolean,
): Generator<QueryDocument> {
  const {file, view, reader, limits} = search
  const best = bestDriver(prepared, search, limits.few)
  const isCommon = best?.isScan && partOfRows(prepared, search, prepared.where) > MANY
  const driver = isCommon ? null : best
  const inOrder = !driver && isReadInOrder(prepared, search)
  const [text, params] = rowStatement(prepared, driver, 'e.n', inOrder)
  explain.statement(text)
  const {replaced} = view.specials()
  const found = driver ? file.rows(text, params).map(([n]) => n) : null
  // What is read to be thrown away must not push out of memory what is wanted again; and many are
  // read quickest in the order in which they lie.
  const few = found && found.length <= FEW ? storedAt(file, found) : null
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
    if (reader.mayRead(document) && !replaced.has(shown._id) && judge(shown)) yield shown
  }
  explain.looked(read, driver !== null || prepared.isNarrow)
}
