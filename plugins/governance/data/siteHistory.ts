import type {SanityClient} from '@sanity/client'
import {defineQuery} from 'groq'
import {z} from 'zod'
import {REFRESH_ENTRY, SNAPSHOT_ENTRY} from '../../../core/shopify/syncQueries.ts'
import {RefreshEntry, SnapshotEntry} from './siteSync.ts'

const text = z.string().nullish()
const number = z.number().nullish()

/** Snapshots of a site, newest first. Params: `site`. */
const siteHistoryQuery = defineQuery(`{
  "snapshots": *[_type == "shopifyCustomerSnapshot" && site == $site]
    | order(takenAt desc, _id desc)[0...120]{${SNAPSHOT_ENTRY}, rule, queryHash},
  "refreshes": *[_type == "snapshotRefresh" && site == $site]
    | order(_createdAt desc, _id desc)[0...20]{title, ${REFRESH_ENTRY}}
}`)

/** One snapshot, without its sealed references. Params: `id`, `site`. */
const snapshotQuery =
  defineQuery(`*[_type == "shopifyCustomerSnapshot" && site == $site && _id == $id][0]{
  ${SNAPSHOT_ENTRY}, states, tags, emailDomains, consent, orderBuckets, spendBuckets, groups,
  suppressed, threshold, rule, apiVersion, queryHash, currencyCode, storePlan, cost,
  requests, durationMs
}`)

/** One refresh. Params: `id`, `site`. */
const refreshQuery = defineQuery(`*[_type == "snapshotRefresh" && site == $site && _id == $id][0]{
  title, preview, ${REFRESH_ENTRY}
}`)

const Bucket = z.object({label: text, count: number})
const Buckets = z.array(Bucket).nullish()

const Snapshot = SnapshotEntry.extend({
  states: Buckets,
  tags: Buckets,
  emailDomains: Buckets,
  consent: Buckets,
  orderBuckets: Buckets,
  spendBuckets: Buckets,
  groups: z
    .array(
      z.object({
        state: text,
        marketing: text,
        orders: text,
        spend: text,
        domain: text,
        tag: text,
        count: number,
      }),
    )
    .nullish(),
  suppressed: z.array(z.string()).nullish(),
  threshold: number,
  rule: text,
  apiVersion: text,
  queryHash: text,
  currencyCode: text,
  storePlan: text,
  cost: number,
  requests: number,
  durationMs: number,
})

const History = z.object({
  snapshots: z.array(SnapshotEntry.extend({rule: text, queryHash: text})),
  refreshes: z.array(RefreshEntry.extend({title: text})),
})

const Refresh = RefreshEntry.extend({title: text, preview: text})

/** A snapshot with all of its figures. */
export type Snapshot = z.output<typeof Snapshot>
/** A site's snapshots and refreshes, newest first. */
export type SiteHistory = z.output<typeof History>
/** A refresh, with the result of a dry run. */
export type Refresh = z.output<typeof Refresh>

/** Snapshots and refreshes have no drafts. */
const RAW = {perspective: 'raw'} as const

/** Reads a site's newest snapshots and refreshes. */
export async function fetchSiteHistory(
  client: SanityClient,
  site: string,
  signal: AbortSignal,
): Promise<SiteHistory> {
  const options = {...RAW, signal, tag: 'leads.sync.history'}
  const found: unknown = await client.fetch(siteHistoryQuery, {site}, options)
  return History.parse(found)
}

/** Reads a snapshot; `null` when it is gone. */
export async function fetchSnapshot(
  client: SanityClient,
  site: string,
  id: string,
  signal: AbortSignal,
): Promise<Snapshot | null> {
  const options = {...RAW, signal, tag: 'leads.sync.snapshot'}
  const found: unknown = await client.fetch(snapshotQuery, {site, id}, options)
  return Snapshot.nullable().parse(found)
}

/** Reads a refresh; `null` when it is gone. */
export async function fetchRefresh(
  client: SanityClient,
  site: string,
  id: string,
  signal: AbortSignal,
): Promise<Refresh | null> {
  const options = {...RAW, signal, tag: 'leads.sync.refresh-one'}
  const found: unknown = await client.fetch(refreshQuery, {site, id}, options)
  return Refresh.nullable().parse(found)
}
