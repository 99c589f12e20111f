import {defineQuery} from 'groq'
import {parseBulkRows} from '../../core/changes/bulk/bulkRows.ts'
import type {BulkUndo} from '../../core/changes/bulk/bulkUndo.ts'
import type {LeadRecord, SubscriberRecord, SuppressionRecord} from '../../core/documents/people.ts'
import type {
  JobChunk,
  Lead,
  NewsletterSubscriber,
  Suppression,
} from '../../core/sanity.types.generated.ts'
import {parseTenantDocumentId, tenantDocumentId} from '../../core/tenancy/documentId.ts'
import type {BulkRun} from './bulkRun.ts'

const DOCUMENTS_QUERY = defineQuery(
  '*[_type in ["lead", "newsletterSubscriber", "suppression"] && site == $site && _id in $ids]',
)

/** What a bulk change of some leads is decided on. */
export interface BulkPeople {
  lead: (id: string) => LeadRecord | null
  subscriber: (leadId: string) => SubscriberRecord | null
  suppression: (leadId: string) => SuppressionRecord | null
  /** What is to be undone of a lead. */
  undo: (leadId: string) => BulkUndo | undefined
}

async function readUndo(run: BulkRun, source: string | undefined): Promise<Map<string, BulkUndo>> {
  if (source === undefined || run.intent.action.kind !== 'undo') return new Map()
  const parsed = parseTenantDocumentId(source)
  if (parsed?.kind !== 'chunk' || parsed.site !== run.site.key) return new Map()
  const chunk = await run.services.client.getDocument<JobChunk>(source, {tag: 'leads.bulk.undo'})
  const rows = parseBulkRows(chunk?.rows)
  return new Map(
    (rows?.undo ?? []).flatMap(({id, undo}) => (undo === null ? [] : [[id, undo] as const])),
  )
}

function personDocument(leadId: string, kind: 'subscriber' | 'suppression'): string {
  const parsed = parseTenantDocumentId(leadId)
  return parsed ? tenantDocumentId(parsed.site, kind, parsed.key) : leadId
}

/**
 * Reads leads, and for an undo also what was before, and the persons' subscriptions, since those
 * decide what a restored lead shows. Two requests at most, whatever their number.
 *
 * @param source - id of the chunk that says what is to be undone
 */
export async function readPeople(
  run: BulkRun,
  ids: readonly string[],
  source: string | undefined,
): Promise<BulkPeople> {
  const isUndo = run.intent.action.kind === 'undo'
  const more = isUndo
    ? ids.flatMap((id) => [personDocument(id, 'subscriber'), personDocument(id, 'suppression')])
    : []
  const [documents, undo] = await Promise.all([
    run.services.client.fetch<(Lead | NewsletterSubscriber | Suppression)[]>(
      DOCUMENTS_QUERY,
      {site: run.site.key, ids: [...ids, ...more]},
      {tag: 'leads.bulk.read'},
    ),
    readUndo(run, source),
  ])
  const byId = new Map(documents.map((document) => [document._id, document] as const))
  return {
    lead(id) {
      const found = byId.get(id)
      return found?._type === 'lead' ? found : null
    },
    subscriber(leadId) {
      const found = byId.get(personDocument(leadId, 'subscriber'))
      return found?._type === 'newsletterSubscriber' ? found : null
    },
    suppression(leadId) {
      const found = byId.get(personDocument(leadId, 'suppression'))
      return found?._type === 'suppression' ? found : null
    },
    undo: (leadId) => undo.get(leadId),
  }
}
