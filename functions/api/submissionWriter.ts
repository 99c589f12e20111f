import type {SanityClient} from '@sanity/client'
import {asStoreError, isConflict, isTransient, statusOf} from '../shared/storeErrors.ts'

/** A document that intake writes: once, under an id of its own. */
export interface NewSubmission {
  _id: string
  _type: string
}

/** What became of a submission: stored now, or its id was taken. */
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
/** Transactions on their way at a time, at most. */
const MAX_FLIGHTS = 4
/**
 * A transaction that takes longer does not keep the next one waiting, in milliseconds. The hosted
 * service takes 25 transactions a second from one address.
 */
const SPACING_MS = 40
/** The hosted service counts requests by the second: how long to wait after too many. */
const OVERLOAD_PAUSE_MS = 1000
const TAG = 'leads.intake.create'

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms)
  })
}

/**
 * A writer that puts submissions which arrive while a transaction is on its way into the next one,
 * because a durable commit costs nearly the same for one as for many. A submission that finds none
 * under way goes out at once. A transaction that fails because of one of its submissions is halved until
 * that one is alone: none suffers for another, and whoever repeats an idempotency key in bad faith
 * causes a dozen transactions instead of one, not a hundred.
 *
 * An unclear failure is tried once more, and a refusal for too many requests after a pause. That
 * cannot store anything twice, since ids stay the same.
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
  const createPatiently = async (submissions: readonly NewSubmission[]): Promise<void> => {
    try {
      await create(submissions)
    } catch (error) {
      // A store that answered nothing within the time limit is not asked to do it all again.
      const timedOut = error instanceof Error && 'code' in error && error.code === 'ESOCKETTIMEDOUT'
      if (!isTransient(error) || timedOut) throw error
      if (statusOf(error) === 429) await pause(Math.min(OVERLOAD_PAUSE_MS, timeoutMs))
      await create(submissions)
    }
  }
  const settle = async (batch: readonly Waiting[]): Promise<void> => {
    try {
      await createPatiently(batch.map(({submission}) => submission))
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
