import type {SanityClient} from '@sanity/client'
import {defineQuery} from 'groq'
import type {ChainHead} from '../../core/audit/hashChain.ts'
import {auditEventId, parseHead} from '../../core/audit/appendEvents.ts'
import {NETWORK_CHAIN} from '../../core/audit/auditedDocuments.ts'

const READ_TAG = 'leads.trail.tail'
/** Events that are read at a time. */
const STEP = 20

const NEWEST_EVENT_QUERY = defineQuery(`*[
  _type == "auditEvent" && string::startsWith(_id, $prefix)
] | order(_id desc)[0]{seq, hash}`)

/** Ids of the events of a chain from a number on. */
export function eventIds(chain: string, from: number, count = STEP): string[] {
  const site = chain === NETWORK_CHAIN ? null : chain
  return Array.from({length: count}, (_, index) => auditEventId(site, from + index))
}

/**
 * Finds the end of a chain whose end no document says: a chain that was written before there was one,
 * or whose document was deleted. A query may not see the newest events yet, reading by id does, so
 * what the query found is followed by ids.
 *
 * @returns `null` when the chain is empty
 */
export async function findChainHead(
  client: SanityClient,
  chain: string,
): Promise<ChainHead | null> {
  const newest = await client.fetch(
    NEWEST_EVENT_QUERY,
    {prefix: `${chain}.audit.`},
    {tag: READ_TAG},
  )
  let head = parseHead(newest)
  for (;;) {
    const ids = eventIds(chain, (head?.seq ?? 0) + 1)
    const events = await client.getDocuments<{_id: string; seq?: unknown; hash?: unknown}>(ids, {
      tag: READ_TAG,
    })
    const known = events.findIndex((event) => parseHead(event) === null)
    head = parseHead(events[known === -1 ? events.length - 1 : known - 1] ?? null) ?? head
    if (known !== -1) return head
  }
}
