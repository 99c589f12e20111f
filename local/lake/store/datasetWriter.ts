import type Database from 'better-sqlite3'
import type {AccessControl, Caller} from '../access/lakeCaller.ts'
import {applyTransaction} from '../mutations/applyTransaction.ts'
import type {
  CommitRequest,
  CommitResult,
  Visibility,
  TouchedDocument,
} from '../mutations/transaction.ts'
import {assertTransactionId} from '../mutations/transactionIds.ts'
import {couldNotWrite} from './diskErrors.ts'
import type {DocumentRows} from './documentRows.ts'
import type {LakeChange} from './lakeChange.ts'
import {logEntry} from './logEntry.ts'
import type {StoredDocument} from './storedDocument.ts'

export interface WriterServices {
  can: AccessControl['can']
  /** ISO 8601 of now. */
  now: () => string
  /** A random id for transactions and documents. */
  newId: () => string
  /** Milliseconds by which queries lag behind writes that don't wait for the index; 0 for none. */
  queryLagMs: number
}

/** A transaction that is allowed and consistent. */
interface PlannedWrite {
  result: CommitResult
  /** Name of the transaction in the log, see `transactionIds.ts`. */
  storedAs: string
  touched: TouchedDocument[]
  author: string
  lineage: string | null
  /** ISO 8601, UTC. */
  timestamp: string
}

/** The outcome of one request of a batch. */
export type Outcome =
  | {
      ok: true
      result: CommitResult
      /** Position of the newest change after it; `null` for a dry run. */
      seq: number | null
    }
  | {ok: false; error: unknown}

/** The outcome of each request of a batch, and the changes of each transaction written. */
export interface BatchResult {
  outcomes: Outcome[]
  changes: LakeChange[][]
}

export interface WriterParts {
  /** The current document of an id. */
  read: (id: string) => StoredDocument | null
  /** Ids of up to `most` documents that refer strongly to one, in order. */
  referrers: (id: string, most: number) => string[]
  rows: DocumentRows
  /**
   * The name under which to store a transaction of this id.
   *
   * @throws LakeError when the id is taken
   */
  transactionName: (id: string, caller: Caller) => string
}

/**
 * Creates the writer of one dataset's file.
 *
 * @returns applies the requests of a batch in order, each whole or not at all. They share one SQLite
 *   transaction without savepoints, which would copy every page they touch.
 */
export function createBatchWriter(
  name: string,
  database: Database.Database,
  {read, referrers, rows, transactionName}: WriterParts,
  services: WriterServices,
): (requests: CommitRequest[]) => BatchResult {
  const lagMs = services.queryLagMs
  const begin = database.prepare('BEGIN IMMEDIATE')
  const commit = database.prepare('COMMIT')
  const lastSeq = database
    .prepare<[], number>("SELECT seq FROM sqlite_sequence WHERE name = 'changes'")
    .pluck()
  const insertTransaction = database.prepare(
    `INSERT INTO transactions (id, author, timestamp, first_seq, changes, lineage)
     VALUES (?, ?, ?, ?, ?, ?)`,
  )
  const insertChange = database.prepare(
    `INSERT INTO changes (tx, document, kind, mutations, apply, revert, after)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
  )
  const purgeHistory = database.prepare('DELETE FROM changes WHERE document = ? AND seq < ?')

  const write = (
    {result, storedAs, touched, author, lineage, timestamp}: PlannedWrite,
    visibility: Visibility,
  ): LakeChange[] => {
    const firstSeq = (lastSeq.get() ?? 0) + 1
    const id = result.transactionId
    const total = touched.length
    const {lastInsertRowid: tx} = insertTransaction.run(
      storedAs,
      author,
      timestamp,
      firstSeq,
      total,
      lineage,
    )
    return touched.map((document, index) => {
      const {before, after, json} = document
      const place = before ? rows.place(document.id) : undefined
      const {
        kind,
        mutations,
        apply,
        revert,
        after: whole,
        effects,
      } = logEntry(document, place?.version ?? 0)
      const seq = Number(
        insertChange.run(tx, document.id, kind, mutations, apply, revert, whole).lastInsertRowid,
      )
      rows.write(place, before, after, json)
      if (document.purge) purgeHistory.run(document.id, seq)
      return {
        seq,
        dataset: name,
        transactionId: id,
        timestamp,
        identity: author,
        documentId: document.id,
        before,
        after,
        lineage,
        mutations: document.mutations,
        effects,
        transactionTotalEvents: total,
        transactionCurrentEvent: index + 1,
        isIndexed: lagMs === 0 || visibility === 'sync',
      }
    })
  }

  /** Validates and applies a request in memory; throws before anything of it is written. */
  const plan = (request: CommitRequest): PlannedWrite => {
    const {caller, mutations} = request
    if (request.transactionId !== undefined) assertTransactionId(request.transactionId)
    const transactionId = request.transactionId ?? services.newId()
    const storedAs = transactionName(transactionId, caller)
    const timestamp = services.now()
    const {results, touched} = applyTransaction(mutations, {
      transactionId,
      timestamp,
      read,
      referrers,
      can: (permission, document) => services.can(caller, permission, document),
      newId: services.newId,
    })
    return {
      result: {transactionId, results},
      storedAs,
      touched,
      author: caller.id,
      lineage: request.lineage ?? null,
      timestamp,
    }
  }

  /** @throws when something could not be written; then nothing of the batch is */
  const writeTogether = (requests: CommitRequest[]): BatchResult => {
    const result: BatchResult = {outcomes: [], changes: []}
    begin.run()
    try {
      for (const request of requests) {
        let planned: PlannedWrite
        try {
          planned = plan(request)
        } catch (error) {
          if (!database.inTransaction) throw error
          result.outcomes.push({ok: false, error})
          continue
        }
        const changes = request.dryRun ? [] : write(planned, request.visibility ?? 'sync')
        const seq = request.dryRun ? null : (lastSeq.get() ?? 0)
        result.outcomes.push({ok: true, result: planned.result, seq})
        if (changes.length > 0) result.changes.push(changes)
      }
      commit.run()
      return result
    } catch (error) {
      // On a full disk, SQLite rolls back the whole batch by itself.
      if (database.inTransaction) database.exec('ROLLBACK')
      rows.rolledBack()
      throw error
    }
  }

  const writeBatch = (requests: CommitRequest[]): BatchResult => {
    try {
      return writeTogether(requests)
    } catch (error) {
      if (requests.length <= 1) {
        return {
          outcomes: requests.map(() => ({ok: false, error: couldNotWrite(error)})),
          changes: [],
        }
      }
      // One by one, so that one that does not fit fails alone.
      const results = requests.map((request) => writeBatch([request]))
      return {
        outcomes: results.flatMap(({outcomes}) => outcomes),
        changes: results.flatMap(({changes}) => changes),
      }
    }
  }

  return writeBatch
}
