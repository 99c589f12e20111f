import type Database from 'better-sqlite3'
import {applyPatch} from 'mendoza'
import type {LakeChange} from './lakeChange.ts'
import {type StoredDocument, isStoredDocument, parseDocument} from './storedDocument.ts'
import {givenTransactionId} from '../mutations/transactionIds.ts'
import {PASSING} from './logEntry.ts'

/** A row of `changes` with its transaction. */
export interface ChangeRow {
  seq: number
  tx: number
  document: string
  kind: 'create' | 'update' | 'delete'
  mutations: string
  apply: string | null
  revert: string | null
  after: string | null
  transactionId: string
  author: string
  timestamp: string
  firstSeq: number
  changes: number
  lineage: string | null
}

/** Columns of {@link ChangeRow}, from `changes c` and its `transactions t`. */
export const CHANGE_COLUMNS = `c.seq, c.tx, c.document, c.kind, c.mutations, c.apply, c.revert,
  c.after, t.id AS transactionId, t.author, t.timestamp, t.first_seq AS firstSeq, t.changes,
  t.lineage`

/** Reads changes of a dataset's log back, with the documents around them. */
export interface ChangeReader {
  /** @param rows - in any order; of each document all that are wanted at once, for speed */
  restore(rows: ChangeRow[]): LakeChange[]
  /** The document right after a change of it. */
  stateAfter(document: string, seq: number): StoredDocument | null
  /** The document as it was before the oldest change of it that the log has. */
  stateBeforeLog(document: string): StoredDocument | null
}

/** Makes the reader of one dataset's log. */
export function createChangeReader(name: string, database: Database.Database): ChangeReader {
  const later = database.prepare<[string, number], Pick<ChangeRow, 'kind' | 'revert' | 'after'>>(
    'SELECT kind, revert, after FROM changes WHERE document = ? AND seq > ? ORDER BY seq',
  )
  const at = database.prepare<[string, number], Pick<ChangeRow, 'kind' | 'after'>>(
    'SELECT kind, after FROM changes WHERE document = ? AND seq = ?',
  )
  const current = database
    .prepare<[string], string>('SELECT json FROM documents WHERE id = ?')
    .pluck()

  /** Undoes later changes, starting from the nearest point whose content is known. */
  const stateAfter = (document: string, seq: number): StoredDocument | null => {
    const own = at.get(document, seq)
    if (own?.kind === 'delete') return null
    if (own?.after) return parseDocument(own.after)
    const undo: string[] = []
    let state: StoredDocument | null | undefined
    for (const row of later.iterate(document, seq)) {
      undo.push(row.revert ?? '[0,null]')
      if (row.kind === 'delete') state = null
      else if (row.after) state = parseDocument(row.after)
      if (state !== undefined) break
    }
    if (state === undefined) {
      const json = current.get(document)
      state = json === undefined ? null : parseDocument(json)
    }
    for (const patch of undo.reverse()) state = undone(state, patch)
    return state
  }

  const restoreDocument = (rows: ChangeRow[]): LakeChange[] => {
    const newest = rows.at(-1)
    if (!newest) return []
    let state = stateAfter(newest.document, newest.seq)
    const changes: LakeChange[] = []
    let above = newest
    for (const row of rows.toReversed()) {
      // Rows that were not asked for may lie between this one and the one above it.
      const next = previous.get(above.document, above.seq)
      if (row !== newest && next !== row.seq) state = stateAfter(row.document, row.seq)
      const after = row.kind === 'delete' ? null : state
      const hadNone = row.kind === 'create' || row.apply === PASSING
      const before = hadNone ? null : undone(after, row.revert ?? '[0,null]')
      changes.push(toChange(name, row, before, after))
      state = before
      above = row
    }
    return changes
  }
  const previous = database
    .prepare<[string, number], number>(
      'SELECT seq FROM changes WHERE document = ? AND seq < ? ORDER BY seq DESC LIMIT 1',
    )
    .pluck()

  return {
    stateAfter,
    stateBeforeLog: (document) => stateAfter(document, 0),
    restore: (rows) => {
      const sorted = rows.toSorted((a, b) => a.seq - b.seq)
      const byDocument = Map.groupBy(sorted, (row) => row.document)
      const changes = [...byDocument.values()].flatMap(restoreDocument)
      return changes.sort((a, b) => a.seq - b.seq)
    },
  }
}

function undone(state: StoredDocument | null, patch: string): StoredDocument | null {
  const steps: unknown = JSON.parse(patch)
  if (!Array.isArray(steps)) throw new Error('The log holds a patch that is not a list')
  const result: unknown = applyPatch(state, steps)
  return isStoredDocument(result) ? result : null
}

function toChange(
  dataset: string,
  row: ChangeRow,
  before: StoredDocument | null,
  after: StoredDocument | null,
): LakeChange {
  const parse = (json: string | null, otherwise: unknown[]): unknown[] => {
    const value: unknown = json === null ? otherwise : JSON.parse(json)
    return Array.isArray(value) ? value : otherwise
  }
  const mutations: unknown = JSON.parse(row.mutations)
  const {_rev: _, ...content} = after ?? {_rev: ''}
  return {
    seq: row.seq,
    dataset,
    transactionId: givenTransactionId(row.transactionId),
    timestamp: row.timestamp,
    identity: row.author,
    documentId: row.document,
    before,
    after,
    lineage: row.lineage,
    mutations: Array.isArray(mutations) ? mutations : [{[String(mutations)]: content}],
    effects:
      row.apply === PASSING
        ? {apply: [], revert: []}
        : {apply: parse(row.apply, [0, after]), revert: parse(row.revert, [0, before])},
    transactionTotalEvents: row.changes,
    transactionCurrentEvent: row.seq - row.firstSeq + 1,
    isIndexed: true,
  }
}
