import type {Lead, NewsletterSubscriber, Suppression} from '../sanity.types.generated.ts'
import {tenantDocumentId} from '../tenancy/documentId.ts'
import type {LeadRecord, SubscriberRecord, SuppressionRecord} from './people.ts'
import {readableLead} from './readableLead.ts'

/** Kinds of the documents that say who a person is and where they stand, all under one key. */
export const PERSON_KINDS = ['lead', 'subscriber', 'suppression'] as const

/** A document about a person, as the store returns it. */
export type PersonDocument = Lead | NewsletterSubscriber | Suppression

/** The documents of one person; `null` for one that is not there. */
export interface PersonDocuments {
  lead: LeadRecord | null
  subscriber: SubscriberRecord | null
  suppression: SuppressionRecord | null
}

/** The documents of somebody of whom there are none. */
export const NOBODY: PersonDocuments = {lead: null, subscriber: null, suppression: null}

/** The ids of a person's documents, in the order of {@link PERSON_KINDS}. */
export function personIds(site: string, personKey: string): string[] {
  return PERSON_KINDS.map((kind) => tenantDocumentId(site, kind, personKey))
}

/** Picks the documents of a person. A document of another type than its id says counts as missing. */
export function personOf(
  site: string,
  personKey: string,
  documentWithId: (id: string) => PersonDocument | null | undefined,
): PersonDocuments {
  const [lead, subscriber, suppression] = personIds(site, personKey).map(documentWithId)
  return {
    lead: lead?._type === 'lead' ? readableLead(lead) : null,
    subscriber: subscriber?._type === 'newsletterSubscriber' ? subscriber : null,
    suppression: suppression?._type === 'suppression' ? suppression : null,
  }
}
