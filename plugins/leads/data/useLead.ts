import type {SanityClient} from '@sanity/client'
import {useQuery} from '@tanstack/react-query'
import type {LeadDetailQueryResult} from '../../../core/sanity.types.generated.ts'
import {parseTenantDocumentId, tenantDocumentId} from '../../../core/tenancy/documentId.ts'
import {defineQuery} from 'groq'

/** A lead as the panel shows it. */
export type LeadDetail = NonNullable<LeadDetailQueryResult>

/**
 * Reads one lead with its subscriber's consent. `null` when there is none that the caller may see,
 * or when the id is that of something else or of another site: then the store is not even asked.
 */
export function useLead(client: SanityClient, site: string, id: string) {
  return useQuery({
    queryKey: [...leadDetailKey(id), 'lead'],
    queryFn: async ({signal}): Promise<LeadDetail | null> => {
      const parsed = parseTenantDocumentId(id)
      if (parsed?.site !== site || parsed.kind !== 'lead') return null
      const subscriberId = tenantDocumentId(site, 'subscriber', parsed.key)
      const suppressionId = tenantDocumentId(site, 'suppression', parsed.key)
      const params = {site, id, subscriberId, suppressionId}
      return client.fetch(leadDetailQuery, params, {
        perspective: 'raw',
        signal,
        tag: 'leads.panel.lead',
      })
    },
    retry: false,
    staleTime: Infinity,
    gcTime: 60_000,
  })
}

/**
 * One lead, and its subscriber's consent. The nonce of a double
 * opt-in is left out: with it one could confirm in the person's place. Params: `site`, `id`,
 * `subscriberId`, `suppressionId`.
 */
export const leadDetailQuery = defineQuery(`*[_type == "lead" && site == $site && _id == $id][0]{
  ...,
  "subscriber": *[_type == "newsletterSubscriber" && site == $site && _id == $subscriberId][0]{
    status, consentHistory, doubleOptIn{requestedAt, confirmedAt, expiresAt}
  },
  "suppression": *[_type == "suppression" && site == $site && _id == $suppressionId][0]{
    reason, since, withdrawnAt, liftedAt
  }
}`)

/** Entries of one page of the timeline. */
export const TIMELINE_PAGE_SIZE = 20

/**
 * A page of a lead's timeline, newest first, after the entry at `$at` with id `$cursorId`; an empty
 * `$cursorId` is the first page. Params: `site`, `leadId`, `kinds`, `at`, `cursorId`.
 */
export const leadTimelineQuery = defineQuery(`*[
  _type == "leadActivity" && site == $site && leadId == $leadId && kind in $kinds && defined(at)
  && ($cursorId == "" || at < $at || (at == $at && _id > $cursorId))
] | order(at desc, _id asc)[0...20]{_id, kind, at, actor, summary, details}`)

/** Key under which everything that the panel reads of a lead lies in the query cache. */
export function leadDetailKey(id: string): readonly string[] {
  return ['leads', 'detail', id]
}
