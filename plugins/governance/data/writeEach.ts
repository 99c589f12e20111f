import type {SanityClient} from '@sanity/client'
import {commitOnce, committer} from '../../../core/changes/commitDecision.ts'
import {chunk} from '../../../core/documents/chunk.ts'
import type {Mutation} from '../../../core/changes/mutation.ts'
import {failureOf, type Failure} from '../../ui/failure.ts'

/** What to write for one site, in one transaction. */
export interface SiteWrite {
  site: string
  mutations: readonly Mutation[]
}

/** The result for a site; `failure` is `null` where it was written. */
export interface SiteWritten {
  site: string
  failure: Failure | null
}

/** How {@link writeEach} writes. */
export interface WriteOptions {
  client: SanityClient
  /** Names the requests in the store's logs. */
  tag: string
  /** Gets the number of sites that are done. */
  onProgress?: ((done: number) => void) | undefined
}

/** Sites of one transaction. */
const SITES_TOGETHER = 25
/** Transactions at a time. */
const LANES = 4

async function writeTogether(
  options: WriteOptions,
  writes: readonly SiteWrite[],
): Promise<SiteWritten[]> {
  const {client, tag} = options
  const mutations = writes.flatMap((each) => each.mutations)
  try {
    await commitOnce(committer(client, tag, 'async'), mutations)
    return writes.map(({site}) => ({site, failure: null}))
  } catch (error) {
    const [only, ...others] = writes
    if (only && others.length === 0) return [{site: only.site, failure: failureOf(error)}]
    // A site that fails must not keep the others from being written.
    const middle = Math.ceil(writes.length / 2)
    const first = await writeTogether(options, writes.slice(0, middle))
    return [...first, ...(await writeTogether(options, writes.slice(middle)))]
  }
}

/**
 * Writes something for each of several sites, some of them in one transaction. A site whose write the store
 * refuses fails alone. A write whose answer was lost is reported as failed, so its mutations have to be such
 * that the store refuses them a second time, and the caller has to read what is stored.
 */
export async function writeEach(
  writes: readonly SiteWrite[],
  options: WriteOptions,
): Promise<SiteWritten[]> {
  const written: SiteWritten[] = []
  const waiting = chunk(writes, SITES_TOGETHER).values()
  const lane = async () => {
    for (const batch of waiting) {
      written.push(...(await writeTogether(options, batch)))
      options.onProgress?.(written.length)
    }
  }
  await Promise.all(Array.from({length: LANES}, lane))
  return written
}
