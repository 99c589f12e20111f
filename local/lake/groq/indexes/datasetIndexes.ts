import type Database from 'better-sqlite3'
import {parsePlainData} from '../plainData.ts'
import {planOfType, type IndexedDocument} from './indexEntry.ts'
import type {IndexPlan} from './indexPlan.ts'
import {
  ALL_TYPES,
  createEntryIndexes,
  createIndexTables,
  dropEntryIndexes,
  dropIndexTables,
} from './indexSchema.ts'
import {createIndexWriter, type IndexWriter} from './indexWriter.ts'

/** The indexes of a dataset, for the process that writes it. */
export interface DatasetIndexes extends IndexWriter {
  /** To be called at the beginning of a bulk load. */
  beforeLoad(): void
  /**
   * To be told before each batch of a bulk load. Once a load is large, the secondary indexes of what
   * it brings most of are taken away: making them anew at the end is several times quicker than
   * keeping them up. Those of other types stay, since making one reads all there is.
   *
   * @param loaded - documents that this load has brought so far, by type
   */
  beforeBatch(loaded: ReadonlyMap<string, number>): void
  /** To be called at the end of a bulk load. */
  afterLoad(): void
}

/** From so many documents of a type on, taking its secondary indexes away is thought of. */
const LARGE_LOAD = 5000
/**
 * Writing an entry into an index costs about twelve times as much as passing by a row when the index
 * is made: a type with a smaller share of the load keeps its indexes.
 */
const SMALLEST_SHARE = 1 / 12

/** Documents between two lines of progress. */
const REPORT_EVERY = 200_000

function isDocument(value: unknown): value is IndexedDocument {
  return (
    typeof value === 'object' &&
    value !== null &&
    '_id' in value &&
    typeof value._id === 'string' &&
    '_type' in value &&
    typeof value._type === 'string'
  )
}

/** The fingerprint that a dataset's indexes were made with; `null` while they are not complete. */
export function indexFingerprint(database: Database.Database): string | null {
  const known = database
    .prepare("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'index_state'")
    .get()
  if (!known) return null
  const value = database.prepare('SELECT fingerprint FROM index_state').pluck().get()
  return typeof value === 'string' ? value : null
}

function fill(
  database: Database.Database,
  writer: IndexWriter,
  log: (message: string) => void,
): void {
  const total = Number(database.prepare('SELECT count(*) FROM documents').pluck().get())
  const page = database.prepare<[number], {n: number; json: string}>(
    'SELECT n, json FROM documents WHERE n > ? ORDER BY n LIMIT 1000',
  )
  let last = 0
  let done = 0
  for (let rows = page.all(last); rows.length > 0; rows = page.all(last)) {
    for (const {n, json} of rows) {
      const document = parsePlainData(json)
      if (isDocument(document)) writer.added(n, document)
      last = n
      done += 1
      if (done % REPORT_EVERY === 0) log(`Indexing: ${done} of ${total} documents`)
    }
  }
}

/**
 * Opens the indexes of a dataset. If they are missing, incomplete or made for other queries they
 * are made anew from the documents, in one transaction: afterwards everything is there, or nothing.
 *
 * @param database - the connection that writes the dataset
 */
export function openDatasetIndexes(
  database: Database.Database,
  plan: IndexPlan,
  log: (message: string) => void,
): DatasetIndexes {
  const isCurrent = indexFingerprint(database) === plan.fingerprint
  if (!isCurrent) {
    database.transaction(() => {
      dropIndexTables(database)
      database.exec(
        'DROP TABLE IF EXISTS index_state; CREATE TABLE index_state (fingerprint TEXT NOT NULL) STRICT',
      )
      createIndexTables(database, plan)
      fill(database, createIndexWriter(database, plan), log)
      createEntryIndexes(database, plan)
      database.prepare('INSERT INTO index_state VALUES (?)').run(plan.fingerprint)
    })()
  } else {
    // A large load that was cut off leaves them out.
    createEntryIndexes(database, plan)
  }
  const writer = createIndexWriter(database, plan)
  const deferred = new Set<number>()
  const defer = (type: number) => {
    if (deferred.has(type)) return
    deferred.add(type)
    dropEntryIndexes(database, plan, type)
  }
  return {
    ...writer,
    beforeLoad: () => writer.rememberFamilies(true),
    beforeBatch(loaded) {
      const total = [...loaded.values()].reduce((sum, count) => sum + count, 0)
      const most = [...loaded]
        .filter(([, count]) => count >= LARGE_LOAD && count >= total * SMALLEST_SHARE)
        .map(([type]) => planOfType(plan, type).number)
      if (most.every((type) => deferred.has(type))) return
      const there = Number(database.prepare('SELECT max(n) FROM documents').pluck().get() ?? 0)
      if (there > 4 * total) return
      for (const type of [ALL_TYPES, ...most]) defer(type)
    },
    afterLoad() {
      writer.rememberFamilies(false)
      if (deferred.size > 0) createEntryIndexes(database, plan)
      deferred.clear()
    },
  }
}
