import type {SanityClient} from '@sanity/client'
import {defineQuery} from 'groq'
import {verifyChain, type ChainVerdict} from '../../core/audit/hashChain.ts'
import type {ChainHead} from '../../core/audit/trailAppend.ts'

// By id rather than by site and number, so that events are seen whatever their attributes say.
const TRAIL_PAGE_QUERY = defineQuery(`*[
  _type == "auditEvent" && string::startsWith(_id, $prefix) && _id > $after
] | order(_id asc)[0...1000]`)

/**
 * Checks a chain of audit events from its first to its newest, page by page.
 *
 * @param chain - key of a site, or `network`
 * @param trusted - events known from elsewhere, such as heads that earlier checks found; without
 *   one, a chain that was rewritten to its end or cut off cannot be told from a genuine one
 */
export async function verifyTrail(
  client: SanityClient,
  chain: string,
  trusted: readonly ChainHead[] = [],
): Promise<ChainVerdict> {
  const prefix = `${chain}.audit.`
  let after = ''
  let count = 0
  let head: ChainHead | null = null
  for (;;) {
    const page = await client.fetch<{_id: string}[]>(
      TRAIL_PAGE_QUERY,
      {prefix, after},
      {tag: 'leads.audit.verify'},
    )
    const from: number = head?.seq ?? 0
    const last = page.at(-1)
    // Those to come are only missing when there is no further page.
    const due = trusted.filter(({seq}) => seq > from && (!last || seq <= from + page.length))
    const verdict: ChainVerdict = verifyChain(page, {...(head ? {after: head} : {}), trusted: due})
    if (!verdict.ok) return verdict
    count += verdict.count
    if (!last) return {ok: true, count, head}
    head = verdict.head ?? head
    after = last._id
  }
}
