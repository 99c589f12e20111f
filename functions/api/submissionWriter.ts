import type {SanityClient} from '@sanity/client'
import {asStoreError, isConflict, isTransient, statusOf} from '../lib/storeErrors.ts'

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
const MAX_FLIGHTS = 2
const TAG = 'leads.intake.create'

/**
 * A writer that puts submissions which arrive at the same time into one transaction, because a
 * durable commit costs the same for one as for many. It waits for nothing: a submission goes out
 * at once, unless two transactions are on their way already. A transaction that fails because of
 * one of its submissions is taken apart, so that none suffers for another.
 *
 * An unclear failure is tried once more. That cannot store anything twice, since ids stay the same.
 *
 * @param timeoutMs - longest wait for one answer of the store
 */
export function createSubmissionWriter(client: SanityClient, timeoutMs: number): SubmissionWriter {
  const queue: Waiting[] = []
  let flights = 0

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
        await Promise.all(batch.map((one) => settle([one])))
      } else if (only && batch.length === 1 && isConflict(error)) {
        only.resolve('exists')
      } else {
        for (const {reject} of batch) reject(asStoreError(error))
      }
    }
  }
  const flush = (): void => {
    while (flights < MAX_FLIGHTS && queue.length > 0) {
      flights += 1
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
