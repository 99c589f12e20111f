import {z} from 'zod'
import type {FieldRegistry} from '../../audience/fields.ts'
import {QUICK_FILTERS, type LeadSelection, type LeadView} from '../../audience/leadSelection.ts'
import {parseAudience} from '../../audience/parseAudience.ts'
import {HIDDEN, hide, maskAudience} from '../../audit/redactedAudience.ts'
import type {Stored, Unstored} from '../../documents/stored.ts'
import type {LeadExport} from '../../sanity.types.generated.ts'
import {tenantDocumentId} from '../../tenancy/documentId.ts'
import {guardedPatch, type Mutation} from '../mutation.ts'

/** Version of the instruction that this code writes. */
export const EXPORT_VERSION = 1

const View = z.object({
  quick: z.enum(QUICK_FILTERS),
  search: z.string().max(1000),
  audience: z.unknown().transform((value) => parseAudience(value).definition),
  segmentId: z.string().max(128).nullable(),
})

const Intent = z.object({
  version: z.literal(EXPORT_VERSION),
  columns: z.array(z.string().max(250)).max(500),
  leads: z.discriminatedUnion('kind', [
    z.object({kind: z.literal('ids')}),
    z.object({kind: z.literal('matching'), view: View, excluded: z.int().min(0)}),
  ]),
})

/** What is kept of what somebody exported: columns, and which leads, without a personal value. */
export interface ExportIntent {
  version: typeof EXPORT_VERSION
  /** Ids of columns, in the order of the file. */
  columns: readonly string[]
  leads: {kind: 'ids'} | {kind: 'matching'; view: LeadView; excluded: number}
}

/**
 * What is kept of an export: conditions without the texts that people typed, and a number for leads
 * that were picked or let go.
 *
 * @param fields - those of the site, by which values are told from the product's own words
 */
export function exportIntent(
  selection: LeadSelection,
  columns: readonly string[],
  fields: FieldRegistry,
): ExportIntent {
  const base = {version: EXPORT_VERSION, columns} as const
  if (selection.kind === 'ids') return {...base, leads: {kind: 'ids'}}
  const {view, excluded} = selection
  const hidden: LeadView = {
    ...view,
    search: view.search === '' ? '' : HIDDEN,
    audience: view.audience && maskAudience(view.audience, fields, hide),
  }
  return {...base, leads: {kind: 'matching', view: hidden, excluded: excluded.length}}
}

/** Reads what is kept of an export; `null` for what cannot be read. Never throws. */
export function parseExportIntent(text: string | null | undefined): ExportIntent | null {
  try {
    const value: unknown = JSON.parse(text ?? '')
    return Intent.safeParse(value).data ?? null
  } catch {
    return null
  }
}

/** What core reads of a `leadExport` document. */
export type ExportRecord = Stored<LeadExport>

/** What an export that begins is made of. */
export interface NewExport {
  site: string
  ulid: string
  intent: ExportIntent
  /** How many leads the person was told. */
  expected: number
  /** Id of the user who exports. */
  createdBy: string
  /** ISO 8601, UTC. */
  now: string
}

/** How an export ended. Where it did not succeed, no file was saved. */
export type ExportEnd = 'succeeded' | 'failed' | 'cancelled'

/**
 * The document of an export that begins. It is written before the first lead is read: what cannot be
 * recorded does not leave.
 */
export function newExport(parts: NewExport): Unstored<LeadExport> {
  const {site, ulid, intent, expected, createdBy, now} = parts
  return {
    _id: tenantDocumentId(site, 'export', ulid),
    _type: 'leadExport',
    site,
    title: 'Export of leads to a CSV file',
    state: 'running',
    totals: {total: expected, succeeded: 0, failed: 0, skipped: 0},
    createdBy,
    startedAt: now,
    intent: JSON.stringify(intent),
  }
}

/** Notes how many leads were read so far, which also shows that the page is still there. */
export function exportProgress(id: string, rows: number): Mutation[] {
  return [{patch: {id, set: {'totals.succeeded': rows}}}]
}

/**
 * Ends an export.
 *
 * @param rows - leads that were read; those of the file, where it succeeded
 */
export function endExport(id: string, state: ExportEnd, rows: number, now: string): Mutation[] {
  return [{patch: {id, set: {state, 'totals.succeeded': rows, finishedAt: now}}}]
}

/** Ends an export whose page was closed in the middle: no file was saved of it. */
export function endAbandonedExport(job: ExportRecord, now: string): Mutation[] {
  const reason = 'The page was closed before the export ended.'
  const failures = [{_key: 'whole', reference: job._id, reason}]
  return [guardedPatch(job, {set: {state: 'failed', failures, finishedAt: now}})]
}
