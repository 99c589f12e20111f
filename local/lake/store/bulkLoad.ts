import type Database from 'better-sqlite3'
import type {DatasetIndexes} from '../groq/sql/datasetIndexes.ts'
import type {LoadableDocument} from '../types.ts'

/** Who loads, and how much goes into one SQLite transaction. */
export interface BulkLoadOptions {
  author: string
  batchSize: number
  transactionId: string
  /** ISO 8601, UTC: `_createdAt` and `_updatedAt` where a document brings none. */
  timestamp: string
}

/**
 * Loads documents in large SQLite transactions. Each is whole after a crash; loading the same
 * documents again continues where it stopped, since those that exist are left alone. The log gets
 * one row of kind `load`, and the documents' revision leads to its transaction. A large load goes on
 * without secondary indexes, which are made at its end.
 */
export function bulkLoad(
  database: Database.Database,
  indexes: DatasetIndexes,
  documents: Iterable<LoadableDocument>,
  {author, batchSize, transactionId, timestamp}: BulkLoadOptions,
): {loaded: number; skipped: number; transactionId: string} {
  const insertChange = database.prepare(
    "INSERT INTO changes (tx, document, kind) VALUES (0, '', 'load')",
  )
  const insertTransaction = database.prepare(
    'INSERT INTO transactions (id, author, timestamp, first_seq, changes) VALUES (?, ?, ?, ?, 1)',
  )
  const bindChange = database.prepare('UPDATE changes SET tx = ? WHERE seq = ?')
  const insert = database.prepare(
    `INSERT INTO documents (id, type, rev, created, updated, version, json)
     VALUES (?, ?, ?, ?, ?, 0, ?) ON CONFLICT (id) DO NOTHING`,
  )
  database.transaction(() => {
    const seq = insertChange.run().lastInsertRowid
    const tx = insertTransaction.run(transactionId, author, timestamp, seq).lastInsertRowid
    bindChange.run(tx, seq)
  })()

  let loaded = 0
  let skipped = 0
  const rest = documents[Symbol.iterator]()
  const loadBatch = database.transaction(() => {
    for (let count = 0; count < batchSize; count += 1) {
      const next = rest.next()
      if (next.done) return false
      const created = text(next.value['_createdAt'], timestamp)
      const updated = text(next.value['_updatedAt'], created)
      const system = {_createdAt: created, _updatedAt: updated, _rev: transactionId}
      const {_id, _type} = next.value
      const document = {...next.value, ...system}
      const json = JSON.stringify(document)
      const added = insert.run(_id, _type, transactionId, created, updated, json)
      if (added.changes === 1) indexes.added(Number(added.lastInsertRowid), document)
      loaded += added.changes
      skipped += 1 - added.changes
    }
    return true
  })
  try {
    do indexes.beforeBatch(loaded)
    while (loadBatch())
  } finally {
    indexes.afterLoad()
  }
  return {loaded, skipped, transactionId}
}

function text(value: unknown, otherwise: string): string {
  return typeof value === 'string' ? value : otherwise
}
