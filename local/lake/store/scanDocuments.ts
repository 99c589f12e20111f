import Database from 'better-sqlite3'
import type {IdRange} from '../access/visibleIds.ts'
import type {DocumentScan} from './lakeStore.ts'

/** A document of an export; `json` is `null` for one outside the ids that were asked for. */
export interface ExportRow {
  position: number
  json: string | null
}

/** Rows to be read once, in the order of positions. */
export interface RowScan<Row> {
  /** @returns `null` at the end, and from then on */
  next(): Row | null
  /** Ends the scan; needed when it was not read to its end, harmless otherwise. */
  close(): void
}

/**
 * Reads documents of a dataset's file.
 *
 * @param options - `types`: only these; `after`: only positions beyond this one
 */
export function scanDocuments(
  file: string,
  {types, after = 0}: {types?: readonly string[]; after?: number},
): DocumentScan {
  const scan = openScan<{position: number; id: string; json: string}>(file, 'id, json', [], {
    types,
    after,
  })
  return {
    *[Symbol.iterator]() {
      for (let row = scan.next(); row; row = scan.next()) yield row
    },
    close: () => scan.close(),
  }
}

/**
 * Reads documents for an export. Rows outside the ids are returned as well, without their text, so
 * that no step takes long, however few are inside.
 *
 * @param options - `types`: only these, or all where there are none; `after`: only positions beyond
 *   this one; `ids`: text only of these, `null` for all
 */
export function scanForExport(
  file: string,
  {types, after, ids}: {types: readonly string[]; after: number; ids: readonly IdRange[] | null},
): RowScan<ExportRow> {
  const inside = ids?.map(() => '(id >= ? AND id < ?)').join(' OR ') ?? ''
  const json = ids === null ? 'json' : `CASE WHEN ${inside || 'FALSE'} THEN json END AS json`
  const bounds = (ids ?? []).flatMap(({from, to}) => [from, to])
  return openScan(file, json, bounds, {types: types.length > 0 ? types : undefined, after})
}

/**
 * Opens a connection of its own, whose read transaction is the snapshot. The connection closes with
 * the last row, or when the scan is closed.
 *
 * @param values - of `?` in the columns
 */
function openScan<Row>(
  file: string,
  columns: string,
  values: readonly string[],
  {types, after}: {types: readonly string[] | undefined; after: number},
): RowScan<Row> {
  const database = new Database(file, {readonly: true})
  const rows = database
    .prepare<unknown[], Row>(
      `SELECT n AS position, ${columns} FROM documents
       WHERE n > @after ${typeCondition(types)} ORDER BY n`,
    )
    .iterate(...values, {after, types: JSON.stringify(types ?? [])})
  const close = () => {
    if (!database.open) return
    rows.return?.()
    database.close()
  }
  return {
    next() {
      const next = database.open ? rows.next() : null
      if (next && !next.done) return next.value
      close()
      return null
    },
    close,
  }
}

/**
 * SQL for documents of some types, whose names are in the parameter `@types` as a JSON array. One
 * type is read from its index; for several, the index would require sorting.
 */
function typeCondition(types: readonly string[] | undefined): string {
  if (!types) return ''
  return types.length === 1
    ? "AND type = json_extract(@types, '$[0]')"
    : 'AND +type IN (SELECT value FROM json_each(@types))'
}
