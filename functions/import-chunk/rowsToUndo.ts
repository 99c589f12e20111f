import {chunk} from '../../core/documents/chunk.ts'
import {readableLead} from '../../core/documents/readableLead.ts'
import type {ImportUndo} from '../../core/imports/importUndo.ts'
import {parseImportRows} from '../../core/imports/importUndo.ts'
import {undoRow} from '../../core/imports/undoRow.ts'
import type {JobOutcome} from '../../core/jobs/jobOutcome.ts'
import {keyedUlid} from '../../core/people/ulid.ts'
import type {JobChunk, Lead, NewsletterSubscriber} from '../../core/sanity.types.generated.ts'
import {parseIdOfKind, tenantDocumentId} from '../../core/tenancy/documentId.ts'
import type {JobPage, JobRun} from '../shared/jobs/jobKind.ts'
import {StoreUnavailableError} from '../shared/storeErrors.ts'
import {IDS_IN_URL} from '../shared/readDocuments.ts'
import type {UndoPlan} from './openImport.ts'

/** Chunks of the earlier import that are read at a time. */
const CHUNKS_PER_PAGE = 20

/** What the earlier import noted of some rows, and their people as they are now. */
export interface FoundUndo {
  kind: 'undo'
  undos: ReadonlyMap<number, ImportUndo>
  documents: ReadonlyMap<string, Lead | NewsletterSubscriber>
}

/** The rows of which the earlier import noted how to undo them. */
export async function pageOfUndo(
  {services}: JobRun,
  {importId, chunkIds}: UndoPlan,
  after: string,
): Promise<JobPage<number>> {
  const from = Number(after || '0')
  const ids = chunkIds.slice(from, from + CHUNKS_PER_PAGE)
  const found =
    ids.length === 0
      ? []
      : await services.client.getDocuments<JobChunk>(ids, {tag: 'leads.import.earlier'})
  const groups = ids.map((source, index) => {
    const noted = found[index]
    const rows = noted?.jobId === importId ? parseImportRows(noted.rows) : null
    const items = (rows?.undo ?? []).flatMap(({id, undo}) => (undo ? [Number(id)] : []))
    return {items, source}
  })
  const end = from + ids.length
  return {
    groups: groups.filter(({items}) => items.length > 0),
    after: end < chunkIds.length ? String(end) : null,
  }
}

/** Reads what undoing rows needs, by ids. */
export async function readUndo(
  {services, site}: JobRun,
  items: readonly number[],
  source: string | undefined,
): Promise<FoundUndo> {
  const isOwn = parseIdOfKind(source, 'chunk')?.site === site.key
  const noted = isOwn
    ? await services.client.getDocument<JobChunk>(source ?? '', {tag: 'leads.import.undo'})
    : null
  const rows = parseImportRows(noted?.rows)
  if (!rows) throw new StoreUnavailableError('A chunk of the earlier import cannot be read.')
  const wanted = new Set(items)
  const undos = new Map(
    rows.undo.flatMap(({id, undo}) => {
      const row = Number(id)
      return undo && wanted.has(row) ? [[row, undo] as const] : []
    }),
  )
  const ids = [...undos.values()].flatMap((undo) => [
    tenantDocumentId(site.key, 'lead', undo.key),
    ...(undo.kind === 'created' && undo.subscriber
      ? [tenantDocumentId(site.key, 'subscriber', undo.key)]
      : []),
  ])
  const found = await Promise.all(
    chunk(ids, IDS_IN_URL).map((some) =>
      services.client.getDocuments<Lead | NewsletterSubscriber>(some, {tag: 'leads.import.people'}),
    ),
  )
  return {
    kind: 'undo',
    undos,
    documents: new Map(
      found.flat().flatMap((document) => (document ? [[document._id, document] as const] : [])),
    ),
  }
}

/** Decides the undoing of one row. */
export function decideUndo(
  {services, site, actor, jobId, startedMs}: JobRun,
  {transactions}: UndoPlan,
  row: number,
  {undos, documents}: FoundUndo,
): JobOutcome<ImportUndo> {
  const undo = undos.get(row)
  const leadId = tenantDocumentId(site.key, 'lead', undo?.key ?? '')
  const lead = documents.get(leadId)
  const subscriber = documents.get(tenantDocumentId(site.key, 'subscriber', undo?.key ?? ''))
  const secret = services.secrets(site, 'person-key')
  return undoRow({
    site,
    row,
    undo,
    lead: lead?._type === 'lead' ? readableLead(lead) : null,
    subscriber: subscriber?._type === 'newsletterSubscriber' ? subscriber : null,
    transactions,
    actor,
    now: services.now(),
    ids: {activity: keyedUlid(secret, startedMs, 'activity', jobId, leadId)},
    jobId,
  })
}
