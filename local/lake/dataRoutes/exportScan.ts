import Database from 'better-sqlite3'
import {typeCondition} from '../store/scanDocuments.ts'
import type {IdRange} from '../visibility/visibleIds.ts'

/** A document on the way out; `json` is `null` for one outside the ids that were asked for. */
export interface ExportRow {
  position: number
  json: string | null
}

/** What to export. */
export interface ExportScanOptions {
  /** Only these; all where there are none. */
  types: readonly string[]
  /** Only positions beyond this one. */
  after: number
  /** Only these; `null` for all. */
  ids: readonly IdRange[] | null
}

/** Rows to be read once, in the order of positions. */
export interface ExportScan {
  /** @returns `null` at the end, and from then on */
  next(): ExportRow | null
  /** Ends the scan; needed when it was not read to its end, harmless otherwise. */
  close(): void
}

/**
 * Reads a dataset's file over a connection of its own, whose read transaction is the snapshot. Rows
 * that are left out are given too, without their text: so no step takes long, however few are left.
 */
export function exportScan(file: string, {types, after, ids}: ExportScanOptions): ExportScan {
  const database = new Database(file, {readonly: true})
  const inside = ids?.map(() => '(id >= ? AND id < ?)').join(' OR ') ?? ''
  const json = ids === null ? 'json' : `CASE WHEN ${inside || 'FALSE'} THEN json END`
  const rows = database
    .prepare<unknown[], ExportRow>(
      `SELECT n AS position, ${json} AS json FROM documents
       WHERE n > @after ${typeCondition(types.length > 0 ? types : undefined)} ORDER BY n`,
    )
    .iterate(...(ids ?? []).flatMap(({from, to}) => [from, to]), {
      after,
      types: JSON.stringify(types),
    })
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
