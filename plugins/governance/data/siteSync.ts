import {z} from 'zod'
import {syncStatus, type SyncStatus} from '../../../core/shopify/syncStatus.ts'
import type {RuleDocument} from '../../../core/shopify/ruleSettings.ts'
import {parseSiteDocumentId, parseTenantDocumentId} from '../../../core/tenancy/documentId.ts'

const text = z.string().nullish()
const number = z.number().nullish()

/** A site's registry entry. */
export const SiteEntry = z.object({
  _id: z.string(),
  title: text,
  status: text,
  timeZone: text,
  shopify: z.object({storeDomain: text, accessTokenEnv: text}).nullish(),
})

/** A snapshot in a list; see `SNAPSHOT_ENTRY`. */
export const SnapshotEntry = z.object({
  _id: z.string(),
  takenAt: text,
  ruleRevision: number,
  level: text,
  totals: z.object({customers: number, matched: number}).nullish(),
})

/** A refresh in a list; see `REFRESH_ENTRY`. */
export const RefreshEntry = z.object({
  _id: z.string(),
  _createdAt: text,
  state: text,
  fault: text,
  finishedAt: text,
  waitingFor: text,
  cancelRequested: z.boolean().nullish(),
  totals: z.object({total: number, succeeded: number, failed: number, skipped: number}).nullish(),
  unchanged: number,
  failures: z.array(z.object({reason: text})).nullish(),
})

/** A stored rule, which can contain anything: `readSyncRule` checks it. */
export const RuleEntry = z.looseObject({_id: z.string(), _rev: z.string().optional()})

/** Whether all syncs are paused. */
export const SyncControl = z.object({
  _id: z.string(),
  _rev: z.string(),
  paused: z.boolean().nullish(),
  reason: text,
})

export type SiteEntry = z.output<typeof SiteEntry>
export type SnapshotEntry = z.output<typeof SnapshotEntry>
export type RefreshEntry = z.output<typeof RefreshEntry>
export type SyncControl = z.output<typeof SyncControl>

/** What was read of the sync of a site. */
export interface SiteSync {
  key: string
  site: SiteEntry
  rule: RuleDocument | null
  snapshot: SnapshotEntry | null
  refresh: RefreshEntry | null
  /** Whether its newest snapshot and refresh still have to be read. */
  isPartial: boolean
}

/** A site with the status of its sync. */
export interface SyncRow extends SiteSync {
  title: string
  status: SyncStatus
}

/** The key of a document's site; `null` for an id of no site. */
export function siteKeyOf(id: string): string | null {
  return parseTenantDocumentId(id)?.site ?? parseSiteDocumentId(id)
}

/** Documents by their site; the first where a site has several. */
export function bySite<T extends {_id: string}>(documents: readonly T[]): Map<string, T> {
  const found = new Map<string, T>()
  for (const document of documents) {
    const key = siteKeyOf(document._id)
    if (key !== null && !found.has(key)) found.set(key, document)
  }
  return found
}

/**
 * Adds the status to what was read of a site.
 *
 * @param now - ISO 8601, UTC
 * @param isPaused - whether all syncs are paused; `null` where unknown
 */
export function syncRow(sync: SiteSync, now: string, isPaused: boolean | null): SyncRow {
  const {site, rule, snapshot, refresh} = sync
  const status = syncStatus({site, rule, snapshot, refresh, isPaused, now})
  return {...sync, title: site.title?.trim() || sync.key, status}
}
