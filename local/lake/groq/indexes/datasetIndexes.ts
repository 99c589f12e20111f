import type Database from 'better-sqlite3'
import {isQueryDocument, parsePlainData} from '../queryDocument.ts'
import {planOfType} from './indexEntry.ts'
import type {IndexPlan} from './indexPlan.ts'
import {
  ALL_TYPES,
  createEntryIndexes,
  createIndexTables,
  dropEntryIndexes,
  dropIndexTables,
} from './indexSchema.ts'
import {createIndexWriter, type IndexWriter} from './indexWriter.ts'

/** Keeps the indexes of a dataset, in the process that writes it. */
export interface DatasetIndexes extends IndexWriter {
  /** Must be called at the beginning of a bulk load. */
  beforeLoad(): void
  /**
   * Must be called before each batch of a bulk load. Once a load is large, this drops the secondary
   * indexes of its most frequent types: creating them again at the end is several times faster than
   * updating them. Those of other types stay, because creating one reads all documents.
   *
   * @param loaded - documents of this load so far, by type
   */
  beforeBatch(loaded: ReadonlyMap<string, number>): void
  /** Must be called at the end of a bulk load. */
  afterLoad(): void
}

/** The secondary indexes of a type stay while a load has fewer documents of it. */
const LARGE_LOAD = 5000
/**
 * Adding an entry to an index costs about twelve times as much as reading a row when the index is
 * created. A type with a smaller share of the load keeps its indexes.
 */
const SMALLEST_SHARE = 1 / 12

/** Documents between two log lines. */
const REPORT_EVERY = 200_000

/** The fingerprint of a dataset's indexes; `null` while they are not complete. */
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
      if (isQueryDocument(document)) writer.added(n, document)
      last = n
      done += 1
      if (done % REPORT_EVERY === 0) log(`Indexing: ${done} of ${total} documents`)
    }
  }
}

/**
 * Opens the indexes of a dataset. If they are missing, incomplete, or made for other queries, it creates
 * them again from the documents, in one transaction.
 *
 * @param database - the connection that writes the dataset
 * @param generationSize - see `createIndexWriter`
 */
export function openDatasetIndexes(
  database: Database.Database,
  plan: IndexPlan,
  log: (message: string) => void,
  generationSize?: number,
): DatasetIndexes {
  const isCurrent = indexFingerprint(database) === plan.fingerprint
  if (!isCurrent) {
    database.transaction(() => {
      dropIndexTables(database)
      database.exec(
        'DROP TABLE IF EXISTS index_state; CREATE TABLE index_state (fingerprint TEXT NOT NULL) STRICT',
      )
      createIndexTables(database, plan)
      const filling = createIndexWriter(database, plan)
      filling.bulk(true)
      fill(database, filling, log)
      createEntryIndexes(database, plan)
      database.prepare('INSERT INTO index_state VALUES (?)').run(plan.fingerprint)
    })()
  } else {
    // They are missing after a large load that was cut off.
    createEntryIndexes(database, plan)
  }
  const writer = createIndexWriter(database, plan, generationSize)
  const deferred = new Set<number>()
  const defer = (type: number) => {
    if (deferred.has(type)) return
    deferred.add(type)
    dropEntryIndexes(database, plan, type)
  }
  return {
    ...writer,
    beforeLoad: () => writer.bulk(true),
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
      writer.bulk(false)
      if (deferred.size > 0) createEntryIndexes(database, plan)
      deferred.clear()
    },
  }
}
