import type {SanityClient} from '@sanity/client'
import {defineQuery} from 'groq'
import {z} from 'zod'

/** Id of a new segment in the tool's address. */
export const NEW_SEGMENT = 'new'

const segmentsQuery = defineQuery(`{
  "segments": *[_type == "segment" && site == $site] | order(_id asc)[0...2000]{
    _id, _rev, _createdAt, title, description, sentence, definition, count, history, countFailure,
    viewedAt, changedAt, changedBy
  },
  "campaigns": *[_type == "campaign" && site == $site && defined(audience)]
    | order(_id asc)[0...2000]{_id, title, audience}
}`)

const segmentQuery = defineQuery(
  '*[_type == "segment" && site == $site && _id == $id][0]{_id, _rev, title, description, definition, count, history, countFailure, viewedAt}',
)

const text = z.string().nullish()

const Segment = z.object({
  _id: z.string(),
  _rev: z.string(),
  _createdAt: text,
  title: text,
  description: text,
  sentence: text,
  definition: text,
  count: z.object({value: z.number(), at: z.string()}).nullish().catch(null),
  history: z.array(z.object({at: text, value: z.number().nullish()})).nullish(),
  countFailure: z.object({message: text, at: text}).nullish(),
  viewedAt: text,
  changedAt: text,
  changedBy: z.object({name: text}).nullish(),
})

const Segments = z.object({
  segments: z.array(Segment),
  campaigns: z.array(z.object({_id: z.string(), title: text, audience: text})),
})

/** A segment as the tool shows it. */
export type SegmentEntry = z.output<typeof Segment>

/** The segments of a site, and the campaigns that may use them. */
export type SegmentsData = z.output<typeof Segments>

/** Segments are records without drafts: read as they are stored. */
const RAW = {perspective: 'raw'} as const

/** Reads all segments of a site. Rejects when the signal aborts. */
export async function fetchSegments(
  client: SanityClient,
  site: string,
  signal?: AbortSignal,
): Promise<SegmentsData> {
  const options = {...RAW, tag: 'leads.segments.list', ...(signal ? {signal} : {})}
  const found: unknown = await client.fetch(segmentsQuery, {site}, options)
  return Segments.parse(found)
}

/** Reads one segment as it is now; `null` when it is gone. */
export async function fetchSegment(
  client: SanityClient,
  site: string,
  id: string,
): Promise<SegmentEntry | null> {
  const options = {...RAW, tag: 'leads.segments.read-one'}
  const found: unknown = await client.fetch(segmentQuery, {site, id}, options)
  return Segment.nullable().parse(found)
}
