import type {SanityClient} from '@sanity/client'
import {chunk} from '../../../core/documents/chunk.ts'
import type {BulkUndo} from '../../../core/changes/bulk/bulkUndo.ts'
import type {
  LeadRecord,
  SubscriberRecord,
  SuppressionRecord,
} from '../../../core/documents/people.ts'
import type {Lead, NewsletterSubscriber, Suppression} from '../../../core/sanity.types.generated.ts'
import {parseTenantDocumentId, tenantDocumentId} from '../../../core/tenancy/documentId.ts'
import {MAX_DIRECT, type BulkWhere} from './bulkWhere.ts'

/** What a bulk change is decided on, by the id of the lead. */
export interface BulkPeople {
  leads: ReadonlyMap<string, LeadRecord>
  subscribers: ReadonlyMap<string, SubscriberRecord>
  suppressions: ReadonlyMap<string, SuppressionRecord>
}

/** What is to be undone, by the id of the lead. */
export type BulkUndos = ReadonlyMap<string, BulkUndo>

function ofPerson(leadId: string, kind: 'subscriber' | 'suppression'): string {
  const id = parseTenantDocumentId(leadId)
  return id ? tenantDocumentId(id.site, kind, id.key) : leadId
}

function leadOf(id: string): string {
  const parsed = parseTenantDocumentId(id)
  return parsed ? tenantDocumentId(parsed.site, 'lead', parsed.key) : id
}

/** Reads the leads of a selection, one more than the page changes by itself. */
export async function readSelected(client: SanityClient, where: BulkWhere): Promise<BulkPeople> {
  const query = `*[_type == "lead" && site == $site && (${where.condition})] | order(_id asc)[0...${MAX_DIRECT + 1}]`
  const options = {perspective: 'raw', tag: 'leads.bulk.read'} as const
  const found = await client.fetch<Lead[]>(query, where.params, options)
  const leads = new Map(found.map((lead) => [lead._id, lead] as const))
  return {leads, subscribers: new Map(), suppressions: new Map()}
}

/** Ids that fit into one URL. */
const IDS_IN_URL = 100

/**
 * Reads leads by their ids, which sees every write that was answered; a query may not yet.
 *
 * @param withPersons - whether also their subscriptions and suppressions; see `needsStanding`
 */
export async function readByIds(
  client: SanityClient,
  ids: readonly string[],
  withPersons: boolean,
): Promise<BulkPeople> {
  const more = withPersons
    ? ids.flatMap((id) => [ofPerson(id, 'subscriber'), ofPerson(id, 'suppression')])
    : []
  const pieces = await Promise.all(
    chunk([...ids, ...more], IDS_IN_URL).map((piece) =>
      client.getDocuments<Lead | NewsletterSubscriber | Suppression>(piece, {
        tag: 'leads.bulk.read',
      }),
    ),
  )
  const leads = new Map<string, LeadRecord>()
  const subscribers = new Map<string, SubscriberRecord>()
  const suppressions = new Map<string, SuppressionRecord>()
  for (const document of pieces.flat()) {
    if (document?._type === 'lead') leads.set(document._id, document)
    else if (document?._type === 'suppression') suppressions.set(leadOf(document._id), document)
    else if (document) subscribers.set(leadOf(document._id), document)
  }
  return {leads, subscribers, suppressions}
}
