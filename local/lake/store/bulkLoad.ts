import type Database from 'better-sqlite3'
import {SqliteError} from 'better-sqlite3'
import type {DatasetIndexes} from '../groq/indexes/datasetIndexes.ts'
import {CACHE_KIB} from './databaseFile.ts'
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

/**
 * For creating indexes: SQLite sorts one cache full of keys in a second thread while it reads the
 * next, so a small cache keeps both busy.
 */
const WHILE_SORTING = ['cache_size = -8192', 'threads = 2', 'mmap_size = 17179869184']
const AFTER_SORTING = ['threads = 0', 'mmap_size = 0']

/**
 * Runs without a write-ahead log, so that indexes are written once instead of twice: new pages need
 * no journal. With another connection to the file, the log stays.
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
 * Begins to load documents in large SQLite transactions. Each is atomic; it survives a killed process
 * at once, and a power cut when the load is finished. Loading the same documents again continues where
 * it stopped, since existing documents are left alone. The first load of a dataset runs without the
 * index of ids. The log gets one row of kind `load`, and the documents' revision names its
 * transaction. A large load runs without the secondary indexes of its most frequent types; they are
 * created at its end.
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
  const whileSorting = (act: () => void) => {
    set(WHILE_SORTING)
    try {
      act()
    } finally {
      set(AFTER_SORTING)
    }
  }
  indexes.beforeLoad()
  database.pragma(`cache_size = -${LOADING_CACHE}`)
  return {
    stamp,
    write(documents) {
      indexes.beforeBatch(tally)
      try {
        write(documents)
      } catch (error) {
        indexes.rolledBack()
        throw error
      }
    },
    finish() {
      // So that indexes are not read through the write-ahead log.
      database.pragma('wal_checkpoint(TRUNCATE)')
      whileSorting(() =>
        withoutLog(database, () => {
          if (known) createDocumentIndexes(database)
          indexes.afterLoad()
        }),
      )
      database.pragma(`cache_size = -${CACHE_KIB}`)
      database.pragma('wal_checkpoint(TRUNCATE)')
      return {loaded, skipped, transactionId}
    },
  }
}

const STATEMENTS = `
  CREATE UNIQUE INDEX IF NOT EXISTS documents_by_id ON documents (id);
  CREATE INDEX IF NOT EXISTS documents_by_type ON documents (type);
`

/** A load into a dataset with more documents than this maintains the indexes of `documents`. */
const FEW = 10_000

/** Whether ids are unique by a constraint of the table, as in older files: that index stays. */
function hasConstraint(database: Database.Database): boolean {
  const found = database
    .prepare("SELECT 1 FROM pragma_index_list('documents') WHERE origin = 'u'")
    .get()
  return found !== undefined
}

/** Creates the indexes of `documents` that are missing, as after an interrupted load. */
export function createDocumentIndexes(database: Database.Database): void {
  if (!hasConstraint(database)) database.transaction(() => database.exec(STATEMENTS))()
}

/**
 * Drops the indexes of `documents` if there are few documents: ids come in no order, so each of
 * millions would go to another page. Only the load may write until {@link createDocumentIndexes}
 * restores them.
 *
 * @returns the ids of existing documents, so that none is loaded twice; `null` if the indexes stay
 */
function dropDocumentIndexes(database: Database.Database): Set<string> | null {
  const ids = database
    .prepare<[number], string>('SELECT id FROM documents LIMIT ?')
    .pluck()
    .all(FEW + 1)
  if (ids.length > FEW || hasConstraint(database)) return null
  database.transaction(() =>
    database.exec('DROP INDEX documents_by_id; DROP INDEX IF EXISTS documents_by_type'),
  )()
  return new Set(ids)
}
