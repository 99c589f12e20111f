import {z} from 'zod'
import {NOTHING_DONE, type JobId} from '../jobs/jobRecord.ts'
import {parseJsonText} from '../documents/parseJsonText.ts'
import type {Unstored} from '../documents/stored.ts'
import type {SnapshotRefresh} from '../sanity.types.generated.ts'
import {tenantDocumentId} from '../tenancy/documentId.ts'

/** Stands before the ULID in ids that only superadmins may write. */
const NETWORK = 'network'

const Intent = z.object({
  version: z.literal(1),
  /** `_rev` of the rule to follow; under another revision the refresh is refused. */
  ruleRev: z.string().min(1),
  /** Counts customers without taking a snapshot. */
  dryRun: z.boolean().default(false),
  /** For a dry run: attributes of a rule that is not saved yet. */
  candidate: z.record(z.string(), z.unknown()).nullish(),
})

/** The instruction of a refresh. */
export type RefreshIntent = z.output<typeof Intent>

/** Parses the JSON text of an instruction; `null` for any other text. */
export function parseRefreshIntent(text: string): RefreshIntent | null {
  return parseJsonText(Intent, text)
}

/** `createdBy` of scheduled refreshes. */
export const SCHEDULED_BY = 'schedule-refreshes'

/** What a new refresh is created from. */
export interface NewRefresh {
  site: string
  ulid: string
  /** Whether a superadmin starts it, in the network's workspace. */
  byNetwork: boolean
  ruleRev: string
  /** For a dry run: the unsaved rule in the form, or `null` for the stored one. */
  dryRun?: {candidate: Record<string, unknown> | null}
  /** Id of the user or robot that starts it. */
  createdBy: string
}

/** The document of a new refresh. Creating it starts the function. */
export function newRefresh(parts: NewRefresh): Unstored<SnapshotRefresh> {
  const {site, ulid, byNetwork, ruleRev, dryRun, createdBy} = parts
  const intent = {
    version: 1,
    ruleRev,
    ...(dryRun ? {dryRun: true, candidate: dryRun.candidate} : {}),
  }
  return {
    _id: tenantDocumentId(site, 'refresh', ...(byNetwork ? [NETWORK, ulid] : [ulid])),
    _type: 'snapshotRefresh',
    site,
    title: dryRun ? 'Dry run of the customer sync' : 'Customer snapshot',
    state: 'queued',
    way: 'function',
    ...NOTHING_DONE,
    createdBy,
    intent: JSON.stringify(intent),
  }
}

/** Id of the snapshot that a refresh takes. */
export function snapshotId({site, ulid}: Pick<JobId, 'site' | 'ulid'>): string {
  return tenantDocumentId(site, 'snapshot', ulid)
}

const DryRun = z.object({
  customers: z.number().nullable(),
  matched: z.number().nullable(),
  /** Dimensions of which something would not be shown. */
  suppressed: z.array(z.string()),
  /** Fields of customers that were read. */
  fields: z.array(z.string()),
  /** Points that Shopify charged. */
  cost: z.number(),
  requests: z.number(),
  durationMs: z.number(),
  plan: z.string(),
})

/** The result of a dry run. Figures are rounded like those of a snapshot. */
export type DryRunResult = z.output<typeof DryRun>

/** Parses the stored result of a dry run; `null` for any other text. */
export function parseDryRun(text: string | null | undefined): DryRunResult | null {
  return parseJsonText(DryRun, text)
}
