import type {SanityClient} from '@sanity/client'
import type {LeadRecord, SubscriberRecord, SuppressionRecord} from '../../core/documents/people.ts'
import type {Lead, NewsletterSubscriber, Suppression} from '../../core/sanity.types.generated.ts'
import {tenantDocumentId} from '../../core/tenancy/documentId.ts'

/** The documents of one person; `null` for one that is not there. */
export interface PersonDocuments {
  lead: LeadRecord | null
  subscriber: SubscriberRecord | null
  suppression: SuppressionRecord | null
}

/**
 * Reads what there is of a person in one request. It sees every write that was acknowledged before,
 * which a query may not.
 *
 * @param tag - request tag
 */
export async function readPerson(
  client: SanityClient,
  site: string,
  personKey: string,
  tag: string,
): Promise<PersonDocuments> {
  const leadId = tenantDocumentId(site, 'lead', personKey)
  const subscriberId = tenantDocumentId(site, 'subscriber', personKey)
  const suppressionId = tenantDocumentId(site, 'suppression', personKey)
  const documents = await client.getDocuments<Lead | NewsletterSubscriber | Suppression>(
    [leadId, subscriberId, suppressionId],
    {tag},
  )
  const withId = (id: string) => documents.find((document) => document?._id === id)
  const [lead, subscriber, suppression] = [leadId, subscriberId, suppressionId].map(withId)
  return {
    lead: lead?._type === 'lead' ? lead : null,
    subscriber: subscriber?._type === 'newsletterSubscriber' ? subscriber : null,
    suppression: suppression?._type === 'suppression' ? suppression : null,
  }
}
