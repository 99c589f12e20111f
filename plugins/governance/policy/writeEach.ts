import type {SanityClient} from '@sanity/client'
import {commitOnce} from '../../../core/changes/commitDecision.ts'
import type {Mutation} from '../../../core/changes/mutation.ts'
import {committer} from '../../ui/changeStore.ts'
import {errorReason, type Failure} from '../../ui/errorReason.ts'

/** What is written for one site: all of it or nothing. */
export interface SiteWrite {
  site: string
  mutations: readonly Mutation[]
}

/** What became of it; `failure` is `null` where it was written. */
export interface SiteWritten {
  site: string
  failure: Failure | null
}

/** How to write. */
export interface WriteOptions {
  client: SanityClient
  /** Names the requests in the store's logs. */
  tag: string
  /** Told how many sites are done. */
  onProgress?: (done: number) => void
}

/** Sites whose writes go into one transaction. */
const SITES_TOGETHER = 25
/** Transactions under way at once. */
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
    if (only && others.length === 0) return [{site: only.site, failure: errorReason(error)}]
    // One site's fault is its own: those beside it are written without it.
    const middle = Math.ceil(writes.length / 2)
    const first = await writeTogether(options, writes.slice(0, middle))
    return [...first, ...(await writeTogether(options, writes.slice(middle)))]
  }
}

/**
 * Writes something for each of several sites, few of them in one transaction. A site whose write the store
 * refuses fails alone. A write that was made although its answer was lost is reported as failed: its
 * mutations have to be such that writing them again is refused, and whoever asked has to look.
 */
export async function writeEach(
  writes: readonly SiteWrite[],
  options: WriteOptions,
): Promise<SiteWritten[]> {
  const batches: SiteWrite[][] = []
  for (let start = 0; start < writes.length; start += SITES_TOGETHER) {
    batches.push(writes.slice(start, start + SITES_TOGETHER))
  }
  const written: SiteWritten[] = []
  const waiting = batches.values()
  const lane = async () => {
    for (const batch of waiting) {
      written.push(...(await writeTogether(options, batch)))
      options.onProgress?.(written.length)
    }
  }
  await Promise.all(Array.from({length: LANES}, lane))
  return written
}
