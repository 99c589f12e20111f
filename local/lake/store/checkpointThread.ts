import {Worker} from 'node:worker_threads'
import type Database from 'better-sqlite3'
import {withCompileCache} from '../../nodeSettings.ts'
import {CHECKPOINT_PAGES} from './databaseFile.ts'

/** Copies a file's write-ahead log into the file, in another thread than the one that writes. */
export interface CheckpointThread {
  /** Looks how long the log is after a transaction, and starts a copy when it is long enough. */
  wrote(): void
  close(): void
}

/** Frames of the log, and how many of them are in the file already (sqlite.org/pragma.html#pragma_wal_checkpoint). */
export interface LogState {
  log: number
  checkpointed: number
}

/**
 * Whether enough of a log has come since it was last copied. A reader of old pages can keep a copy from ending:
 * then the next one waits for as many pages again, instead of following each transaction.
 *
 * @param asked - frames of the log when a copy was last begun
 */
export function isCopyDue({log, checkpointed}: LogState, asked: number): boolean {
  // A log that is shorter than it was has begun again.
  const from = asked > log ? checkpointed : Math.max(checkpointed, asked)
  return log - from >= CHECKPOINT_PAGES
}

/**
 * Creates the copier of a file's log. Its thread starts with the first copy, and has the file open only
 * while it copies. If the log grows several times longer nevertheless, SQLite copies it in the thread
 * that writes.
 *
 * @param file - that `database` has open for writing
 */
export function createCheckpointThread(
  database: Database.Database,
  file: string,
): CheckpointThread {
  const state = database.prepare<[], LogState>('PRAGMA wal_checkpoint(NOOP)')
  let worker: Worker | null = null
  let isCopying = false
  let asked = 0

  const start = (): Worker => {
    const thread = new Worker(new URL('./checkpointWorker.ts', import.meta.url), {
      env: withCompileCache(),
      execArgv: [],
      workerData: {file},
    })
    thread.on('message', () => {
      isCopying = false
    })
    // From then on SQLite copies in the writing thread.
    thread.on('error', () => {
      isCopying = true
    })
    thread.unref()
    return thread
  }

  return {
    wrote() {
      if (isCopying) return
      const current = state.get()
      if (!current || !isCopyDue(current, asked)) return
      asked = current.log
      isCopying = true
      worker ??= start()
      worker.postMessage('copy', [])
    },
    close() {
      isCopying = true
      // `terminate` would end the whole process if the thread is just loading SQLite.
      worker?.postMessage('end', [])
    },
  }
}
