import Database from 'better-sqlite3'
import type {DocumentScan} from './lakeStore.ts'

interface ScanRow {
  position: number
  id: string
  json: string
}

/**
 * Reads a dataset's file over a connection of its own, whose read transaction is the snapshot. The
 * connection closes with the last document, or when the reader stops.
 *
 * @param options - `types`: only these; `after`: only positions beyond this one
 */
export function scanDocuments(
  file: string,
  {types, after = 0}: {types?: readonly string[]; after?: number},
): DocumentScan {
  const database = new Database(file, {readonly: true})
  const rows = database
    .prepare<[{after: number; types: string}], ScanRow>(
      `SELECT n AS position, id, json FROM documents
       WHERE n > @after ${typeCondition(types)} ORDER BY n`,
    )
    .iterate({after, types: JSON.stringify(types ?? [])})
  const close = () => {
    if (!database.open) return
    rows.return?.()
    database.close()
  }
  const scan: IterableIterator<ScanRow> = {
    [Symbol.iterator]: () => scan,
    next: () => {
      const next: IteratorResult<ScanRow> = database.open
        ? rows.next()
        : {done: true, value: undefined}
      if (next.done) close()
      return next
    },
  }
  return {[Symbol.iterator]: () => scan, close}
}

/**
 * SQL for documents of some types, whose names are in the parameter `@types` as a JSON array. One
 * type is an index away; for several, that index would mean sorting all of them.
 */
export function typeCondition(types: readonly string[] | undefined): string {
  if (!types) return ''
  return types.length === 1
    ? "AND type = json_extract(@types, '$[0]')"
    : 'AND +type IN (SELECT value FROM json_each(@types))'
}
