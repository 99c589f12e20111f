import {Worker} from 'node:worker_threads'
import {threadEnvironment} from '../../nodeSettings.ts'
import {CHECKPOINT_PAGES} from './databaseFile.ts'

/** Pages of the log that a document takes, about, where a transaction has many: indexes share pages. */
const PAGES_OF_DOCUMENT = 2
/** Pages that a transaction takes however little it writes. */
const PAGES_OF_TRANSACTION = 6

/** Copies a file's write-ahead log into the file beside the thread that writes. */
export interface CheckpointThread {
  /** Counts what was written, and copies once that is enough. */
  wrote(transactions: number, documents: number): void
  close(): void
}

/**
 * Makes the copier of a file's log. Its thread starts when there first is something to copy, and has the
 * file open only while it copies. SQLite itself copies, in the thread that writes, when the log has
 * grown several times as long nevertheless.
 */
export function createCheckpointThread(file: string): CheckpointThread {
  let worker: Worker | null = null
  let pages = 0
  let isCopying = false

  const start = (): Worker => {
    const thread = new Worker(new URL('./checkpointWorker.ts', import.meta.url), {
      env: threadEnvironment(),
      execArgv: [],
      workerData: {file},
    })
    thread.on('message', () => {
      isCopying = false
    })
    // SQLite copies by itself then.
    thread.on('error', () => {
      isCopying = true
    })
    thread.unref()
    return thread
  }

  return {
    wrote(transactions, documents) {
      pages += documents * PAGES_OF_DOCUMENT + transactions * PAGES_OF_TRANSACTION
      if (isCopying || pages < CHECKPOINT_PAGES) return
      pages = 0
      isCopying = true
      worker ??= start()
      worker.postMessage('copy', [])
    },
    close() {
      isCopying = true
      // Not terminated: that ends the whole process while the thread loads SQLite.
      worker?.postMessage('end', [])
    },
  }
}
