import type {CommitRequest, CommitResult} from '../mutations/transaction.ts'
import {couldNotSync} from './diskErrors.ts'
import type {BatchResult, Outcome} from './datasetWriter.ts'
import type {LakeChange} from './lakeChange.ts'
import type {WalSync} from './walSync.ts'

export interface QueueServices {
  /** Writes the requests in order; one that fails must not affect the others. */
  runBatch: (requests: CommitRequest[]) => BatchResult
  wal: Pick<WalSync, 'sync' | 'syncNow'>
  /** Called with each transaction once it is durable, in order, before it is acknowledged. */
  onDurable: (changes: LakeChange[]) => void
  /** Called before a write is acknowledged, with the position of the newest change after it. */
  beforeAnswer: (request: CommitRequest, seq: number) => void
}

/** Lets several requests share one commit and one disk sync. */
export interface CommitQueue {
  commit(request: CommitRequest): Promise<CommitResult>
  /** Position of the oldest change that is written but not durable; `null` for none. */
  oldestUnsynced(): number | null
  /** Writes and syncs queued requests, then refuses new ones. */
  close(): void
}

interface Waiting {
  request: CommitRequest
  settle: (outcome: Outcome) => void
}

interface Written {
  batch: readonly Waiting[]
  result: BatchResult
}

/**
 * Most mutations of one batch, about 15 ms of work, after which other requests get their turn. Only a
 * single transaction may have more.
 */
const BATCH_MUTATIONS = 30

/**
 * Collects the requests of one turn of the event loop into a batch. While a batch is being synced,
 * further ones are written, and the next sync serves all of them: the more load, the more share one.
 */
export function createCommitQueue({
  runBatch,
  wal,
  onDurable,
  beforeAnswer,
}: QueueServices): CommitQueue {
  let waiting: Waiting[] = []
  let written: Written[] = []
  let syncing: Written[] = []
  let scheduled = false
  /** Why new requests are refused; `null` while they are not. */
  let refusal: Error | null = null

  const runNext = () => {
    const batch = takeBatch(waiting)
    waiting = waiting.slice(batch.length)
    written.push({batch, result: runBatch(batch.map(({request}) => request))})
  }
  const acknowledge = ({batch, result: {outcomes, changes}}: Written) => {
    for (const transaction of changes) onDurable(transaction)
    for (const [index, {request, settle}] of batch.entries()) {
      const outcome = outcomes[index]
      if (outcome?.ok && outcome.seq !== null) beforeAnswer(request, outcome.seq)
      settle(outcome ?? {ok: false, error: new Error('A commit was lost from its batch')})
    }
  }
  /** After a failed sync it is unknown which part of the log is on disk, and a later sync does not report it. */
  const giveUp = (cause: unknown) => {
    const error = couldNotSync(cause)
    refusal = error
    const lost = [...syncing, ...written].flatMap(({batch}) => batch)
    for (const {settle} of [...lost, ...waiting]) settle({ok: false, error})
    written = []
    waiting = []
  }
  const sync = async () => {
    if (syncing.length > 0 || written.length === 0) return
    syncing = written
    written = []
    try {
      if (syncing.some(({result}) => result.changes.length > 0)) await wal.sync()
      // `close` may have acknowledged some meanwhile.
      for (const batch of syncing.splice(0)) acknowledge(batch)
    } catch (error) {
      giveUp(error)
    }
    syncing = []
    void sync()
  }
  const turn = () => {
    scheduled = false
    if (waiting.length > 0) runNext()
    void sync()
    schedule()
  }
  const schedule = () => {
    if (scheduled || waiting.length === 0) return
    scheduled = true
    setImmediate(turn)
  }

  return {
    commit: (request) =>
      new Promise((resolve, reject) => {
        if (refusal) {
          reject(refusal)
          return
        }
        waiting.push({
          request,
          settle: (outcome) => (outcome.ok ? resolve(outcome.result) : reject(outcome.error)),
        })
        schedule()
      }),
    oldestUnsynced: () => {
      for (const {result} of [...syncing, ...written]) {
        const first = result.changes[0]?.[0]
        if (first) return first.seq
      }
      return null
    },
    close: () => {
      while (waiting.length > 0) runNext()
      const all = [...syncing.splice(0), ...written.splice(0)]
      if (all.length > 0) wal.syncNow()
      for (const batch of all) acknowledge(batch)
      refusal ??= new Error('The lake is shutting down; try again when it is back')
    },
  }
}

function takeBatch(waiting: readonly Waiting[]): Waiting[] {
  let mutations = 0
  const end = waiting.findIndex(({request}, index) => {
    mutations += Array.isArray(request.mutations) ? request.mutations.length : 1
    return mutations > BATCH_MUTATIONS && index > 0
  })
  return end === -1 ? [...waiting] : waiting.slice(0, end)
}
