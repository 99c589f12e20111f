import {needsStanding, type BulkIntent} from '../../core/changes/bulk/bulkIntent.ts'
import {parseBulkRows} from '../../core/changes/bulk/bulkRows.ts'
import type {BulkUndo} from '../../core/changes/bulk/bulkUndo.ts'
import {chunk} from '../../core/documents/chunk.ts'
import type {LeadRecord, SubscriberRecord, SuppressionRecord} from '../../core/documents/people.ts'
import {readableLead} from '../../core/documents/readableLead.ts'
import type {
  JobChunk,
  Lead,
  NewsletterSubscriber,
  Suppression,
} from '../../core/sanity.types.generated.ts'
import {isDocumentOfKind, parseIdOfKind, tenantDocumentId} from '../../core/tenancy/documentId.ts'
import type {JobRun} from '../shared/jobs/jobKind.ts'

/** Ids of leads that fit into one URL. */
const IDS_IN_URL = 150

/** What a bulk change of some leads is decided on. */
export interface BulkPeople {
  lead: (id: string) => LeadRecord | null
  subscriber: (leadId: string) => SubscriberRecord | null
  suppression: (leadId: string) => SuppressionRecord | null
  /** What is to be undone of a lead. */
  undo: (leadId: string) => BulkUndo | undefined
}

async function readUndo(
  run: JobRun,
  intent: BulkIntent,
  source: string | undefined,
): Promise<Map<string, BulkUndo>> {
  if (source === undefined || intent.action.kind !== 'undo') return new Map()
  if (parseIdOfKind(source, 'chunk')?.site !== run.site.key) return new Map()
  const document = await run.services.client.getDocument<JobChunk>(source, {tag: 'leads.bulk.undo'})
  const rows = parseBulkRows(document?.rows)
  return new Map(
    (rows?.undo ?? []).flatMap(({id, undo}) => (undo === null ? [] : [[id, undo] as const])),
  )
}

function personDocument(leadId: string, kind: 'subscriber' | 'suppression'): string {
  const parsed = parseIdOfKind(leadId, 'lead')
  return parsed ? tenantDocumentId(parsed.site, kind, parsed.key) : leadId
}

/**
 * Reads leads by their ids. Restoring a lead and adding it to a campaign also depend on the person's
 * subscription and suppression.
 *
 * @param source - id of the chunk that says what to undo
 */
export async function readPeople(
  run: JobRun,
  intent: BulkIntent,
  ids: readonly string[],
  source: string | undefined,
): Promise<BulkPeople> {
  const more = needsStanding(intent.action)
    ? ids.flatMap((id) => [personDocument(id, 'subscriber'), personDocument(id, 'suppression')])
    : []
  const {client} = run.services
  const [found, undo] = await Promise.all([
    Promise.all(
      chunk([...ids, ...more], IDS_IN_URL).map((piece) =>
        client.getDocuments<Lead | NewsletterSubscriber | Suppression>(piece, {
          tag: 'leads.bulk.read',
        }),
      ),
    ),
    readUndo(run, intent, source),
  ])
  const byId = new Map(
    found.flat().flatMap((document) => (document ? [[document._id, document] as const] : [])),
  )
  return {
    lead(id) {
      const document = byId.get(id)
      return document?._type === 'lead' && isDocumentOfKind(document, 'lead')
        ? readableLead(document)
        : null
    },
    subscriber(leadId) {
      const document = byId.get(personDocument(leadId, 'subscriber'))
      return document?._type === 'newsletterSubscriber' ? document : null
    },
    suppression(leadId) {
      const document = byId.get(personDocument(leadId, 'suppression'))
      return document?._type === 'suppression' ? document : null
    },
    undo: (leadId) => undo.get(leadId),
  }
}
