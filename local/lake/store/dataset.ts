import type Database from 'better-sqlite3'
import type {Caller} from '../access/lakeCaller.ts'
import {documentView} from '../access/visibleIds.ts'
import {draftIdOf, publishedIdOf} from '../actions/versionId.ts'
import {openDatasetIndexes} from '../groq/indexes/datasetIndexes.ts'
import {productIndexPlan} from '../groq/indexes/indexPlan.ts'
import {transactionIdTaken} from '../mutations/mutationErrors.ts'
import {storedTransactionId} from '../mutations/transactionIds.ts'
import {createDocumentIndexes, openBulkLoad} from './bulkLoad.ts'
import {createChangeReader, createPageReader} from './changeLog.ts'
import {createCheckpointThread} from './checkpointThread.ts'
import {createCommitQueue, type CommitQueue} from './commitQueue.ts'
import {closeDatabaseFile, openDatabaseFile, type OpenOptions} from './databaseFile.ts'
import {createBatchWriter, type WriterServices} from './datasetWriter.ts'
import {createDocumentPast} from './documentPast.ts'
import {createDocumentRows} from './documentRows.ts'
import type {LakeChange} from './lakeChange.ts'
import type {LakeStore} from './lakeStore.ts'
import {createPositionCode, positionKey, type PositionCode} from './positionCode.ts'
import {prepareDocument, type PreparedDocument} from './preparedDocument.ts'
import {openQueryCopy, removeQueryCopy} from './queryCopy.ts'
import {scanDocuments} from './scanDocuments.ts'
import {DATASET_ADDITIONS, DATASET_SCHEMA, LATER_COLUMNS} from './schema.ts'
import {parseDocument, type StoredDocument} from './storedDocument.ts'
import {createTransactionLog} from './transactionLog.ts'
import {createWalSync} from './walSync.ts'

export interface DatasetServices extends WriterServices, Omit<OpenOptions, 'schema'> {
  /** Called on each dataset's writing connection once it is open. */
  prepareDataset?: (database: Database.Database) => void
  /** Where the copy that queries read is, with a query lag. */
  queryFile: string
  /** Returns the next number, for `typeRevision`. */
  tick: () => number
  /** Called after each commit, once it is durable, in commit order. */
  onCommit: (changes: LakeChange[]) => void
}

/** A method of {@link LakeStore} for one dataset. */
type OfDataset<Method> = Method extends (dataset: string, ...rest: infer Rest) => infer Result
  ? (...rest: Rest) => Result
  : never

type DatasetMethod =
  | 'beginBulkLoad'
  | 'bulkLoad'
  | 'changesAfter'
  | 'documentAt'
  | 'getDocument'
  | 'lastSeq'
  | 'queryState'
  | 'scanDocuments'
  | 'transactions'
  | 'transactionSummaries'
  | 'typeRevision'
  | 'versionIds'

/** One dataset: its file, its log and its queue of writes. */
export type Dataset = {[Name in DatasetMethod]: OfDataset<LakeStore[Name]>} & {
  commit: CommitQueue['commit']
  positionCode: PositionCode
  close(): void
}

/**
 * Opens a dataset's file, creating it if there is none.
 *
 * @throws BrokenFileError when the file is damaged and is not to be set aside
 */
export function openDataset(name: string, file: string, services: DatasetServices): Dataset {
  const database = openDatabaseFile(file, {...services, schema: DATASET_SCHEMA})
  // The commit queue syncs instead, see `walSync.ts`.
  database.pragma('synchronous = NORMAL')
  createDocumentIndexes(database)
  database.exec(DATASET_ADDITIONS)
  addLaterColumns(database)
  const indexes = openIndexes(database, services)
  services.prepareDataset?.(database)

  const selectJson = database
    .prepare<[string], string>('SELECT json FROM documents WHERE id = ?')
    .pluck()
  const getDocument = (id: string): StoredDocument | null => {
    const json = selectJson.get(id)
    return json === undefined ? null : parseDocument(json)
  }
  const versionIds = database
    .prepare<[{draft: string; ending: string}], string>(
      `SELECT id FROM documents WHERE id = @draft
       OR (id >= 'versions.' AND id < 'versions/' AND id LIKE @ending ESCAPE '!')`,
    )
    .pluck()
  const referrers = database
    .prepare<[string, number], string>(
      `SELECT d.id FROM refs r JOIN documents d ON d.n = r.n
       WHERE r.target = ? AND r.strong = 1 ORDER BY d.id LIMIT ?`,
    )
    .pluck()
  const reader = createChangeReader(name, database)
  const revisions = new Map<string, number>()
  let loaded = services.tick()
  const wal = createWalSync(file)
  const checkpoints = createCheckpointThread(database, file)
  const newestSeq = database
    .prepare<[], number>("SELECT seq FROM sqlite_sequence WHERE name = 'changes'")
    .pluck()
  const lastSeq = (): number => (queue.oldestUnsynced() ?? (newestSeq.get() ?? 0) + 1) - 1
  const log = createTransactionLog(name, database, reader, lastSeq)
  const {queryFile, queryLagMs} = services
  if (queryLagMs === 0) removeQueryCopy(queryFile)
  const copy =
    queryLagMs > 0 ? openQueryCopy(database, queryFile, queryLagMs, newestSeq.get() ?? 0) : null
  const past = createDocumentPast(database, reader, log, getDocument)

  /** @throws LakeError 409 when the caller knows of a transaction with that id */
  const transactionName = (id: string, caller: Caller): string => {
    if (!log.isStored(id)) return id
    const view = documentView({
      can: (who, permission, document) => services.can(who, permission, document),
      caller,
      permissions: ['read'],
      latestOf: (document) => past.latest(document),
    })
    if (log.numbersOf(id, view).length > 0) throw transactionIdTaken(id)
    return storedTransactionId(id, caller.id)
  }
  const writeBatch = createBatchWriter(
    name,
    database,
    {
      read: getDocument,
      referrers: (id, most) => referrers.all(id, most),
      rows: createDocumentRows(database, indexes),
      transactionName,
    },
    services,
  )
  const queue: CommitQueue = createCommitQueue({
    wal,
    onDurable: (changes) => {
      copy?.take(changes)
      services.onCommit(changes)
    },
    beforeAnswer: ({visibility = 'sync'}, seq) => {
      if (visibility === 'sync') copy?.show(seq)
    },
    runBatch: (requests) => {
      const result = writeBatch(requests)
      checkpoints.wrote()
      for (const {before, after} of result.changes.flat()) {
        for (const type of new Set([before?._type, after?._type])) {
          if (type) revisions.set(type, services.tick())
        }
      }
      return result
    },
  })
  const changesAfter = createPageReader(database, reader, lastSeq)
  const beginBulkLoad: Dataset['beginBulkLoad'] = (author) => {
    loaded = services.tick()
    const stamp = {transactionId: services.newId(), timestamp: services.now()}
    const load = openBulkLoad(database, indexes, author, stamp)
    if (!copy) return load
    const finish = () => {
      const result = load.finish()
      copy.reload(lastSeq())
      return result
    }
    return {...load, finish}
  }

  return {
    commit: (request) => queue.commit(request),
    getDocument,
    versionIds: (publishedId) =>
      versionIds
        .all({draft: draftIdOf(publishedId), ending: `%.${publishedId.replaceAll('_', '!_')}`})
        .filter((id) => publishedIdOf(id) === publishedId),
    documentAt: (id, point) => past.at(id, point),
    transactions: (filter) => log.list(filter),
    transactionSummaries: (filter) => log.summaries(filter),
    scanDocuments: (options = {}) => scanDocuments(file, options),
    lastSeq,
    queryState: () => (copy ? {file: copy.file, seq: copy.seq()} : {file, seq: lastSeq()}),
    typeRevision: (type) => Math.max(loaded, revisions.get(type) ?? 0),
    changesAfter,
    positionCode: createPositionCode(positionKey(database)),
    bulkLoad: (documents, {author = 'system', batchSize = 20_000} = {}) => {
      const load = beginBulkLoad(author)
      let batch: PreparedDocument[] = []
      try {
        for (const document of documents) {
          batch.push(prepareDocument(document, load.stamp, productIndexPlan()))
          if (batch.length < batchSize) continue
          load.write(batch)
          batch = []
        }
        load.write(batch)
      } catch (error) {
        load.finish()
        throw error
      }
      return load.finish()
    },
    beginBulkLoad,
    close: () => {
      queue.close()
      copy?.close()
      checkpoints.close()
      wal.close()
      closeDatabaseFile(database)
    },
  }
}

function openIndexes(database: Database.Database, {log}: Pick<DatasetServices, 'log'>) {
  try {
    return openDatasetIndexes(database, productIndexPlan(), log)
  } catch (error) {
    database.close()
    throw error
  }
}

function addLaterColumns(database: Database.Database): void {
  for (const {table, column, type} of LATER_COLUMNS) {
    const exists = database
      .prepare<[string, string]>('SELECT 1 FROM pragma_table_info(?) WHERE name = ?')
      .get(table, column)
    if (!exists) database.exec(`ALTER TABLE ${table} ADD COLUMN ${column} ${type}`)
  }
}
