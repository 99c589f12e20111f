import type {SanityClient} from '@sanity/client'
import {defineQuery} from 'groq'
import {z} from 'zod'
import {RefreshEntry, SnapshotEntry} from './siteSync.ts'

const text = z.string().nullish()
const number = z.number().nullish()

/** Snapshots of a site, newest first. Params: `site`. */
const siteHistoryQuery = defineQuery(`{
  "snapshots": *[_type == "shopifyCustomerSnapshot" && site == $site]
    | order(takenAt desc, _id desc)[0...120]{
    _id, takenAt, totals, ruleRevision, level, rule, queryHash
  },
  "refreshes": *[_type == "snapshotRefresh" && site == $site] | order(_createdAt desc, _id desc)[0...20]{
    _id, _createdAt, title, state, fault, finishedAt, waitingFor, cancelRequested, totals, unchanged,
    "failures": failures[0...1]{reason}
  }
}`)

/** One snapshot without what only functions can open. Params: `id`, `site`. */
const snapshotQuery =
  defineQuery(`*[_type == "shopifyCustomerSnapshot" && site == $site && _id == $id][0]{
  _id, takenAt, totals, states, tags, emailDomains, consent, orderBuckets, spendBuckets, groups,
  suppressed, level, threshold, rule, ruleRevision, apiVersion, queryHash, currencyCode, storePlan, cost,
  requests, durationMs
}`)

/** One refresh. Params: `id`, `site`. */
const refreshQuery = defineQuery(`*[_type == "snapshotRefresh" && site == $site && _id == $id][0]{
  _id, _createdAt, title, state, fault, finishedAt, waitingFor, cancelRequested, totals, unchanged, preview,
  "failures": failures[0...1]{reason}
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

/** A snapshot with all that it shows. */
export type Snapshot = z.output<typeof Snapshot>
/** A site's snapshots and refreshes, newest first. */
export type SiteHistory = z.output<typeof History>
/** A refresh, with what a dry run found. */
export type Refresh = z.output<typeof Refresh>

/** These have no drafts: they are read as they are stored. */
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
