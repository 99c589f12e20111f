import type Database from 'better-sqlite3'
import type {LakeChange, LoggedTransaction, StoredDocument, TransactionFilter} from '../types.ts'
import {CHANGE_COLUMNS, type ChangeReader, type ChangeRow} from './changeLog.ts'

interface TransactionRow {
  n: number
  id: string
  author: string
  timestamp: string
  firstSeq: number
  changes: number
}

const COLUMNS = 'n, id, author, timestamp, first_seq AS firstSeq, changes FROM transactions'

/** Lists the transactions of one dataset. */
export interface TransactionLog {
  list(filter: TransactionFilter): LoggedTransaction[]
  /** The bulk load a document came with, and its content then; `null` for any other document. */
  originOf(document: string): {transaction: TransactionRow; after: StoredDocument} | null
}

/** Makes the lister of one dataset's transactions. */
export function createTransactionLog(
  name: string,
  database: Database.Database,
  reader: ChangeReader,
): TransactionLog {
  const byId = database.prepare<[string], TransactionRow>(`SELECT ${COLUMNS} WHERE id = ?`)
  const isLoad = database
    .prepare<[number], string>('SELECT kind FROM changes WHERE seq = ?')
    .pluck()
  const changesOf = database.prepare<[{transactions: string; only: string | null}], ChangeRow>(
    `SELECT ${CHANGE_COLUMNS} FROM transactions t CROSS JOIN changes c
     WHERE t.n IN (SELECT value FROM json_each(@transactions)) AND c.kind <> 'load'
     AND c.seq BETWEEN t.first_seq AND t.first_seq + t.changes - 1
     AND (@only IS NULL OR c.document IN (SELECT value FROM json_each(@only)))`,
  )

  const originOf: TransactionLog['originOf'] = (document) => {
    const after = reader.stateBeforeLog(document)
    const transaction = after ? byId.get(after._rev) : undefined
    if (!after || !transaction || isLoad.get(transaction.firstSeq) !== 'load') return null
    return {transaction, after}
  }

  const list = (filter: TransactionFilter): LoggedTransaction[] => {
    const {documentIds, reverse = false, limit} = filter
    const position = (id: string | undefined) => (id ? (byId.get(id)?.n ?? null) : null)
    const bounds = {
      authors: filter.authors ? JSON.stringify(filter.authors) : null,
      ids: documentIds ? JSON.stringify(documentIds) : null,
      from: position(filter.fromTransaction),
      to: position(filter.toTransaction),
      fromTime: filter.fromTime ?? null,
      toTime: filter.toTime ?? null,
    }
    const conditions = [
      bounds.authors && 'author IN (SELECT value FROM json_each(@authors))',
      bounds.ids &&
        'n IN (SELECT tx FROM changes WHERE document IN (SELECT value FROM json_each(@ids)))',
      bounds.from !== null && 'n >= @from',
      bounds.to !== null && 'n <= @to',
      bounds.fromTime && 'timestamp >= @fromTime',
      bounds.toTime && 'timestamp <= @toTime',
    ].filter((condition) => typeof condition === 'string')
    const where = conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : ''
    const rows = database
      .prepare<object, TransactionRow>(
        `SELECT ${COLUMNS} ${where} ORDER BY n ${reverse ? 'DESC' : 'ASC'} LIMIT @limit`,
      )
      .all({...bounds, limit})
    const loads = new Map<number, LakeChange[]>()
    for (const id of documentIds ?? []) {
      const origin = originOf(id)
      if (!origin || !within(origin.transaction, filter, bounds)) continue
      const {transaction} = origin
      if (!rows.some(({n}) => n === transaction.n)) rows.push(transaction)
      loads.set(transaction.n, [...(loads.get(transaction.n) ?? []), loadChange(name, origin)])
    }
    const page = rows.toSorted((a, b) => (reverse ? b.n - a.n : a.n - b.n)).slice(0, limit)
    const changes = changesOf.all({
      transactions: JSON.stringify(page.map(({n}) => n)),
      only: filter.onlyChangesOf ? JSON.stringify(filter.onlyChangesOf) : null,
    })
    const restored = reader.restore(changes)
    const byTransaction = Map.groupBy(restored, ({transactionId}) => transactionId)
    return page.map(({n, id, author, timestamp}) => ({
      id,
      author,
      timestamp,
      changes: [...(loads.get(n) ?? []), ...(byTransaction.get(id) ?? [])],
    }))
  }
  return {list, originOf}
}

function within(
  {n, author, timestamp}: TransactionRow,
  filter: TransactionFilter,
  {from, to}: {from: number | null; to: number | null},
): boolean {
  return (
    (!filter.authors || filter.authors.includes(author)) &&
    (from === null || n >= from) &&
    (to === null || n <= to) &&
    (!filter.fromTime || timestamp >= filter.fromTime) &&
    (!filter.toTime || timestamp <= filter.toTime)
  )
}

function loadChange(
  dataset: string,
  {transaction, after}: {transaction: TransactionRow; after: StoredDocument},
): LakeChange {
  const {_rev: _, ...content} = after
  return {
    seq: transaction.firstSeq,
    dataset,
    transactionId: transaction.id,
    timestamp: transaction.timestamp,
    identity: transaction.author,
    documentId: after._id,
    before: null,
    after,
    mutations: [{create: content}],
    effects: {apply: [0, after], revert: [0, null]},
    transactionTotalEvents: 1,
    transactionCurrentEvent: 1,
  }
}
