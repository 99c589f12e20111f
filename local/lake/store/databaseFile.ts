import {existsSync, renameSync} from 'node:fs'
import Database from 'better-sqlite3'
import {SCHEMA_VERSION} from './schema.ts'

/** A file of the lake that SQLite cannot read, or that fails its integrity check. */
export class BrokenFileError extends Error {
  override readonly name = 'BrokenFileError'
  readonly file: string

  constructor(file: string, reason: string) {
    super(
      `The lake's file ${file} is damaged (${reason}). Restore it from a backup, or move it away to start that dataset empty.`,
    )
    this.file = file
  }
}

export interface OpenOptions {
  /** SQL that creates the tables of a new file. */
  schema: string
  /**
   * For a damaged file: `fail` throws; `setAside` renames it to `<file>.broken-<time>` and creates an
   * empty one.
   */
  onBroken: 'fail' | 'setAside'
  /** ISO 8601 of now. */
  now: () => string
  log: (message: string) => void
}

/**
 * Bytes of a page of a new file. An import changes most pages of the indexes with each transaction, so that
 * their number decides: twice SQLite's usual size halves it.
 */
const PAGE_BYTES = 8192
/**
 * Pages in the write-ahead log that wait to be copied into the file, 64 MB. Transactions that follow each
 * other change the same pages, of which only the last state is copied.
 */
export const CHECKPOINT_PAGES = 8000
/** Pages after which SQLite copies them in the thread that writes, see `checkpointThread.ts`. */
export const LONGEST_LOG_PAGES = 4 * CHECKPOINT_PAGES
/** Page cache of the writing connection, in KiB. */
export const CACHE_KIB = 65_536

const FILE_ENDINGS = ['', '-wal', '-shm']

/**
 * Opens a SQLite file for writing, in WAL mode with a disk sync on every commit, and creates the
 * tables of a new one. SQLite rolls back a half-written transaction; after an unclean end the file's
 * structure is checked as well.
 *
 * @throws BrokenFileError when the file is damaged and is not to be set aside
 */
export function openDatabaseFile(file: string, options: OpenOptions): Database.Database {
  try {
    return openChecked(file, options)
  } catch (error) {
    if (!isDamage(error)) throw error
    const broken =
      error instanceof BrokenFileError ? error : new BrokenFileError(file, error.message)
    if (options.onBroken === 'fail') throw broken
    const suffix = `.broken-${options.now().replaceAll(/[:.]/g, '-')}`
    for (const part of FILE_ENDINGS) {
      if (existsSync(file + part)) renameSync(file + part, file + suffix + part)
    }
    options.log(`${broken.message} It was set aside as ${file}${suffix}.`)
    return openChecked(file, options)
  }
}

function openChecked(file: string, {schema}: OpenOptions): Database.Database {
  const database = new Database(file)
  try {
    database.pragma(`page_size = ${PAGE_BYTES}`)
    database.pragma('journal_mode = WAL')
    database.pragma('synchronous = FULL')
    // Deleted content is overwritten, so that no erased person remains in the file's free space.
    database.pragma('secure_delete = ON')
    database.pragma(`wal_autocheckpoint = ${LONGEST_LOG_PAGES}`)
    database.pragma(`journal_size_limit = ${LONGEST_LOG_PAGES * PAGE_BYTES}`)
    database.pragma(`cache_size = -${CACHE_KIB}`)
    database.pragma('busy_timeout = 5000')
    const version = database.pragma('user_version', {simple: true})
    if (version === 0) create(database, schema)
    else if (version !== SCHEMA_VERSION) {
      throw new Error(
        `The lake's file ${file} has format ${String(version)}, this version reads ${SCHEMA_VERSION}. Start with --fresh, or use the version that wrote it.`,
      )
    } else checkIfUnclean(database, file)
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

function create(database: Database.Database, schema: string): void {
  database.transaction(() => {
    database.exec(schema)
    database.exec('CREATE TABLE lifecycle (state TEXT NOT NULL) STRICT')
    database.exec("INSERT INTO lifecycle VALUES ('open')")
    database.pragma(`user_version = ${SCHEMA_VERSION}`)
  })()
}

function checkIfUnclean(database: Database.Database, file: string): void {
  const state = database.prepare('SELECT state FROM lifecycle').pluck().get()
  if (state !== 'closed') {
    const verdict = database.pragma('quick_check(1)', {simple: true})
    if (verdict !== 'ok') throw new BrokenFileError(file, String(verdict))
  }
  database.exec("UPDATE lifecycle SET state = 'open'")
}

/** Closes a file cleanly, so that the next start does not check it. */
export function closeDatabaseFile(database: Database.Database): void {
  database.exec("UPDATE lifecycle SET state = 'closed'")
  database.pragma('wal_checkpoint(TRUNCATE)')
  database.close()
}

function isDamage(error: unknown): error is Error {
  if (error instanceof BrokenFileError) return true
  return (
    error instanceof Database.SqliteError &&
    (error.code.startsWith('SQLITE_CORRUPT') || error.code === 'SQLITE_NOTADB')
  )
}
