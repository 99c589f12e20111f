import type {SanityClient} from '@sanity/client'
import {useQuery} from '@tanstack/react-query'
import type {LeadDetailQueryResult} from '../../../core/sanity.types.generated.ts'
import {parseTenantDocumentId, tenantDocumentId} from '../../../core/tenancy/documentId.ts'
import {defineQuery} from 'groq'

/** A lead as the panel shows it. */
export type LeadDetail = NonNullable<LeadDetailQueryResult>

/** One lead with its consent; without the nonce of a double opt-in, which allows to confirm it. */
export const leadDetailQuery = defineQuery(`*[_type == "lead" && site == $site && _id == $id][0]{
  ...,
  "subscriber": *[_type == "newsletterSubscriber" && site == $site && _id == $subscriberId][0]{
    status, consentHistory, doubleOptIn{requestedAt, confirmedAt, expiresAt}
  },
  "suppression": *[_type == "suppression" && site == $site && _id == $suppressionId][0]{
    reason, since, withdrawnAt, liftedAt
  }
}`)

/**
 * Reads one lead with its subscriber's consent. `null` if the user can read no such lead, or the id
 * is not that of a lead of the site.
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

/** Prefix of the cache keys of everything that the panel reads about a lead. */
export function leadDetailKey(id: string): readonly string[] {
  return ['leads', 'detail', id]
}
