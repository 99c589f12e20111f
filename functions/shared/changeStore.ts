import {setTimeout as pause} from 'node:timers/promises'
import type {SanityClient} from '@sanity/client'
import {committer, retryWithBackoff, type ChangeStore} from '../../core/changes/commitDecision.ts'

/** How often a function decides again when others write in between. */
export const RETRY = retryWithBackoff(8, (ms) => pause(ms), Math.random)

/**
 * How a function reads and commits documents for a decision.
 *
 * @param tag - request tag of the write
 * @param read - reads the documents by their ids
 */
export function changeStore<Current>(
  client: SanityClient,
  tag: string,
  read: () => Promise<Current>,
): ChangeStore<Current> {
  return {...committer(client, tag, 'async'), read, retry: RETRY}
}
