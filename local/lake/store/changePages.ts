import type {ChangePageOptions} from './lakeStore.ts'
import type Database from 'better-sqlite3'
import type {LakeChange} from './lakeChange.ts'
import {isEverything, isWithin, type IdRange} from '../visibility/visibleIds.ts'
import {CHANGE_COLUMNS, type ChangeReader, type ChangeRow} from './changeLog.ts'
import {createTransactionFinder} from './transactionFinder.ts'

/** The log of one dataset in pages, in the order of positions. */
export interface ChangePages {
  /** Durable changes after a position. */
  after(seq: number, limit: number, options?: ChangePageOptions): LakeChange[]
}

const FROM = 'FROM changes c JOIN transactions t ON t.n = c.tx'

export function createChangePages(
  database: Database.Database,
  reader: ChangeReader,
  lastSeq: () => number,
): ChangePages {
  const finder = createTransactionFinder(database)
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

  /** Passes nothing but transactions that touched one of the documents. */
  const within = (
    ranges: readonly IdRange[],
    seq: number,
    until: number,
    limit: number,
  ): ChangeRow[] => {
    const bounds = {low: transactionAfter.get(seq) ?? 1, high: transactionUntil.get(until) ?? 0}
    const {numbers} = finder.find({ranges}, bounds, false, limit)
    const found = places
      .all({numbers: JSON.stringify(numbers), seq, until})
      .filter(({document}) => isWithin(document, ranges))
      .slice(0, limit)
    return bySeq.all(JSON.stringify(found.map((place) => place.seq)))
  }

  return {
    after(seq, limit, {ids = null, until = Infinity} = {}) {
      const last = Math.min(until, lastSeq())
      const rows =
        ids === null || isEverything(ids)
          ? everything.all(seq, last, limit)
          : within(ids, seq, last, limit)
      return reader.restore(rows)
    },
  }
}
