import type {SanityClient} from '@sanity/client'
import {useQuery} from '@tanstack/react-query'
import type {LeadDetailQueryResult} from '../../../core/sanity.types.generated.ts'
import {parseTenantDocumentId, tenantDocumentId} from '../../../core/tenancy/documentId.ts'
import {leadDetailKey} from './leadDetailKey.ts'
import {leadDetailQuery} from './leadQueries.ts'

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
