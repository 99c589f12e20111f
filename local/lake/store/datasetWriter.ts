import type Database from 'better-sqlite3'
import type {IndexWriter} from '../groq/sql/indexWriter.ts'
import {applyTransaction, type TouchedDocument} from '../mutations/applyTransaction.ts'
import {transactionIdTaken} from '../mutations/mutationErrors.ts'
import {assertTransactionId} from '../mutations/transactionId.ts'
import type {
  AccessControl,
  CommitRequest,
  CommitResult,
  LakeChange,
  StoredDocument,
} from '../types.ts'
import {LakeError} from '../lakeError.ts'
import type {Outcome} from './commitQueue.ts'
import {logEntry} from './logEntry.ts'

/** What writing needs from outside. */
export interface WriterServices {
  can: AccessControl['can']
  /** ISO 8601 of now. */
  now: () => string
  /** A random id for transactions and documents. */
  newId: () => string
}

/** Writes batches of transactions into one dataset's file. */
export interface DatasetWriter {
  /** Applies the requests in order, each whole or not at all, under one disk sync. */
  runBatch(requests: CommitRequest[]): {outcomes: Outcome[]; changes: LakeChange[][]}
}

/**
 * @param read - the current document of an id
 * @param indexes - is told of every document written, in the same transaction
 */
export function createDatasetWriter(
  name: string,
  database: Database.Database,
  read: (id: string) => StoredDocument | null,
  indexes: IndexWriter,
  services: WriterServices,
): DatasetWriter {
  const begin = database.prepare('BEGIN IMMEDIATE')
  const commit = database.prepare('COMMIT')
  const savepoint = database.prepare('SAVEPOINT request')
  const release = database.prepare('RELEASE request')
  const rollbackTo = database.prepare('ROLLBACK TO request')
  const transactionExists = database.prepare('SELECT 1 FROM transactions WHERE id = ?').pluck()
  const versionOf = database
    .prepare<[string], number>('SELECT version FROM documents WHERE id = ?')
    .pluck()
  const lastSeq = database
    .prepare<[], number>("SELECT seq FROM sqlite_sequence WHERE name = 'changes'")
    .pluck()
  const insertTransaction = database.prepare(
    'INSERT INTO transactions (id, author, timestamp, first_seq, changes) VALUES (?, ?, ?, ?, ?)',
  )
  const insertChange = database.prepare(
    `INSERT INTO changes (tx, document, kind, mutations, apply, revert, after)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
  )
  const upsert = database
    .prepare<unknown[], number>(
      `INSERT INTO documents (id, type, rev, created, updated, version, json)
     VALUES (?, ?, ?, ?, ?, 0, ?)
     ON CONFLICT (id) DO UPDATE SET type = excluded.type, rev = excluded.rev,
       created = excluded.created, updated = excluded.updated, json = excluded.json,
       version = documents.version + 1 RETURNING n`,
    )
    .pluck()
  const remove = database
    .prepare<[string], number>('DELETE FROM documents WHERE id = ? RETURNING n')
    .pluck()
  const purgeHistory = database.prepare('DELETE FROM changes WHERE document = ? AND seq < ?')

  const write = (
    touched: TouchedDocument[],
    transaction: {id: string; author: string; timestamp: string},
  ): LakeChange[] => {
    const firstSeq = (lastSeq.get() ?? 0) + 1
    const {id, author, timestamp} = transaction
    const total = touched.length
    const tx = insertTransaction.run(id, author, timestamp, firstSeq, total).lastInsertRowid
    return touched.map((document, index) => {
      const version = document.before ? (versionOf.get(document.id) ?? 0) : 0
      const {kind, mutations, apply, revert, after, effects} = logEntry(document, version)
      const seq = Number(
        insertChange.run(tx, document.id, kind, mutations, apply, revert, after).lastInsertRowid,
      )
      if (document.after) {
        const {_id, _type, _rev, _createdAt, _updatedAt} = document.after
        const n = upsert.get(_id, _type, _rev, _createdAt, _updatedAt, document.json) ?? 0
        if (document.before) indexes.changed(n, document.before, document.after)
        else indexes.added(n, document.after)
      } else {
        const n = remove.get(document.id)
        if (n !== undefined && document.before) indexes.removed(n, document.before)
        if (document.purge) purgeHistory.run(document.id, seq)
      }
      return {
        seq,
        dataset: name,
        transactionId: id,
        timestamp,
        identity: author,
        documentId: document.id,
        before: document.before,
        after: document.after,
        mutations: document.mutations,
        effects,
        transactionTotalEvents: total,
        transactionCurrentEvent: index + 1,
      }
    })
  }

  const runOne = (request: CommitRequest): {result: CommitResult; changes: LakeChange[]} => {
    const {caller, mutations, dryRun} = request
    if (request.transactionId !== undefined) assertTransactionId(request.transactionId)
    const transactionId = request.transactionId ?? services.newId()
    if (transactionExists.get(transactionId) !== undefined) throw transactionIdTaken(transactionId)
    const timestamp = services.now()
    const {results, touched} = applyTransaction(mutations, {
      transactionId,
      timestamp,
      read,
      can: (permission, document) => services.can(caller, permission, document),
      newId: services.newId,
    })
    if (dryRun) return {result: {transactionId, results}, changes: []}
    savepoint.run()
    try {
      const changes = write(touched, {id: transactionId, author: caller.id, timestamp})
      release.run()
      return {result: {transactionId, results}, changes}
    } catch (error) {
      // Some failures (a full disk) make SQLite roll the whole batch back by itself.
      if (database.inTransaction) {
        rollbackTo.run()
        release.run()
      }
      throw couldNotWrite(error)
    }
  }

  return {
    runBatch: (requests) => {
      const outcomes: Outcome[] = []
      const changes: LakeChange[][] = []
      try {
        begin.run()
        for (const request of requests) {
          try {
            const done = runOne(request)
            outcomes.push({ok: true, result: done.result})
            if (done.changes.length > 0) changes.push(done.changes)
          } catch (error) {
            if (!database.inTransaction) throw error
            outcomes.push({ok: false, error})
          }
        }
        commit.run()
        return {outcomes, changes}
      } catch (error) {
        if (database.inTransaction) database.exec('ROLLBACK')
        const failure = couldNotWrite(error)
        return {
          outcomes: requests.map((_, index) => {
            const outcome = outcomes[index]
            return outcome && !outcome.ok ? outcome : {ok: false, error: failure}
          }),
          changes: [],
        }
      }
    },
  }
}

function couldNotWrite(cause: unknown): LakeError {
  if (cause instanceof LakeError) return cause
  const reason = cause instanceof Error ? cause.message : String(cause)
  const error = LakeError.http(
    503,
    'Service Unavailable',
    `The lake could not write to its disk (${reason}); nothing was changed`,
  )
  error.cause = cause
  return error
}
