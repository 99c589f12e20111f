import type Database from 'better-sqlite3'
import {SqliteError} from 'better-sqlite3'
import type {DatasetIndexes} from '../groq/indexes/datasetIndexes.ts'
import {CACHE_KIB, LONGEST_LOG_PAGES} from './databaseFile.ts'
import {createDocumentIndexes, dropDocumentIndexes} from './documentIndexes.ts'
import type {LoadStamp, PreparedDocument} from './preparedDocument.ts'

/** A bulk load that has begun. */
export interface BulkLoad {
  readonly stamp: LoadStamp
  /** Writes documents in one transaction: afterwards they are all on disk, or none is. */
  write(documents: readonly PreparedDocument[]): void
  finish(): LoadResult
}

/** What a bulk load did. */
export interface LoadResult {
  loaded: number
  /** Documents that were there already. */
  skipped: number
  transactionId: string
}

const WHILE_LOADING = ['wal_autocheckpoint = 65536']
const OTHERWISE = [`wal_autocheckpoint = ${LONGEST_LOG_PAGES}`]
/**
 * How indexes are made: SQLite sorts a cache full of keys in a thread of its own while it reads the
 * next, so that a small cache keeps both busy.
 */
const WHILE_SORTING = ['cache_size = -8192', 'threads = 2', 'mmap_size = 17179869184']
const AFTER_SORTING = ['threads = 0', 'mmap_size = 0']
/**
 * New pages need no journal, so that without a write-ahead log indexes are written once instead of
 * twice. Only possible while nobody else has the file open; else it stays as it is.
 */
function withoutLog(database: Database.Database, act: () => void): void {
  const timeout = database.pragma('busy_timeout', {simple: true})
  database.pragma('busy_timeout = 0')
  try {
    database.pragma('journal_mode = TRUNCATE')
  } catch (error) {
    if (!(error instanceof SqliteError) || error.code !== 'SQLITE_BUSY') throw error
  }
  database.pragma(`busy_timeout = ${Number(timeout)}`)
  try {
    act()
  } finally {
    database.pragma('journal_mode = WAL')
  }
}

/** Enough for the inner pages of every index of a million documents, in KiB. */
const LOADING_CACHE = 262_144

/**
 * Begins to load documents in large SQLite transactions. Each is whole after a crash, and safe from a
 * killed process at once, from a power cut when the load is finished; loading the
 * same documents again continues where it stopped, since those that exist are left alone. The first
 * load of a dataset goes on without the index of ids. The log
 * gets one row of kind `load`, and the documents' revision leads to its transaction. A large load
 * goes on without the secondary indexes of what it brings most of; they are made at its end.
 */
export function openBulkLoad(
  database: Database.Database,
  indexes: DatasetIndexes,
  author: string,
  stamp: LoadStamp,
): BulkLoad {
  const {transactionId, timestamp} = stamp
  const insertChange = database.prepare(
    "INSERT INTO changes (tx, document, kind) VALUES (0, '', 'load')",
  )
  const insertTransaction = database.prepare(
    'INSERT INTO transactions (id, author, timestamp, first_seq, changes) VALUES (?, ?, ?, ?, 1)',
  )
  const bindChange = database.prepare('UPDATE changes SET tx = ? WHERE seq = ?')
  database.transaction(() => {
    const seq = insertChange.run().lastInsertRowid
    const tx = insertTransaction.run(transactionId, author, timestamp, seq).lastInsertRowid
    bindChange.run(tx, seq)
  })()

  const known = dropDocumentIndexes(database)
  const insert = database.prepare(
    `INSERT INTO documents (id, type, rev, created, updated, version, json)
     VALUES (?, ?, ?, ?, ?, 0, ?) ${known ? '' : 'ON CONFLICT (id) DO NOTHING'}`,
  )
  let loaded = 0
  let skipped = 0
  const tally = new Map<string, number>()
  const write = database.transaction((documents: readonly PreparedDocument[]) => {
    for (const {id, type, created, updated, json, entry} of documents) {
      if (known?.has(id)) {
        skipped += 1
        continue
      }
      known?.add(id)
      const added = insert.run(id, type, transactionId, created, updated, json)
      if (added.changes === 1) {
        indexes.addedEntry(Number(added.lastInsertRowid), {_id: id, _type: type}, entry)
        tally.set(type, (tally.get(type) ?? 0) + 1)
      }
      loaded += added.changes
      skipped += 1 - added.changes
    }
  })
  const set = (pragmas: readonly string[]) => {
    for (const pragma of pragmas) database.pragma(pragma)
  }
  const under = (pragmas: readonly string[], afterwards: readonly string[], act: () => void) => {
    set(pragmas)
    try {
      act()
    } finally {
      set(afterwards)
    }
  }
  const loading = (act: () => void) => under(WHILE_LOADING, OTHERWISE, act)
  indexes.beforeLoad()
  database.pragma(`cache_size = -${LOADING_CACHE}`)
  return {
    stamp,
    write: (documents) =>
      loading(() => {
        indexes.beforeBatch(tally)
        write(documents)
      }),
    finish() {
      loading(() => {
        // Read past the write-ahead log.
        database.pragma('wal_checkpoint(TRUNCATE)')
        under(WHILE_SORTING, AFTER_SORTING, () =>
          withoutLog(database, () => {
            if (known) createDocumentIndexes(database)
            indexes.afterLoad()
          }),
        )
      })
      database.pragma(`cache_size = -${CACHE_KIB}`)
      database.pragma('wal_checkpoint(TRUNCATE)')
      return {loaded, skipped, transactionId}
    },
  }
}
