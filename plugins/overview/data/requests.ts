import type {SanityClient} from '@sanity/client'
import {defineQuery} from 'groq'
import {z} from 'zod'
import {startOfRecentDays} from '../../../core/diagnostics/recentDays.ts'
import {stuckBefore, type EndpointsAnswer} from '../../../core/diagnostics/siteFacts.ts'
import type {Site} from '../../../core/sanity.types.generated.ts'
import type {Grant} from '../../../core/tenancy/grants.ts'
import {LiveRecord, mergeRecords, withPeople} from '../feed/liveRecord.ts'

/** Records have no drafts. */
const RAW = {perspective: 'raw'} as const

/** Counts leads, and those of each status. Params: `site`, `statuses: {value}[]`. */
export const pipelineQuery = defineQuery(`{
  "total": count(*[_type == "lead" && site == $site]),
  "counts": $statuses[]{
    value,
    "count": count(*[_type == "lead" && site == $site && status == ^.value])
  }
}`)

/** Leads of a site by status. */
export const PipelineAnswer = z.object({
  total: z.number(),
  counts: z.array(z.object({value: z.string(), count: z.number()})),
})
/** See {@link PipelineAnswer}. */
export type PipelineAnswer = z.infer<typeof PipelineAnswer>

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
 * Counts of a site's other records, the times of its submissions, and its newest records.
 * Params: `site`, `since` (ISO 8601: start of the recent days), `stuckBefore` (ISO 8601).
 *
 * Times are limited to 10,000 of each kind; the chart says so. The second projection adds the people of
 * the activities.
 */
export const recordsQuery = defineQuery(`{
  "subscribers": count(*[_type == "newsletterSubscriber" && site == $site]),
  "subscribed": count(*[_type == "newsletterSubscriber" && site == $site && status == "subscribed"]),
  "pending": count(*[_type == "newsletterSubscriber" && site == $site && status == "pending"]),
  "submissions": count(*[_type == "leadSubmission" && site == $site]),
  "suppressed": count(*[_type == "suppression" && site == $site && !defined(liftedAt)]),
  "unsubscribed": count(*[_type == "suppression" && site == $site && !defined(liftedAt)
    && reason == "unsubscribed"]),
  "stuckSubmissions": count(*[_type == "leadSubmission" && site == $site
    && !defined(processedAt) && receivedAt < $stuckBefore]),
  "intake": count(*[_type == "leadSubmission" && site == $site && receivedAt >= $since
    && spam.verdict != "spam"]),
  "failedSubmissions": count(*[_type == "leadSubmission" && site == $site
    && outcome == "failed" && receivedAt >= $since]),
  "sentMails": count(*[_type == "emailMessage" && site == $site
    && status == "sent" && queuedAt >= $since]),
  "failedMails": count(*[_type == "emailMessage" && site == $site
    && status == "failed" && queuedAt >= $since]),
  "stuckMails": count(*[_type == "emailMessage" && site == $site
    && status in ["queued", "sending"] && queuedAt < $stuckBefore]),
  "newsletterTimes": *[_type == "leadSubmission" && site == $site && receivedAt >= $since
    && form.kind == "newsletter" && spam.verdict != "spam"]
    | order(receivedAt desc)[0...10000].receivedAt,
  "leadTimes": *[_type == "leadSubmission" && site == $site && receivedAt >= $since
    && form.kind == "lead" && spam.verdict != "spam"]
    | order(receivedAt desc)[0...10000].receivedAt,
  "newestSubmissions": *[_type == "leadSubmission" && site == $site]
    | order(receivedAt desc, _id asc)[0...25]{
      _id, _type, "at": receivedAt, email, "name": fields[name == "name"][0].value,
      "formKind": form.kind, outcome, "verdict": spam.verdict
    },
  "newestLeads": *[_type == "lead" && site == $site]
    | order(createdAt desc, _id asc)[0...25]{
      _id, _type, "at": createdAt, name, email, company, status
    },
  "newestActivities": *[_type == "leadActivity" && site == $site]
    | order(at desc, _id asc)[0...25]{_id, _type, at, kind, code, summary, details, leadId},
  "otherSites": *[_type == "site" && key != $site][0...20].key
}{
  ...,
  "people": *[_type == "lead" && site == $site && _id in ^.newestActivities[].leadId]{
    _id, name, email
  }
}`)

/** Leaves out incomplete records, so that one does not fail the whole answer. */
const liveRecords = z.array(z.unknown()).transform((items) =>
  items.flatMap((item) => {
    const parsed = LiveRecord.safeParse(item)
    return parsed.success ? [parsed.data] : []
  }),
)

/** Leads that activities are about. */
const people = z.array(
  z.object({_id: z.string(), name: z.string().nullish(), email: z.string().nullish()}),
)

const moments = z
  .array(z.string().nullable())
  .transform((items) => items.filter((item) => item !== null))

/** What else the store holds of a site. */
export const RecordsAnswer = z.object({
  subscribers: z.number(),
  subscribed: z.number(),
  pending: z.number(),
  submissions: z.number(),
  /** On the suppression list, for whatever reason. */
  suppressed: z.number(),
  /** Of these, who unsubscribed and may sign up again. */
  unsubscribed: z.number(),
  stuckSubmissions: z.number(),
  /** Submissions of the recent days that are not spam. */
  intake: z.number(),
  failedSubmissions: z.number(),
  sentMails: z.number(),
  failedMails: z.number(),
  stuckMails: z.number(),
  newsletterTimes: moments,
  leadTimes: moments,
  newestSubmissions: liveRecords,
  newestLeads: liveRecords,
  newestActivities: liveRecords,
  people,
  otherSites: z.array(z.string()),
})
/** See {@link RecordsAnswer}. */
export type RecordsAnswer = z.infer<typeof RecordsAnswer>

/**
 * Reads what else the store holds of a site.
 *
 * @param now - ISO 8601
 */
export async function fetchRecords(
  client: SanityClient,
  site: Pick<Site, 'key' | 'timeZone'>,
  now: string,
  signal: AbortSignal,
): Promise<RecordsAnswer> {
  const params = {
    site: site.key,
    since: startOfRecentDays(site, now),
    stuckBefore: stuckBefore(now),
  }
  const options = {...RAW, signal, tag: 'leads.overview.records'}
  const answer: unknown = await client.fetch(recordsQuery, params, options)
  return RecordsAnswer.parse(answer)
}

/** What the feed listens to. Params: `site`. */
export const LIVE_RECORDS_FILTER =
  '*[_type in ["leadSubmission", "lead", "leadActivity"] && site == $site]'

/** Records of the feed by id. Params: `site`, `ids`. */
export const recordsByIdQuery = defineQuery(`{
  "submissions": *[_type == "leadSubmission" && site == $site && _id in $ids]{
    _id, _type, "at": receivedAt, email, "name": fields[name == "name"][0].value,
    "formKind": form.kind, outcome, "verdict": spam.verdict
  },
  "leads": *[_type == "lead" && site == $site && _id in $ids]{
    _id, _type, "at": createdAt, name, email, company, status
  },
  "activities": *[_type == "leadActivity" && site == $site && _id in $ids]{
    _id, _type, at, kind, code, summary, details, leadId
  }
}{
  ...,
  "people": *[_type == "lead" && site == $site && _id in ^.activities[].leadId]{_id, name, email}
}`)

const RecordsById = z.object({
  submissions: liveRecords,
  leads: liveRecords,
  activities: liveRecords,
  people,
})

/** Reads records of the feed again; those that are missing from the answer were deleted. */
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

/** The caller's grants, as the project's ACL lists them. */
const AclAnswer = z.array(
  z.object({
    filter: z.string(),
    permissions: z.array(z.enum(['read', 'create', 'update', 'delete', 'history', 'manage'])),
  }),
)

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

/** Longest wait for the endpoints, in milliseconds. */
const HEALTH_TIMEOUT_MS = 5000

/** The part of the envelope of `GET /api/health` that is used. */
const HealthAnswer = z.object({
  status: z.enum([
    'ok',
    'empty',
    'degraded',
    'not_configured',
    'unauthenticated',
    'forbidden',
    'invalid',
    'limited',
  ]),
  diagnostics: z.array(z.object({code: z.string()})).default([]),
})

/**
 * Reads the health of the endpoints, which may report problems.
 *
 * @throws Error when they do not answer
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
