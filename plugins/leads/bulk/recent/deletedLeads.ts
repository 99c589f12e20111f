import type {SanityClient} from '@sanity/client'
import {defineQuery} from 'groq'
import {parseJobId} from '../../../../core/jobs/jobRecord.ts'
import {parseBulkRows} from '../../../../core/changes/bulk/bulkOutcome.ts'
import type {RecentChange} from '../../../../core/changes/recent/recentChanges.ts'
import {chunkId} from '../../../../core/jobs/jobChunk.ts'
import {parseIdOfKind} from '../../../../core/tenancy/documentId.ts'

/** A deleted lead, as the list shows it. */
export interface DeletedLead {
  id: string
  name: string
  email: string
  /** Whether a lead with this id exists again: restored, or sent by a form. */
  isThere: boolean
}

/** A page of deleted leads, and the id of its chunk; `null` at the end. */
interface DeletedPage {
  leads: DeletedLead[]
  next: string | null
}

/** The list shows the leads of deletions up to this size at once. */
export const FEW_LEADS = 5

const firstRowsQuery = defineQuery(
  '*[_type == "jobChunk" && site == $site && _id in $ids]{_id, jobId, rows}',
)

const deletedRowsQuery = defineQuery(
  `*[_type == "jobChunk" && site == $site && jobId == $jobId && _id > $after] | order(_id asc)[0...1]{_id, rows}`,
)

const existingLeadsQuery = defineQuery(`*[_type == "lead" && site == $site && _id in $ids]._id`)

/** Whether a change deleted leads. */
export function isDeletion({action}: RecentChange): boolean {
  return action?.kind === 'delete'
}

/** Reads the leads of small deletions in two requests, by the change's id. */
export async function readFewDeleted(
  client: SanityClient,
  site: string,
  changes: readonly Pick<RecentChange, 'id' | 'way'>[],
  signal: AbortSignal,
): Promise<Map<string, DeletedLead[]>> {
  const ids = changes.flatMap(({id, way}) => {
    const parsed = parseJobId(id, 'bulk')
    return parsed ? [chunkId(parsed, way, 0)] : []
  })
  const options = {perspective: 'raw', signal, tag: 'leads.recent.rows'} as const
  const chunks = await client.fetch(firstRowsQuery, {site, ids}, options)
  const read = chunks.map(({jobId, rows}) => ({jobId, leads: deletedIn(site, rows)}))
  const all = await markExisting(
    client,
    site,
    read.flatMap(({leads}) => leads),
    signal,
  )
  const byId = new Map(all.map((lead) => [lead.id, lead] as const))
  return new Map(
    read.map(({jobId, leads}) => [jobId, leads.map((lead) => byId.get(lead.id) ?? lead)] as const),
  )
}

/** Reads one chunk of the leads of a deletion, after the chunk with the id `after`. */
export async function readDeleted(
  client: SanityClient,
  site: string,
  jobId: string,
  after: string,
  signal: AbortSignal,
): Promise<DeletedPage> {
  const options = {perspective: 'raw', signal, tag: 'leads.recent.rows'} as const
  const [chunk] = await client.fetch(deletedRowsQuery, {site, jobId, after}, options)
  if (!chunk) return {leads: [], next: null}
  const leads = await markExisting(client, site, deletedIn(site, chunk.rows), signal)
  return {leads, next: chunk._id}
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

/** The deleted leads of a chunk. */
function deletedIn(site: string, rows: string | null | undefined): DeletedLead[] {
  return (parseBulkRows(rows)?.undo ?? []).flatMap(({id, undo}): DeletedLead[] => {
    if (undo?.kind !== 'deleted' || parseIdOfKind(id, 'lead')?.site !== site) return []
    const {name, email} = undo.content
    return [{id, name: textOf(name), email: textOf(email), isThere: false}]
  })
}

async function markExisting(
  client: SanityClient,
  site: string,
  leads: readonly DeletedLead[],
  signal: AbortSignal,
): Promise<DeletedLead[]> {
  if (leads.length === 0) return []
  const ids = leads.map(({id}) => id)
  const options = {perspective: 'raw', signal, tag: 'leads.recent.present'} as const
  const there = new Set(await client.fetch(existingLeadsQuery, {site, ids}, options))
  return leads.map((lead) => ({...lead, isThere: there.has(lead.id)}))
}
