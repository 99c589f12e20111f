import type {SanityClient} from '@sanity/client'
import {backoffMs, type ChangeStore, type Committer} from '../../core/changes/commitDecision.ts'
import {errorReason} from './errorReason.ts'

/** How often a change is decided again when others write in between: somebody waits for it. */
const ATTEMPTS = 4

async function pause(attempt: number): Promise<void> {
  await new Promise((resolve) => {
    setTimeout(resolve, backoffMs(attempt, Math.random()))
  })
}

/**
 * Commits mutations in the name of the person who is signed in.
 *
 * @param tag - request tag of the write
 * @param visibility - `sync` waits until queries see the write
 */
export function committer(
  client: SanityClient,
  tag: string,
  visibility: 'sync' | 'async' = 'sync',
): Committer {
  return {
    async commit(mutations) {
      try {
        const written = await client.mutate(mutations, {
          tag,
          visibility,
          returnDocuments: false,
          autoGenerateArrayKeys: false,
        })
        return {kind: 'written', id: written.transactionId}
      } catch (error) {
        if (errorReason(error).kind === 'conflict') return {kind: 'conflict', error}
        throw error
      }
    },
  }
}

/**
 * Where the Studio reads what it decides on, and writes what it decided.
 *
 * @param tag - request tag of the write
 * @param read - reads the documents by their ids
 */
export function changeStore<Current>(
  client: SanityClient,
  tag: string,
  read: () => Promise<Current>,
): ChangeStore<Current> {
  return {...committer(client, tag), read, retry: {attempts: ATTEMPTS, pause}}
}
