import {z} from 'zod'
import {NOTHING_DONE} from '../jobs/jobRecord.ts'
import type {Unstored} from '../documents/stored.ts'
import type {SnapshotRefresh} from '../sanity.types.generated.ts'
import {parseTenantDocumentId, tenantDocumentId} from '../tenancy/documentId.ts'
import type {Dimension} from './customerTally.ts'

/** Key that stands before the ULID of what only superadmins can have asked for. */
const NETWORK = 'network'
const ULID = /^[0-9A-HJKMNP-TV-Z]{26}$/u

/** What the id of a refresh says. */
export interface RefreshId {
  site: string
  ulid: string
  /** Whether only superadmins can have written it; see `kinds.ts`. */
  byNetwork: boolean
}

/** The parts of the id of a refresh; `null` for what is none. */
export function parseRefreshId(id: string): RefreshId | null {
  const parsed = parseTenantDocumentId(id)
  if (parsed?.kind !== 'refresh') return null
  const [first = '', second] = parsed.key.split('.')
  const byNetwork = first === NETWORK && second !== undefined
  const ulid = byNetwork ? second : first
  return ULID.test(ulid) ? {site: parsed.site, ulid, byNetwork} : null
}

const Intent = z.object({
  version: z.literal(1),
  /** `_rev` of the rule that is carried out: a refresh under another rule has to be asked for again. */
  ruleRev: z.string().min(1),
  /** Counts, and tells how many; takes no snapshot. */
  dryRun: z.boolean().default(false),
  /** Of a dry run: attributes of a rule that is not saved yet. */
  candidate: z.record(z.string(), z.unknown()).nullish(),
})

/** What a refresh is asked to do. */
export type RefreshIntent = z.output<typeof Intent>

/** Reads the JSON text of an instruction; `null` for what is none. */
export function parseRefreshIntent(text: string): RefreshIntent | null {
  try {
    return Intent.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}

/** `createdBy` of refreshes that nobody asked for but the schedule. */
export const SCHEDULED_BY = 'schedule-refreshes'

/** What a new refresh is made of. */
export interface NewRefresh {
  site: string
  ulid: string
  /** Whether a superadmin asks: from the network's workspace. */
  byNetwork: boolean
  ruleRev: string
  /** Of a dry run: the rule as it is in the form, or `null` for the one that is saved. */
  dryRun?: {candidate: Record<string, unknown> | null}
  /** Id of the user, or the robot, that asks. */
  createdBy: string
}

/** The document of a new refresh; a function starts on it. */
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

/** Id of the snapshot that comes of a refresh. */
export function snapshotId({site, ulid}: RefreshId): string {
  return tenantDocumentId(site, 'snapshot', ulid)
}

/** What a dry run found. Figures are rounded as those of a snapshot are. */
export interface DryRunResult {
  customers: number | null
  matched: number | null
  /** Dimensions of which something would not be shown. */
  suppressed: readonly Dimension[]
  /** Fields of customers that were read. */
  fields: readonly string[]
  /** Points that Shopify charged, and the requests that were sent. */
  cost: number
  requests: number
  durationMs: number
  plan: string
}

const DryRun = z.object({
  customers: z.number().nullable(),
  matched: z.number().nullable(),
  suppressed: z.array(z.string()),
  fields: z.array(z.string()),
  cost: z.number(),
  requests: z.number(),
  durationMs: z.number(),
  plan: z.string(),
})

/** Reads what a dry run found, as its document has it; `null` for a text that is none. */
export function parseDryRun(text: string | null | undefined): z.output<typeof DryRun> | null {
  try {
    return DryRun.safeParse(JSON.parse(text ?? '')).data ?? null
  } catch {
    return null
  }
}
