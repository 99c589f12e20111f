import type {SanityClient} from '@sanity/client'
import {defineQuery} from 'groq'
import {auditEventId} from '../../core/audit/auditEvent.ts'
import type {ChainTail} from '../../core/audit/recordActivities.ts'

const READ_TAG = 'leads.audit.tail'
/** Events that are looked for at a time beyond the newest that the query saw. */
const STEP = 20

const NEWEST_EVENT_QUERY = defineQuery(`*[
  _type == "auditEvent" && site == $site
] | order(seq desc)[0]{seq, hash}`)

/** The newest event of a chain cannot be continued: it lacks its number or its hash. */
export class DamagedChainError extends Error {
  override readonly name = 'DamagedChainError'

  constructor(site: string) {
    super(
      `The newest audit event of the site "${site}" has no number or no hash. ` +
        'Run `npm run audit:verify` to see where the chain is broken.',
    )
  }
}

/** The place of a stored event in its chain; `null` when there is none. */
export function tailOf(event: unknown): ChainTail | null {
  if (typeof event !== 'object' || event === null) return null
  if (!('seq' in event) || !('hash' in event)) return null
  const {seq, hash} = event
  return typeof seq === 'number' && typeof hash === 'string' ? {seq, hash} : null
}

/** Ids of the event at a known end of a chain and of those that others may have added since. */
export function idsFromTail(site: string, tail: ChainTail): string[] {
  return Array.from({length: STEP}, (_, index) => auditEventId(site, tail.seq + index))
}

/**
 * The end of a chain as it is now, from a known one.
 *
 * @param events - what the store has of {@link idsFromTail}, in that order
 * @returns `null` when the known end does not hold any more, or the chain has grown beyond these
 */
export function tailFrom(known: ChainTail, events: readonly unknown[]): ChainTail | null {
  const [first, ...others] = events.map(tailOf)
  if (first?.hash !== known.hash) return null
  const grown = others.findIndex((tail) => tail === null)
  if (grown === -1 || events[grown + 1] !== null) return null
  return others[grown - 1] ?? first
}

/**
 * Finds the end of a site's chain. A query may not see the newest writes yet, reading by id does:
 * so what the query found is followed to the end by ids.
 *
 * @returns `null` when the chain is empty
 * @throws DamagedChainError when an event cannot be continued
 */
export async function readTail(client: SanityClient, site: string): Promise<ChainTail | null> {
  const newest: unknown = await client.fetch(NEWEST_EVENT_QUERY, {site}, {tag: READ_TAG})
  let tail = tailOf(newest)
  if (newest !== null && tail === null) throw new DamagedChainError(site)
  for (;;) {
    const from = (tail?.seq ?? 0) + 1
    const ids = Array.from({length: STEP}, (_, index) => auditEventId(site, from + index))
    const events: unknown[] = await client.getDocuments(ids, {tag: READ_TAG})
    for (const event of events) {
      if (event === null) return tail
      tail = tailOf(event)
      if (tail === null) throw new DamagedChainError(site)
    }
  }
}
