import {statSync} from 'node:fs'
import Database from 'better-sqlite3'
import {z} from 'zod'
import {chunk} from '../../../../core/documents/chunk.ts'
import {isQueryDocument, parsePlainData, type QueryDocument} from '../queryDocument.ts'
import {countDocument, countStatement, countWork} from '../workers/workMeter.ts'
import {indexFingerprint} from './datasetIndexes.ts'
import type {Partition} from './indexEntry.ts'
import {productIndexPlan, type IndexPlan} from './indexPlan.ts'
import {createRowFunctions, type RowFunctions} from './rowFunctions.ts'

/** A document without an index entry, see `indexEntry.ts`. */
export interface UnindexedRow {
  n: number
  id: string
  layer: string
  published: string
}

/** A dataset's file with its indexes, read-only, for one query worker. */
export interface LakeFile {
  plan: IndexPlan
  /** Whether the path still leads to the file that was opened: a dataset can be created again. */
  isCurrent(): boolean
  /** Runs work in one read transaction, so that all of it sees the same state. */
  read<T>(work: () => T): T
  partitions(): readonly Partition[]
  unindexedDocuments(): UnindexedRow[]
  /** Names of the secondary indexes that exist; during a large load there are none. */
  indexes(): ReadonlySet<string>
  /** Functions that statements may call. */
  rowFunctions: RowFunctions
  /** The rows of a statement, as arrays. */
  rows(sql: string, params: readonly unknown[]): unknown[][]
  /** The same, one row after the other, for statements that give many. */
  eachRow(sql: string, params: readonly unknown[]): Iterable<unknown[]>
  /** The document at a position; the same object until it changes. */
  document(n: number): QueryDocument | null
  /** The documents at many positions that are still there, in the order given, without caching them. */
  documents(positions: readonly number[]): QueryDocument[]
  documentById(id: string): QueryDocument | null
  /** The documents of a statement that selects their JSON, without caching them. */
  each(sql: string, params: readonly unknown[]): Iterable<QueryDocument>
  close(): void
}

const PARTITIONS = z.array(
  z.object({f: z.int(), type: z.string(), site: z.string(), root: z.string()}),
)
const UNINDEXED = z.array(
  z.object({n: z.int(), id: z.string(), layer: z.string(), published: z.string()}),
)
const NAMES = z.array(z.string())
const LOCATION = z.object({n: z.int(), id: z.string(), rev: z.string()})

/** Bounds of the caches of one worker. */
const MAX_STATEMENTS = 300
const CACHED_JSON = 8 * 1024 * 1024
const CACHED_PAGES_KB = 8 * 1024
/** Documents that one statement reads: their texts are in memory together. */
const READ_TOGETHER = 1000

/**
 * Opens a dataset's file.
 *
 * @throws the database's error when the file is missing or can't be read; Error when its indexes are
 *   those of another version
 */
export function openLakeFile(file: string): LakeFile {
  const plan = productIndexPlan()
  const inode = inodeOf(file)
  const database = new Database(file, {readonly: true, fileMustExist: true})
  database.pragma(`cache_size = -${CACHED_PAGES_KB}`)
  if (indexFingerprint(database) !== plan.fingerprint) {
    database.close()
    throw new Error('The indexes of the dataset were made by another version')
  }
  const greatestPartition = database.prepare('SELECT max(f) FROM families').pluck()
  const allPartitions = database.prepare('SELECT f, type, site, root FROM families ORDER BY f')
  const allUnindexed = database.prepare('SELECT n, id, layer, published FROM specials')
  const indexNames = database
    .prepare("SELECT name FROM sqlite_master WHERE type = 'index' AND tbl_name = 'entries'")
    .pluck()
  // A pragma itself is refused while rows are read one by one.
  const schemaVersion = database.prepare('SELECT schema_version FROM pragma_schema_version').pluck()
  const revision = database.prepare('SELECT n, id, rev FROM documents WHERE n = ?')
  const location = database.prepare('SELECT n, id, rev FROM documents WHERE id = ?')
  const content = database
    .prepare<[number], string>('SELECT json FROM documents WHERE n = ?')
    .pluck()
  const contents = database
    .prepare<[string], string>(
      'SELECT d.json FROM json_each(?) p CROSS JOIN documents d ON d.n = p.value',
    )
    .pluck()
  const idle = statementPool(database)
  const cache = documentCache()
  const rowFunctions = createRowFunctions(database)
  let partitions: Partition[] = []
  let greatest: unknown = null
  let schema: unknown = null
  let names: ReadonlySet<string> = new Set()

  function cached(row: unknown): QueryDocument | null {
    countDocument()
    if (row === undefined) return null
    const {n, id, rev} = LOCATION.parse(row)
    const known = cache.get(n, rev)
    // Positions are reused, and the transactions of two sites may have the same id.
    if (known?._id === id) return known
    const json = content.get(n)
    if (json === undefined) return null
    const document = parseDocument(json)
    cache.set(n, rev, document, json.length)
    return document
  }

  return {
    plan,
    rowFunctions,
    isCurrent: () => inode !== null && inodeOf(file) === inode,
    read(work) {
      rowFunctions.forget()
      return database.transaction(work).deferred()
    },
    partitions() {
      const now = greatestPartition.get()
      if (now !== greatest) {
        partitions = PARTITIONS.parse(allPartitions.all()).map(({site, ...partition}) => ({
          ...partition,
          site: site === '' ? null : site.slice(1),
        }))
        greatest = now
      }
      return partitions
    },
    unindexedDocuments: () => UNINDEXED.parse(allUnindexed.all()),
    indexes() {
      const version = schemaVersion.get()
      if (version !== schema) names = new Set(NAMES.parse(indexNames.all()))
      schema = version
      return names
    },
    rows(sql, params) {
      countStatement()
      const statement = idle.take(sql)
      try {
        return statement.all(...params)
      } finally {
        idle.put(sql, statement)
      }
    },
    *eachRow(sql, params) {
      const statement = idle.take(sql)
      try {
        for (const row of statement.iterate(...params)) {
          countWork()
          yield row
        }
      } finally {
        idle.put(sql, statement)
      }
    },
    document: (n) => cached(revision.get(n)),
    documents: (positions) =>
      chunk(positions, READ_TOGETHER).flatMap((some) =>
        contents.all(JSON.stringify(some)).map((json) => {
          countDocument()
          return parseDocument(json)
        }),
      ),
    documentById: (id) => cached(location.get(id)),
    *each(sql, params) {
      for (const row of database
        .prepare<unknown[], string>(sql)
        .pluck()
        .iterate(...params)) {
        countDocument()
        yield parseDocument(row)
      }
    },
    close: () => {
      database.close()
    },
  }
}

function inodeOf(file: string): number | null {
  return statSync(file, {throwIfNoEntry: false})?.ino ?? null
}

function parseDocument(json: string): QueryDocument {
  const document = parsePlainData(json)
  if (!isQueryDocument(document)) throw new Error('A stored document has no id or no type')
  return document
}

/**
 * Prepared statements that nothing uses now, those that were used last: several iterations may go along the
 * same text at once.
 */
function statementPool(database: Database.Database) {
  const pool = new Map<string, Database.Statement<unknown[], unknown[]>[]>()
  let size = 0
  return {
    take(sql: string): Database.Statement<unknown[], unknown[]> {
      const statement = pool.get(sql)?.pop()
      if (statement) size -= 1
      return statement ?? database.prepare<unknown[], unknown[]>(sql).raw()
    },
    put(sql: string, statement: Database.Statement<unknown[], unknown[]>): void {
      const kept = pool.get(sql) ?? []
      kept.push(statement)
      // The text that was used last comes last.
      pool.delete(sql)
      pool.set(sql, kept)
      size += 1
      for (const [oldest, statements] of pool) {
        if (size <= MAX_STATEMENTS) break
        pool.delete(oldest)
        size -= statements.length
      }
    },
  }
}

/** Keeps documents until they are too large together, then drops the older half. */
function documentCache() {
  let newer = new Map<number, {rev: string; document: QueryDocument}>()
  let older: typeof newer = new Map()
  let size = 0
  return {
    get(n: number, rev: string): QueryDocument | null {
      const entry = newer.get(n) ?? older.get(n)
      return entry?.rev === rev ? entry.document : null
    },
    set(n: number, rev: string, document: QueryDocument, length: number): void {
      newer.set(n, {rev, document})
      size += length
      if (size < CACHED_JSON / 2) return
      older = newer
      newer = new Map()
      size = 0
    },
  }
}
