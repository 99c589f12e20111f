import type {SanityClient} from '@sanity/client'
import {defineQuery} from 'groq'
import {z} from 'zod'
import {checkAudience, type CheckContext} from '../../core/audience/checkAudience.ts'
import {siteFields} from '../../core/audience/siteFields.ts'
import {audienceToGroq} from '../../core/audience/toGroq.ts'
import {usedCustomFields} from '../../core/audience/audienceUsage.ts'
import {problem} from '../../core/problems/problem.ts'
import {siteTimeZone} from '../../core/time/localDate.ts'
import {
  dueSegments,
  recordSegmentCount,
  type SegmentCounting,
} from '../../core/changes/segments/segmentCounts.ts'
import type {FunctionServices} from '../shared/functionServices.ts'
import {fetchCustomFields, type ServerSite} from '../shared/siteRegistry.ts'
import {isConflict} from '../shared/storeErrors.ts'
import {fetchByBody} from '../../core/documents/fetchByBody.ts'

const SURROUNDINGS_QUERY = defineQuery(`{
  "segments": *[
    string::startsWith(_id, $segments) && _type == "segment" && site == $site
  ] | order(_id asc)[0...2000]{
    _id, _rev, title, definition, count, viewedAt, history, countFailure
  },
  "campaigns": *[
    string::startsWith(_id, $campaigns) && _type == "campaign" && site == $site && defined(audience)
  ] | order(_id asc)[0...2000]{_id, title, audience}
}`)

const text = z.string().nullish()
const Segment = z.object({
  _id: z.string(),
  _rev: z.string(),
  title: text,
  definition: text,
  count: z.object({value: z.number().nullish(), at: text}).nullish(),
  viewedAt: text,
  history: z.array(z.object({at: text, value: z.number().nullish()})).nullish(),
  countFailure: z.object({message: text, at: text}).nullish(),
})
const Campaign = z.object({_id: z.string(), title: text, audience: text})
const Surroundings = z.object({segments: z.array(z.unknown()), campaigns: z.array(z.unknown())})

type StoredSegment = z.output<typeof Segment>

/** The documents that match a schema; one that does not affects no other. */
function readable<T>(schema: z.ZodType<T>, documents: readonly unknown[]): T[] {
  return documents.flatMap((document) => {
    const {data} = schema.safeParse(document)
    return data === undefined ? [] : [data]
  })
}

/** Time after which a run leaves the rest to the next one, in milliseconds. */
const BUDGET_MS = 90_000

/** What a refresh did. */
export interface RefreshResult {
  counted: number
  /** Segments that could not be counted, and sites that could not be read. */
  failures: number
  /** Segments that were left to the next run. */
  left: number
}

async function count(
  client: SanityClient,
  site: ServerSite,
  segment: StoredSegment,
  context: CheckContext,
  now: string,
): Promise<SegmentCounting> {
  const checked = checkAudience(segment.definition, {...context, segmentId: segment._id})
  if (!checked.ok) {
    const [first] = checked.problems
    return {failure: first ?? problem('segment.no-definition')}
  }
  const moment = {now, timeZone: siteTimeZone(site)}
  const {filter, params} = audienceToGroq(checked.audience, moment)
  const query = `count(*[_type == "lead" && site == $site && (${filter})])`
  const value: unknown = await fetchByBody(
    client,
    query,
    {...params, site: site.key},
    {tag: 'leads.segments.count'},
  )
  return {value: z.int().min(0).parse(value)}
}

/** The segments of a site to count, the one that waited longest first. */
interface SiteWork {
  site: ServerSite
  due: StoredSegment[]
  context: CheckContext
}

/** Finds the segments of a site whose count is old and that somebody uses or looks at; see `dueSegments`. */
async function findWork({client, now}: FunctionServices, site: ServerSite): Promise<SiteWork> {
  const params = {
    site: site.key,
    segments: `${site.key}.segment.`,
    campaigns: `${site.key}.campaign.`,
  }
  const [found, customFields] = await Promise.all([
    client.fetch<unknown>(SURROUNDINGS_QUERY, params, {tag: 'leads.segments.read'}),
    fetchCustomFields(client, site.key),
  ])
  const surroundings = Surroundings.parse(found)
  const stored = readable(Segment, surroundings.segments)
  const segments = new Map(stored.map((segment) => [segment._id, segment]))
  const campaigns = new Map(
    readable(Campaign, surroundings.campaigns).map((campaign) => [campaign._id, campaign]),
  )
  const names = usedCustomFields(stored.map(({definition}) => definition))
  return {
    site,
    due: dueSegments(segments, campaigns, now()),
    context: {fields: siteFields({...site, customFields}, names), segments},
  }
}

/** Counts the leads of a segment. One that cannot be counted keeps its count and gets a note why. */
async function refresh(
  {client, now}: FunctionServices,
  {site, context}: SiteWork,
  segment: StoredSegment,
  result: RefreshResult,
): Promise<void> {
  const at = now()
  const counting = await count(client, site, segment, context, at).catch((): SegmentCounting => ({
    failure: problem('segment.count-failed'),
  }))
  const mutations = recordSegmentCount(segment, counting, at)
  if ('failure' in counting) result.failures += 1
  else result.counted += 1
  if (mutations.length === 0) return
  await client
    .mutate(mutations, {
      tag: 'leads.segments.write',
      visibility: 'async',
      returnDocuments: false,
      autoGenerateArrayKeys: false,
    })
    .catch((error: unknown) => {
      // Somebody changed the segment meanwhile, so the count is outdated. The next run counts again.
      if (!isConflict(error)) result.failures += 1
    })
}

/**
 * Refreshes the counts of all sites' segments, one of each site in turn, so that a site with many delays no
 * other. A site or segment that fails affects no other.
 *
 * @param elapsed - milliseconds of a clock that only goes forward
 */
export async function refreshSegments(
  services: FunctionServices,
  elapsed: () => number,
): Promise<RefreshResult> {
  const result: RefreshResult = {counted: 0, failures: 0, left: 0}
  const started = elapsed()
  const work: SiteWork[] = []
  for (const site of await services.registry.sites()) {
    if (site.status === 'archived') continue
    try {
      work.push(await findWork(services, site))
    } catch {
      result.failures += 1
    }
  }
  const turns = Math.max(0, ...work.map(({due}) => due.length))
  for (let turn = 0; turn < turns; turn += 1) {
    for (const each of work) {
      const segment = each.due[turn]
      if (!segment) continue
      if (elapsed() - started > BUDGET_MS) result.left += 1
      else await refresh(services, each, segment, result)
    }
  }
  return result
}
