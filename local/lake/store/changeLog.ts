import type Database from 'better-sqlite3'
import {applyPatch} from 'mendoza'
import {isEverything, isWithin, type IdRange} from '../access/visibleIds.ts'
import {givenTransactionId} from '../mutations/transactionIds.ts'
import type {LakeChange} from './lakeChange.ts'
import type {ChangePageOptions} from './lakeStore.ts'
import {NEVER_STORED} from './logEntry.ts'
import {isStoredDocument, parseDocument, type StoredDocument} from './storedDocument.ts'
import {createTransactionFinder} from './transactionFinder.ts'

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

/** Restores changes of a dataset's log, with the documents before and after them. */
export interface ChangeReader {
  /** @param rows - in any order; faster with all wanted rows of a document at once */
  restore(rows: ChangeRow[]): LakeChange[]
  /** The document right after a change of it. */
  stateAfter(document: string, seq: number): StoredDocument | null
  /** The document before its oldest change in the log. */
  stateBeforeLog(document: string): StoredDocument | null
}

export function createChangeReader(name: string, database: Database.Database): ChangeReader {
  const later = database.prepare<[string, number], Pick<ChangeRow, 'kind' | 'revert' | 'after'>>(
    'SELECT kind, revert, after FROM changes WHERE document = ? AND seq > ? ORDER BY seq',
  )
  const at = database.prepare<[string, number], Pick<ChangeRow, 'kind' | 'after'>>(
    'SELECT kind, after FROM changes WHERE document = ? AND seq = ?',
  )
  const previous = database
    .prepare<[string, number], number>(
      'SELECT seq FROM changes WHERE document = ? AND seq < ? ORDER BY seq DESC LIMIT 1',
    )
    .pluck()
  const current = database
    .prepare<[string], string>('SELECT json FROM documents WHERE id = ?')
    .pluck()
  const oldestKind = database
    .prepare<[string], string>('SELECT kind FROM changes WHERE document = ? ORDER BY seq LIMIT 1')
    .pluck()

  /** Undoes later changes, starting from the nearest state whose content is stored. */
  const stateAfter = (document: string, seq: number): StoredDocument | null => {
    const own = at.get(document, seq)
    if (own?.kind === 'delete') return null
    if (own?.after) return parseDocument(own.after)
    const patches: string[] = []
    let state: StoredDocument | null | undefined
    for (const row of later.iterate(document, seq)) {
      patches.push(row.revert ?? '[0,null]')
      if (row.kind === 'delete') state = null
      else if (row.after) state = parseDocument(row.after)
      if (state !== undefined) break
    }
    if (state === undefined) {
      const json = current.get(document)
      state = json === undefined ? null : parseDocument(json)
    }
    for (const patch of patches.reverse()) state = undo(state, patch)
    return state
  }

  const restoreDocument = (rows: ChangeRow[]): LakeChange[] => {
    const newest = rows.at(-1)
    if (!newest) return []
    let state = stateAfter(newest.document, newest.seq)
    const changes: LakeChange[] = []
    let above = newest
    for (const row of rows.toReversed()) {
      // There may be other rows between this one and the one above it.
      const next = previous.get(above.document, above.seq)
      if (row !== newest && next !== row.seq) state = stateAfter(row.document, row.seq)
      const after = row.kind === 'delete' ? null : state
      const hadNone = row.kind === 'create' || row.apply === NEVER_STORED
      const before = hadNone ? null : undo(after, row.revert ?? '[0,null]')
      changes.push(toChange(name, row, before, after))
      state = before
      above = row
    }
    return changes
  }

  return {
    stateAfter,
    // Most documents were created in the log: no need to undo all of their changes to learn that.
    stateBeforeLog: (document) =>
      oldestKind.get(document) === 'create' ? null : stateAfter(document, 0),
    restore: (rows) => {
      const sorted = rows.toSorted((a, b) => a.seq - b.seq)
      const byDocument = Map.groupBy(sorted, (row) => row.document)
      const changes = [...byDocument.values()].flatMap(restoreDocument)
      return changes.sort((a, b) => a.seq - b.seq)
    },
  }
}

function undo(state: StoredDocument | null, patch: string): StoredDocument | null {
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
      row.apply === NEVER_STORED
        ? {apply: [], revert: []}
        : {apply: parse(row.apply, [0, after]), revert: parse(row.revert, [0, before])},
    transactionTotalEvents: row.changes,
    transactionCurrentEvent: row.seq - row.firstSeq + 1,
    isIndexed: true,
  }
}

const FROM = 'FROM changes c JOIN transactions t ON t.n = c.tx'

/**
 * Creates the reader of pages of a dataset's log.
 *
 * @param lastSeq - position of the newest durable change
 * @returns reads durable changes after a position, in the order of positions
 */
export function createPageReader(
  database: Database.Database,
  reader: ChangeReader,
  lastSeq: () => number,
): (seq: number, limit: number, options?: ChangePageOptions) => LakeChange[] {
  const find = createTransactionFinder(database)
  const everything = database.prepare<[number, number, number], ChangeRow>(
    `SELECT ${CHANGE_COLUMNS} ${FROM} WHERE c.seq > ? AND c.seq <= ? AND c.kind <> 'load'
     ORDER BY c.seq LIMIT ?`,
  )
  const bySeq = database.prepare<[string], ChangeRow>(
    `SELECT ${CHANGE_COLUMNS} ${FROM} WHERE c.seq IN (SELECT value FROM json_each(?))`,
  )
  const transactionAfter = database
    .prepare<[number], number>('SELECT tx FROM changes WHERE seq > ? ORDER BY seq LIMIT 1')
    .pluck()
  const transactionUntil = database
    .prepare<[number], number>('SELECT tx FROM changes WHERE seq <= ? ORDER BY seq DESC LIMIT 1')
    .pluck()
  const places = database.prepare<object[], {seq: number; document: string}>(
    `SELECT c.seq, c.document FROM transactions t CROSS JOIN changes c
     WHERE t.n IN (SELECT value FROM json_each(@numbers)) AND c.seq > @seq AND c.seq <= @until
     AND c.seq BETWEEN t.first_seq AND t.first_seq + t.changes - 1 ORDER BY c.seq`,
  )

  /** Reads only transactions that touched one of the documents. */
  const within = (
    ranges: readonly IdRange[],
    seq: number,
    until: number,
    limit: number,
  ): ChangeRow[] => {
    const bounds = {low: transactionAfter.get(seq) ?? 1, high: transactionUntil.get(until) ?? 0}
    const {numbers} = find({ranges}, bounds, false, limit)
    const found = places
      .all({numbers: JSON.stringify(numbers), seq, until})
      .filter(({document}) => isWithin(document, ranges))
      .slice(0, limit)
    return bySeq.all(JSON.stringify(found.map((place) => place.seq)))
  }

  return (seq, limit, {ids = null, until = Infinity} = {}) => {
    const last = Math.min(until, lastSeq())
    const rows =
      ids === null || isEverything(ids)
        ? everything.all(seq, last, limit)
        : within(ids, seq, last, limit)
    return reader.restore(rows)
  }
}
