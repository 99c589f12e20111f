import type {SanityClient} from '@sanity/client'
import {STUCK_AFTER_MS, type EndpointsAnswer} from '../../../core/diagnostics/siteFacts.ts'
import type {Grant} from '../../../core/tenancy/grants.ts'
import {intakeSince} from '../model/intakeDays.ts'
import {mergeRecords, withPeople, type LiveRecord} from '../model/liveRecord.ts'
import {pipelineQuery, recordsByIdQuery, recordsQuery} from './overviewQueries.ts'
import {
  AclAnswer,
  HealthAnswer,
  PipelineAnswer,
  RecordsAnswer,
  RecordsById,
} from './storeAnswers.ts'

/** Records have no drafts: they are read as they are stored. */
const RAW = {perspective: 'raw'} as const

/** Longest wait for the endpoints, in milliseconds. */
const HEALTH_TIMEOUT_MS = 5000

/** Counts a site's leads, by status. */
export async function fetchPipeline(
  client: SanityClient,
  site: string,
  statuses: readonly string[],
  signal: AbortSignal,
): Promise<PipelineAnswer> {
  const params = {site, statuses: statuses.map((value) => ({value}))}
  const options = {...RAW, signal, tag: 'leads.overview.pipeline'}
  const answer: unknown = await client.fetch(pipelineQuery, params, options)
  return PipelineAnswer.parse(answer)
}

/**
 * Reads what else the store holds of a site.
 *
 * @param now - milliseconds since the epoch
 */
export async function fetchRecords(
  client: SanityClient,
  site: string,
  now: number,
  signal: AbortSignal,
): Promise<RecordsAnswer> {
  const stuckBefore = new Date(now - STUCK_AFTER_MS).toISOString()
  const params = {site, since: intakeSince(now), stuckBefore}
  const options = {...RAW, signal, tag: 'leads.overview.records'}
  const answer: unknown = await client.fetch(recordsQuery, params, options)
  return RecordsAnswer.parse(answer)
}

/** Reads records of the live list again; those that are missing from the answer are gone. */
export async function fetchRecordsById(
  client: SanityClient,
  site: string,
  ids: readonly string[],
): Promise<LiveRecord[]> {
  const options = {...RAW, tag: 'leads.overview.live'}
  const answer: unknown = await client.fetch(recordsByIdQuery, {site, ids}, options)
  const {submissions, leads, activities, people} = RecordsById.parse(answer)
  return mergeRecords([], [...submissions, ...leads, ...withPeople(activities, people)])
}

/** Reads the caller's own grants. */
export async function fetchGrants(client: SanityClient, signal: AbortSignal): Promise<Grant[]> {
  const {projectId, dataset} = client.config()
  const answer: unknown = await client.request({
    uri: `/projects/${projectId}/datasets/${dataset}/acl`,
    tag: 'leads.overview.acl',
    signal,
  })
  return AclAnswer.parse(answer)
}

/**
 * Asks the endpoints how they are. An answer that says that something is wrong is an answer.
 *
 * @throws Error when they do not answer at all
 */
export async function fetchHealth(apiUrl: string, signal: AbortSignal): Promise<EndpointsAnswer> {
  const response = await fetch(`${apiUrl}/api/health`, {
    headers: {Accept: 'application/json'},
    signal: AbortSignal.any([signal, AbortSignal.timeout(HEALTH_TIMEOUT_MS)]),
  })
  const body: unknown = await response.json()
  const {status, diagnostics} = HealthAnswer.parse(body)
  const missing = diagnostics.flatMap(({code}) =>
    code.startsWith('env.') ? [code.slice('env.'.length)] : [],
  )
  return {status, missing}
}
