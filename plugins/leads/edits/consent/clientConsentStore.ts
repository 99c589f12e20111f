import type {SanityClient} from '@sanity/client'
import type {
  Lead,
  NewsletterSubscriber,
  Suppression,
} from '../../../../core/sanity.types.generated.ts'
import {parseIdOfKind, tenantDocumentId} from '../../../../core/tenancy/documentId.ts'
import {clientLeadStore} from '../writes/clientLeadStore.ts'
import type {ConsentStore} from './writeConsent.ts'

/** The store of what is known of a site's people, over Sanity's client. */
export function clientConsentStore(client: SanityClient, site: string): ConsentStore {
  return {
    read: async (leadId) => {
      const id = parseIdOfKind(leadId, 'lead')
      if (id?.site !== site) return {lead: null, subscriber: null, suppression: null}
      const ids = [
        leadId,
        tenantDocumentId(site, 'subscriber', id.key),
        tenantDocumentId(site, 'suppression', id.key),
      ]
      // By their ids, which sees every write that was acknowledged before; a query may not.
      const found = await client.getDocuments<Lead | NewsletterSubscriber | Suppression>(ids, {
        tag: 'leads.consent.read',
      })
      const [lead, subscriber, suppression] = ids.map((each) =>
        found.find((document) => document?._id === each),
      )
      return {
        lead: lead?._type === 'lead' ? lead : null,
        subscriber: subscriber?._type === 'newsletterSubscriber' ? subscriber : null,
        suppression: suppression?._type === 'suppression' ? suppression : null,
      }
    },
    commit: clientLeadStore(client, site).commit,
  }
}
