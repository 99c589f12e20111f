import type {SanityClient} from '@sanity/client'
import type {LeadRecord, SubscriberRecord, SuppressionRecord} from '../../core/documents/people.ts'
import {readableLead} from '../../core/documents/readableLead.ts'
import type {Lead, NewsletterSubscriber, Suppression} from '../../core/sanity.types.generated.ts'
import {tenantDocumentId} from '../../core/tenancy/documentId.ts'

/** The documents of one person; `null` for one that is not there. */
export interface PersonDocuments {
  lead: LeadRecord | null
  subscriber: SubscriberRecord | null
  suppression: SuppressionRecord | null
}

/** The documents of a person out of some that were read. */
function ofPerson(
  [leadId, subscriberId, suppressionId]: readonly string[],
  documents: readonly (Lead | NewsletterSubscriber | Suppression | null)[],
): PersonDocuments {
  const withId = (id: string | undefined) => documents.find((document) => document?._id === id)
  const [lead, subscriber, suppression] = [leadId, subscriberId, suppressionId].map(withId)
  return {
    lead: lead?._type === 'lead' ? readableLead(lead) : null,
    subscriber: subscriber?._type === 'newsletterSubscriber' ? subscriber : null,
    suppression: suppression?._type === 'suppression' ? suppression : null,
  }
}

/** Kinds of the documents that say who a person is and where they stand, all under one key. */
export const PERSON_KINDS = ['lead', 'subscriber', 'suppression'] as const

function idsOfPerson(site: string, personKey: string): string[] {
  return PERSON_KINDS.map((kind) => tenantDocumentId(site, kind, personKey))
}

/** People whose documents fit into one request for documents by their ids. */
export const PEOPLE_AT_ONCE = 30

/**
 * Reads what there is of up to {@link PEOPLE_AT_ONCE} people in one request, as {@link readPerson} does.
 *
 * @param tag - request tag
 * @returns in the order of the people
 */
export async function readPeople(
  client: SanityClient,
  people: readonly {site: string; key: string}[],
  tag: string,
): Promise<PersonDocuments[]> {
  const ids = people.map(({site, key}) => idsOfPerson(site, key))
  const documents = await client.getDocuments<Lead | NewsletterSubscriber | Suppression>(
    ids.flat(),
    {tag},
  )
  return ids.map((each) => ofPerson(each, documents))
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
  const ids = idsOfPerson(site, personKey)
  const documents = await client.getDocuments<Lead | NewsletterSubscriber | Suppression>(ids, {tag})
  return ofPerson(ids, documents)
}
