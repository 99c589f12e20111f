import type {SanityClient} from '@sanity/client'
import {
  backoffMs,
  type ChangeStore,
  type Committer,
  type RetryPolicy,
} from '../../core/changes/commitDecision.ts'
import {isConflict} from './storeErrors.ts'

/** How often a function decides again when others write in between. */
export const RETRY: RetryPolicy = {
  attempts: 8,
  async pause(attempt) {
    await new Promise((resolve) => {
      setTimeout(resolve, backoffMs(attempt, Math.random()))
    })
  },
}

/**
 * Commits mutations with the client of a function or an endpoint.
 *
 * @param tag - request tag of the write
 * @param visibility - `sync` waits until queries see the write
 */
export function committer(
  client: SanityClient,
  tag: string,
  visibility: 'sync' | 'async' = 'async',
): Committer {
  return {
    async commit(mutations) {
      try {
        const {transactionId} = await client.mutate(mutations, {
          tag,
          visibility,
          returnDocuments: false,
          autoGenerateArrayKeys: false,
        })
        return {kind: 'written', id: transactionId}
      } catch (error) {
        if (isConflict(error)) return {kind: 'conflict', error}
        throw error
      }
    },
  }
}

/**
 * Where a function reads what it decides on, and writes what it decided.
 *
 * @param tag - request tag of the write
 * @param read - reads the documents by their ids
 */
export function changeStore<Current>(
  client: SanityClient,
  tag: string,
  read: () => Promise<Current>,
): ChangeStore<Current> {
  return {...committer(client, tag), read, retry: RETRY}
}
