import {statSync} from 'node:fs'
import Database from 'better-sqlite3'
import {z} from 'zod'
import {parsePlainData} from '../plainData.ts'
import type {QueryDocument} from '../sortedDocuments.ts'
import {countDocument, countStatement, countWork} from '../workers/workMeter.ts'
import {indexFingerprint} from './datasetIndexes.ts'
import type {FamilyRow} from '../sql/families.ts'
import {productIndexPlan, type IndexPlan} from './indexPlan.ts'
import {createRowJudges, type RowJudges} from '../sql/rowJudges.ts'

/** A document that SQL cannot judge, see `indexEntry.ts`. */
export interface SpecialRow {
  n: number
  id: string
  layer: string
  published: string
}

/** A dataset's file with its indexes, read-only, for one query worker. */
export interface LakeFile {
  plan: IndexPlan
  /** Whether the path still leads to the file that was opened: datasets can be made anew. */
  isCurrent(): boolean
  /** Runs work in one read transaction: everything in it sees the same state. */
  read<T>(work: () => T): T
  families(): readonly FamilyRow[]
  specials(): SpecialRow[]
  /** Names of the secondary indexes that exist; while much is loaded there are none. */
  indexes(): ReadonlySet<string>
  /** Functions that statements may call. */
  judges: RowJudges
  /** The rows of a statement, as arrays. */
  rows(sql: string, params: readonly unknown[]): unknown[][]
  /** A document by its position; the same object until it changes. */
  document(n: number): QueryDocument | null
  documentById(id: string): QueryDocument | null
  /** The same one by one, for those of which there are many. */
  eachRow(sql: string, params: readonly unknown[]): Iterable<unknown[]>
  /** Documents without remembering them, in the order of positions. */
  each(sql: string, params: readonly unknown[]): Iterable<QueryDocument>
  close(): void
}

const FAMILIES = z.array(
  z.object({f: z.int(), type: z.string(), site: z.string(), root: z.string()}),
)
const SPECIALS = z.array(
  z.object({n: z.int(), id: z.string(), layer: z.string(), published: z.string()}),
)
const NAMES = z.array(z.string())
const LOCATION = z.object({n: z.int(), id: z.string(), rev: z.string()})
const ROWS = z.array(z.array(z.unknown()))

/** Bounds of what one worker remembers. */
const MAX_STATEMENTS = 300
const CACHED_JSON = 24 * 1024 * 1024
const CACHED_PAGES_KB = 24 * 1024

function isDocument(value: unknown): value is QueryDocument {
  return typeof value === 'object' && value !== null && '_id' in value && '_type' in value
}

function inodeOf(file: string): number | null {
  return statSync(file, {throwIfNoEntry: false})?.ino ?? null
}

/** Keeps documents until they take too much room, then starts afresh with the newer half. */
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

/**
 * Opens a dataset's file.
 *
 * @throws the database's error when the file is missing or cannot be read; Error when its indexes
 *   are not those of this version
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
  const statements = new Map<string, Database.Statement>()
  const prepared = (sql: string): Database.Statement => {
    const statement = statements.get(sql) ?? database.prepare(sql).raw()
    statements.delete(sql)
    statements.set(sql, statement)
    if (statements.size > MAX_STATEMENTS) {
      const [oldest] = statements.keys()
      if (oldest !== undefined) statements.delete(oldest)
    }
    return statement
  }
  const greatestFamily = database.prepare('SELECT max(f) FROM families').pluck()
  const allFamilies = database.prepare('SELECT f, type, site, root FROM families ORDER BY f')
  const allSpecials = database.prepare('SELECT n, id, layer, published FROM specials')
  const indexNames = database
    .prepare("SELECT name FROM sqlite_master WHERE type = 'index' AND tbl_name = 'entries'")
    .pluck()
  const revision = database.prepare('SELECT n, id, rev FROM documents WHERE n = ?')
  const location = database.prepare('SELECT n, id, rev FROM documents WHERE id = ?')
  const content = database
    .prepare<[number], string>('SELECT json FROM documents WHERE n = ?')
    .pluck()
  const cache = documentCache()
  const judges = createRowJudges(database)
  let families: FamilyRow[] = []
  let greatest: unknown = null
  let schema: unknown = null
  let names: ReadonlySet<string> = new Set()

  function parsed(json: string): QueryDocument {
    const document = parsePlainData(json)
    if (!isDocument(document)) throw new Error('A stored document has no id or no type')
    return document
  }

  function cached(row: unknown): QueryDocument | null {
    countDocument()
    if (row === undefined) return null
    const {n, id, rev} = LOCATION.parse(row)
    const known = cache.get(n, rev)
    // A position is used again, and two sites may give their transactions the same id.
    if (known?._id === id) return known
    const json = content.get(n)
    if (json === undefined) return null
    const document = parsed(json)
    cache.set(n, rev, document, json.length)
    return document
  }

  return {
    plan,
    judges,
    isCurrent: () => inode !== null && inodeOf(file) === inode,
    read(work) {
      judges.forget()
      return database.transaction(work).deferred()
    },
    families() {
      const now = greatestFamily.get()
      if (now !== greatest) {
        families = FAMILIES.parse(allFamilies.all()).map(({site, ...family}) => ({
          ...family,
          site: site === '' ? null : site.slice(1),
        }))
        greatest = now
      }
      return families
    },
    specials: () => SPECIALS.parse(allSpecials.all()),
    indexes() {
      const version = database.pragma('schema_version', {simple: true})
      if (version !== schema) names = new Set(NAMES.parse(indexNames.all()))
      schema = version
      return names
    },
    rows(sql, params) {
      countStatement()
      return ROWS.parse(prepared(sql).all(...params))
    },
    *eachRow(sql, params) {
      for (const row of database
        .prepare<unknown[], unknown[]>(sql)
        .raw()
        .iterate(...params)) {
        countWork()
        yield row
      }
    },
    document: (n) => cached(revision.get(n)),
    documentById: (id) => cached(location.get(id)),
    *each(sql, params) {
      for (const row of database
        .prepare<unknown[], string>(sql)
        .pluck()
        .iterate(...params)) {
        countDocument()
        yield parsed(row)
      }
    },
    close: () => {
      database.close()
    },
  }
}
