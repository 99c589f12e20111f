import {Worker} from 'node:worker_threads'
import {withCompileCache} from '../../nodeSettings.ts'
import {CHECKPOINT_PAGES} from './databaseFile.ts'

/** Pages of the log for each document, roughly, in a transaction with many: indexes share pages. */
const PAGES_OF_DOCUMENT = 2
/** Pages of the log for each transaction, however little it writes. */
const PAGES_OF_TRANSACTION = 6

/** Copies a file's write-ahead log into the file, in another thread than the one that writes. */
export interface CheckpointThread {
  /** Counts what was written, and starts a copy when the log is long enough. */
  wrote(transactions: number, documents: number): void
  close(): void
}

/**
 * Creates the copier of a file's log. Its thread starts with the first copy, and has the file open only
 * while it copies. If the log grows several times longer nevertheless, SQLite copies it in the thread
 * that writes.
 */
export function createCheckpointThread(file: string): CheckpointThread {
  let worker: Worker | null = null
  let pages = 0
  let isCopying = false

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
      // `terminate` would end the whole process if the thread is just loading SQLite.
      worker?.postMessage('end', [])
    },
  }
}
