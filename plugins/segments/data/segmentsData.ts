import type {SanityClient} from '@sanity/client'
import {useQuery, useQueryClient} from '@tanstack/react-query'
import {defineQuery} from 'groq'
import {useEffect} from 'react'
import {auditTime, filter} from 'rxjs'
import {z} from 'zod'
import {segmentUsers, type SegmentUser} from '../../../core/changes/segments/segmentUsers.ts'
import {referencesKey} from '../../audience/source/useAudienceSource.ts'
import {changeStream} from '../../ui/changeStream.ts'

/** Id of a new segment in the tool's address. */
export const NEW_SEGMENT = 'new'

const allSegmentsQuery = defineQuery(`{
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

/** A segment of a site. */
export type SegmentEntry = z.output<typeof Segment>

/** The segments of a site, and the campaigns that may use them. */
export type SegmentsData = z.output<typeof Segments>

/** Segments are records without drafts: read them as they are stored. */
const RAW = {perspective: 'raw'} as const

/** Reads all segments of a site. Rejects when the signal aborts. */
export async function fetchSegments(
  client: SanityClient,
  site: string,
  signal?: AbortSignal,
): Promise<SegmentsData> {
  const options = {...RAW, tag: 'leads.segments.list', ...(signal ? {signal} : {})}
  const found: unknown = await client.fetch(allSegmentsQuery, {site}, options)
  return Segments.parse(found)
}

/** Reads one segment; `null` when it is deleted. */
export async function fetchSegment(
  client: SanityClient,
  site: string,
  id: string,
): Promise<SegmentEntry | null> {
  const options = {...RAW, tag: 'leads.segments.read-one'}
  const found: unknown = await client.fetch(segmentQuery, {site, id}, options)
  return Segment.nullable().parse(found)
}

/** Query key of a site's segments. */
export function segmentsKey(site: string): readonly string[] {
  return ['leads', 'segments', site]
}

/** Changes of others trigger at most one refetch in this time, in milliseconds. */
const CATCH_UP_MS = 1000

/** A site's segments; refetched when somebody changes one, or a campaign that may use one. */
export function useSegments(client: SanityClient, site: string) {
  const queryClient = useQueryClient()
  useEffect(() => {
    const options = {
      filter: '*[_type in ["segment", "campaign"] && site == $site]',
      site,
      tag: 'leads.segments.listen',
    }
    const subscription = changeStream(client, options)
      .pipe(
        filter((event) => event.type === 'change'),
        auditTime(CATCH_UP_MS),
      )
      .subscribe(() => {
        void queryClient.invalidateQueries({queryKey: segmentsKey(site)})
        void queryClient.invalidateQueries({queryKey: referencesKey(site)})
      })
    return () => subscription.unsubscribe()
  }, [client, queryClient, site])
  return useQuery({
    queryKey: segmentsKey(site),
    queryFn: ({signal}) => fetchSegments(client, site, signal),
    retry: 1,
  })
}

/** The segments and campaigns that use a segment directly. */
export function usersOf(id: string, {segments, campaigns}: SegmentsData): SegmentUser[] {
  return segmentUsers(id, {
    segments: new Map(segments.map((segment) => [segment._id, segment])),
    campaigns: new Map(campaigns.map((campaign) => [campaign._id, campaign])),
  })
}
