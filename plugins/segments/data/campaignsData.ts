import type {SanityClient} from '@sanity/client'
import {keepPreviousData, useInfiniteQuery} from '@tanstack/react-query'
import {defineQuery} from 'groq'
import {z} from 'zod'
import {searchParams} from '../../../core/audience/searchTerms.ts'
import {fetchByBody} from '../../../core/documents/fetchByBody.ts'

const openCampaignsQuery = defineQuery(`*[_type == "campaign" && site == $site
    && status in ["draft", "ready"]
    && (_createdAt < $createdAt || (_createdAt == $createdAt && _id > $id))]
  | order(_createdAt desc, _id asc)[0...21]{_id, _rev, _createdAt, title, status, audience}`)

const foundCampaignsQuery = defineQuery(`*[_type == "campaign" && site == $site
    && status in ["draft", "ready"] && [title, subject] match $terms
    && (_createdAt < $createdAt || (_createdAt == $createdAt && _id > $id))]
  | order(_createdAt desc, _id asc)[0...21]{_id, _rev, _createdAt, title, status, audience}`)

const campaignQuery = defineQuery(
  '*[_type == "campaign" && site == $site && _id == $id][0]{_id, _rev, _createdAt, title, status, audience}',
)

/** Campaigns on a page; one more is read, to know whether there is a next page. */
const PAGE = 20

const text = z.string().nullish()

const Campaign = z.object({
  _id: z.string(),
  _rev: z.string(),
  _createdAt: z.string(),
  title: text,
  status: z.enum(['draft', 'ready', 'sending', 'sent', 'cancelled']).nullish().catch(null),
  audience: text,
})

/** A campaign to choose from. */
export type CampaignEntry = z.output<typeof Campaign>

/** The last campaign of the page before. */
export type CampaignPlace = Pick<CampaignEntry, '_id' | '_createdAt'>

/** Comes before the newest campaign. */
export const BEFORE_ALL: CampaignPlace = {_id: '', _createdAt: '9999-12-31T23:59:59.999Z'}

/** A page of drafts and ready campaigns, newest first. */
export interface CampaignsPage {
  campaigns: CampaignEntry[]
  /** Where the next page starts; `null` after the last one. */
  next: CampaignPlace | null
}

/** Campaigns are records without drafts: read them as they are stored. */
const RAW = {perspective: 'raw'} as const

/**
 * Reads a page of the campaigns whose audience can still change. Rejects when the signal aborts.
 *
 * @param search - words in titles or subjects; blank for all campaigns
 */
export async function fetchOpenCampaigns(
  client: SanityClient,
  site: string,
  search: string,
  after: CampaignPlace,
  signal: AbortSignal,
): Promise<CampaignsPage> {
  const {terms} = searchParams(search)
  const place = {site, id: after._id, createdAt: after._createdAt}
  const tag = 'leads.segments.campaigns'
  const found: unknown = await (terms.length > 0
    ? fetchByBody(client, foundCampaignsQuery, {...place, terms}, {signal, tag})
    : client.fetch(openCampaignsQuery, place, {...RAW, signal, tag}))
  const all = z.array(Campaign).parse(found)
  const campaigns = all.slice(0, PAGE)
  const last = campaigns.at(-1)
  return {campaigns, next: all.length > PAGE && last ? last : null}
}

/** Reads one campaign; `null` when it is deleted. */
export async function fetchCampaign(
  client: SanityClient,
  site: string,
  id: string,
): Promise<CampaignEntry | null> {
  const options = {...RAW, tag: 'leads.segments.campaign'}
  const found: unknown = await client.fetch(campaignQuery, {site, id}, options)
  return Campaign.nullable().parse(found)
}

/** Query key of a site's campaigns whose audience can still change. */
export function openCampaignsKey(site: string): readonly string[] {
  return ['leads', 'segments', 'campaigns', site]
}

/** The campaigns whose audience can still change, page by page, newest first. */
export function useOpenCampaigns(client: SanityClient, site: string, search: string) {
  return useInfiniteQuery({
    queryKey: [...openCampaignsKey(site), search],
    queryFn: ({pageParam, signal}) => fetchOpenCampaigns(client, site, search, pageParam, signal),
    initialPageParam: BEFORE_ALL,
    getNextPageParam: ({next}) => next,
    placeholderData: keepPreviousData,
    // The dialog reads the campaigns each time it opens.
    gcTime: 0,
    retry: 1,
  })
}
