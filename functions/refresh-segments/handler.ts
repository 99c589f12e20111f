import type {SanityClient} from '@sanity/client'
import {defineQuery} from 'groq'
import {z} from 'zod'
import {checkAudience, type CheckContext} from '../../core/audience/checkAudience.ts'
import {parseAudience} from '../../core/audience/parseAudience.ts'
import {siteFields} from '../../core/audience/siteFields.ts'
import {audienceToGroq} from '../../core/audience/toGroq.ts'
import {audienceUsage} from '../../core/audience/usage.ts'
import {siteTimeZone} from '../../core/audience/timeZone.ts'
import {dueSegments} from '../../core/changes/segments/dueSegments.ts'
import {
  recordSegmentCount,
  type SegmentCounting,
} from '../../core/changes/segments/recordSegmentCount.ts'
import type {FunctionServices} from '../shared/functionServices.ts'
import type {ServerSite} from '../shared/siteRegistry.ts'
import {isConflict} from '../shared/storeErrors.ts'

const SURROUNDINGS_QUERY = defineQuery(`{
  "segments": *[_type == "segment" && site == $site] | order(_id asc)[0...2000]{
    _id, _rev, title, definition, count, viewedAt, history, countFailure
  },
  "campaigns": *[_type == "campaign" && site == $site && defined(audience)]
    | order(_id asc)[0...2000]{_id, title, audience}
}`)

const text = z.string().nullish()
const Surroundings = z.object({
  segments: z.array(
    z.object({
      _id: z.string(),
      _rev: z.string(),
      title: text,
      definition: text,
      count: z.object({value: z.number().nullish(), at: text}).nullish(),
      viewedAt: text,
      history: z.array(z.object({at: text, value: z.number().nullish()})).nullish(),
      countFailure: z.object({message: text, at: text}).nullish(),
    }),
  ),
  campaigns: z.array(z.object({_id: z.string(), title: text, audience: text})),
})

type StoredSegment = z.output<typeof Surroundings>['segments'][number]

/** After so long the rest is left to the next run, in milliseconds. */
const BUDGET_MS = 90_000

/** What a refresh did. */
export interface RefreshResult {
  counted: number
  /** Segments that could not be counted, and sites that could not be read. */
  failures: number
  /** Segments that were left to the next run. */
  left: number
}

function customNames(definitions: Iterable<string | null | undefined>): string[] {
  return Array.from(definitions).flatMap((stored) => {
    const {definition} = parseAudience(stored)
    return definition ? audienceUsage(definition).customFields : []
  })
}

async function count(
  client: SanityClient,
  site: ServerSite,
  segment: StoredSegment,
  context: CheckContext,
  now: string,
): Promise<SegmentCounting> {
  const checked = checkAudience(segment.definition, {...context, segmentId: segment._id})
  if (!checked.ok) return {failure: checked.problems[0]?.reason ?? 'The segment has no definition.'}
  const moment = {now, timeZone: siteTimeZone(site)}
  const {filter, params} = audienceToGroq(checked.audience, moment)
  const query = `count(*[_type == "lead" && site == $site && (${filter})])`
  const value: unknown = await client.fetch(
    query,
    {...params, site: site.key},
    {tag: 'leads.segments.count'},
  )
  return {value: z.int().min(0).parse(value)}
}

/**
 * Counts the leads of a site's segments whose count is old and that somebody uses or looks at; see
 * `dueSegments`. One after the other, the one that waited longest first. What cannot be counted
 * gets a note that says why, and keeps its last count.
 */
async function refreshSite(
  {client, now}: FunctionServices,
  site: ServerSite,
  result: RefreshResult,
  isOver: () => boolean,
): Promise<void> {
  const found: unknown = await client.fetch(
    SURROUNDINGS_QUERY,
    {site: site.key},
    {tag: 'leads.segments.read'},
  )
  const surroundings = Surroundings.parse(found)
  const segments = new Map(surroundings.segments.map((segment) => [segment._id, segment]))
  const campaigns = new Map(surroundings.campaigns.map((campaign) => [campaign._id, campaign]))
  const names = customNames(surroundings.segments.map(({definition}) => definition))
  const context: CheckContext = {fields: siteFields(site, names), segments}
  for (const segment of dueSegments(segments, campaigns, now())) {
    if (isOver()) {
      result.left += 1
      continue
    }
    const at = now()
    const counting = await count(client, site, segment, context, at).catch((): SegmentCounting => ({
      failure: 'The store could not count the leads. It is tried again.',
    }))
    const mutations = recordSegmentCount(segment, counting, at)
    if ('failure' in counting) result.failures += 1
    else result.counted += 1
    if (mutations.length === 0) continue
    await client
      .mutate(mutations, {
        tag: 'leads.segments.write',
        visibility: 'async',
        returnDocuments: false,
        autoGenerateArrayKeys: false,
      })
      .catch((error: unknown) => {
        // Somebody changed the segment meanwhile: the count is of what it was. The next run counts.
        if (!isConflict(error)) result.failures += 1
      })
  }
}

/**
 * Refreshes the counts of all sites' segments. One site or segment that fails does not keep the
 * others from being counted.
 *
 * @param elapsed - milliseconds of a clock that only goes forward
 */
export async function refreshSegments(
  services: FunctionServices,
  elapsed: () => number,
): Promise<RefreshResult> {
  const result: RefreshResult = {counted: 0, failures: 0, left: 0}
  const started = elapsed()
  for (const site of await services.registry.sites()) {
    if (site.status === 'archived') continue
    try {
      await refreshSite(services, site, result, () => elapsed() - started > BUDGET_MS)
    } catch {
      result.failures += 1
    }
  }
  return result
}
