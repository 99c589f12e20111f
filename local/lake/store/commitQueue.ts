import type {CommitRequest, CommitResult} from '../types.ts'

/** How one request of a batch came out. */
export type Outcome = {ok: true; result: CommitResult} | {ok: false; error: unknown}

/** Lets several requests share one disk sync. */
export interface CommitQueue {
  commit(request: CommitRequest): Promise<CommitResult>
  /** Writes what is queued, then refuses more. */
  close(): void
}

/** Most mutations that wait for the same sync, so that no request waits long for the others. */
const BATCH_MUTATIONS = 2000

/**
 * Collects the requests of one turn of the event loop. While a batch is being synced the next
 * requests pile up in the sockets, so the busier the lake, the larger its batches.
 *
 * @param runBatch - writes all of them durably, in order; one that fails must not touch the others
 */
export function createCommitQueue(runBatch: (requests: CommitRequest[]) => Outcome[]): CommitQueue {
  let waiting: {request: CommitRequest; settle: (outcome: Outcome) => void}[] = []
  let scheduled = false
  let closed = false

  const drain = () => {
    scheduled = false
    while (waiting.length > 0) {
      const batch = takeBatch(waiting)
      waiting = waiting.slice(batch.length)
      const outcomes = runBatch(batch.map(({request}) => request))
      for (const [index, {settle}] of batch.entries()) {
        settle(outcomes[index] ?? {ok: false, error: new Error('A commit was lost from its batch')})
      }
    }
  }

  return {
    commit: (request) =>
      new Promise((resolve, reject) => {
        if (closed) {
          reject(new Error('The lake is shutting down; try again when it is back'))
          return
        }
        waiting.push({
          request,
          settle: (outcome) => (outcome.ok ? resolve(outcome.result) : reject(outcome.error)),
        })
        if (scheduled) return
        scheduled = true
        setImmediate(drain)
      }),
    close: () => {
      drain()
      closed = true
    },
  }
}

function takeBatch<T extends {request: CommitRequest}>(waiting: T[]): T[] {
  let mutations = 0
  const end = waiting.findIndex(({request}, index) => {
    mutations += Array.isArray(request.mutations) ? request.mutations.length : 1
    return mutations > BATCH_MUTATIONS && index > 0
  })
  return end === -1 ? waiting : waiting.slice(0, end)
}
