import {setTimeout as pause} from 'node:timers/promises'
import type {SanityClient} from '@sanity/client'
import {asStoreError, isConflict, isTransient, statusOf} from '../shared/storeErrors.ts'

/** A document that intake writes once. */
export interface NewSubmission {
  _id: string
  _type: string
}

/** Whether a submission was stored, or its id existed already. */
export type WriteResult = 'created' | 'exists'

/** Stores submissions. */
export interface SubmissionWriter {
  /**
   * Resolves when the submission is durable.
   *
   * @throws StoreUnavailableError when the store does not answer in time
   */
  write(submission: NewSubmission): Promise<WriteResult>
}

interface Waiting {
  submission: NewSubmission
  resolve: (result: WriteResult) => void
  reject: (error: unknown) => void
}

const MAX_BATCH = 100
/** Most transactions in flight. */
const MAX_FLIGHTS = 4
/**
 * Shortest time between the starts of transactions, in milliseconds: the hosted service takes 25
 * transactions a second from one address.
 */
const SPACING_MS = 40
/** Pause after too many requests, in milliseconds: the hosted service counts them by the second. */
const OVERLOAD_PAUSE_MS = 1000
const TAG = 'leads.intake.create'

/**
 * A writer that collects submissions while a transaction is in flight and writes them in the next one,
 * because a durable commit costs nearly the same for one as for many. Without a transaction in flight a
 * submission is written at once. A transaction that fails because of one of its submissions is halved until
 * that one is alone: no submission fails because of another, and a repeated idempotency key causes a dozen
 * transactions, not a hundred.
 *
 * It retries an unclear failure once, and too many requests after a pause. Ids stay the same, so nothing is
 * stored twice.
 *
 * @param timeoutMs - longest wait for one answer of the store
 * @param clock - milliseconds since whenever
 */
export function createSubmissionWriter(
  client: SanityClient,
  timeoutMs: number,
  clock = () => performance.now(),
): SubmissionWriter {
  const queue: Waiting[] = []
  let flights = 0
  let lastStart = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  const create = async (submissions: readonly NewSubmission[]): Promise<void> => {
    await client.mutate(
      submissions.map((submission) => ({create: submission})),
      {
        tag: TAG,
        visibility: 'async',
        returnDocuments: false,
        autoGenerateArrayKeys: false,
        timeout: timeoutMs,
      },
    )
  }
  const createWithRetry = async (submissions: readonly NewSubmission[]): Promise<void> => {
    try {
      await create(submissions)
    } catch (error) {
      // A store that did not answer in time is not asked again.
      const timedOut = error instanceof Error && 'code' in error && error.code === 'ESOCKETTIMEDOUT'
      if (!isTransient(error) || timedOut) throw error
      if (statusOf(error) === 429) await pause(Math.min(OVERLOAD_PAUSE_MS, timeoutMs))
      await create(submissions)
    }
  }
  const settle = async (batch: readonly Waiting[]): Promise<void> => {
    try {
      await createWithRetry(batch.map(({submission}) => submission))
      for (const {resolve} of batch) resolve('created')
    } catch (error) {
      const status = statusOf(error) ?? 500
      const [only] = batch
      if (batch.length > 1 && status >= 400 && status < 500 && !isTransient(error)) {
        const middle = Math.ceil(batch.length / 2)
        await Promise.all([settle(batch.slice(0, middle)), settle(batch.slice(middle))])
      } else if (only && batch.length === 1 && isConflict(error)) {
        only.resolve('exists')
      } else {
        for (const {reject} of batch) reject(asStoreError(error))
      }
    }
  }
  const flush = (): void => {
    while (flights < MAX_FLIGHTS && queue.length > 0) {
      const now = clock()
      const wait = flights === 0 ? 0 : lastStart + SPACING_MS - now
      if (wait > 0) {
        timer ??= setTimeout(() => {
          timer = undefined
          flush()
        }, wait)
        return
      }
      flights += 1
      lastStart = now
      void settle(queue.splice(0, MAX_BATCH)).finally(() => {
        flights -= 1
        flush()
      })
    }
  }

  return {
    async write(submission) {
      const {promise, resolve, reject} = Promise.withResolvers<WriteResult>()
      queue.push({submission, resolve, reject})
      flush()
      return promise
    },
  }
}
