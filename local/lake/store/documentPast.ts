import type Database from 'better-sqlite3'
import type {ChangeReader} from './changeLog.ts'
import type {PointInTime} from './lakeStore.ts'
import type {StoredDocument} from './storedDocument.ts'
import type {TransactionLog} from './transactionLog.ts'

/** Past states of the documents of one dataset. */
export interface DocumentPast {
  /** `null` when the document did not exist then. */
  at(id: string, point: PointInTime): StoredDocument | null
  /** The current state, or the one before the last deletion. */
  latest(id: string): StoredDocument | null
}

export function createDocumentPast(
  database: Database.Database,
  reader: ChangeReader,
  log: Pick<TransactionLog, 'numbersOf' | 'originOf'>,
  getDocument: (id: string) => StoredDocument | null,
): DocumentPast {
  const untilTransaction = database.prepare<[string, number], {seq: number; tx: number}>(
    'SELECT seq, tx FROM changes WHERE document = ? AND tx <= ? ORDER BY seq DESC LIMIT 1',
  )
  const untilTime = database.prepare<[string, string], {seq: number}>(
    `SELECT c.seq FROM changes c JOIN transactions t ON t.n = c.tx
     WHERE c.document = ? AND t.timestamp <= ? ORDER BY c.seq DESC LIMIT 1`,
  )
  const lastDeletion = database
    .prepare<[string], number>(
      "SELECT max(seq) FROM changes WHERE document = ? AND kind = 'delete'",
    )
    .pluck()

  const latest: DocumentPast['latest'] = (id) => {
    const seq = lastDeletion.get(id)
    return getDocument(id) ?? (seq ? reader.stateAfter(id, seq - 1) : null)
  }

  const atTransaction = (id: string, numbers: readonly number[]): StoredDocument | null => {
    const found = numbers.map((n) => ({n, change: untilTransaction.get(id, n)}))
    // Of several transactions with this id, prefers the one that touched the document.
    const {n, change} = found.find((each) => each.change?.tx === each.n) ?? found.at(-1) ?? {}
    if (n === undefined) return null
    if (change) return reader.stateAfter(id, change.seq)
    const origin = log.originOf(id)
    return origin && origin.transaction.n <= n ? origin.after : null
  }

  const atTime = (id: string, time: string): StoredDocument | null => {
    const change = untilTime.get(id, time)
    if (change) return reader.stateAfter(id, change.seq)
    const origin = log.originOf(id)
    return origin && origin.transaction.timestamp <= time ? origin.after : null
  }

  return {
    latest,
    at(id, point) {
      if ('lastRevision' in point) return latest(id)
      if ('time' in point) return atTime(id, new Date(point.time).toISOString())
      return atTransaction(id, log.numbersOf(point.revision, point.view))
    },
  }
}
