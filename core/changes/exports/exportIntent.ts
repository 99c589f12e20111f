import {z} from 'zod'
import {instructionIssue, parseInstruction} from '../../jobs/parseInstruction.ts'
import type {FieldRegistry} from '../../audience/fields.ts'
import {QUICK_FILTERS, type LeadSelection, type LeadView} from '../../audience/leadSelection.ts'
import {parseAudience} from '../../audience/parseAudience.ts'
import {HIDDEN, hide, maskAudience} from '../../audit/redactedAudience.ts'
import {MAX_COLUMNS, parseExportColumn, type ExportColumn} from '../../exports/exportColumns.ts'
import {EXPORT_FORMATS, type ExportFormat} from '../../exports/exportFile.ts'
import {problem, type Problem} from '../../problems/problem.ts'
import {MAX_NAMED_LEADS} from '../bulk/bulkIntent.ts'
import {ViewSchema} from '../viewSchema.ts'

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
 * that were selected or deselected.
 *
 * @param fields - those of the site, which distinguish values from the product's own words
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

/** Version of the instruction of an export that a function prepares. */
export const EXPORT_REQUEST_VERSION = 2

const Id = z.string().min(1).max(128)

const Column = z.object({
  id: z
    .string()
    .max(250)
    .transform((text, context): ExportColumn => {
      const id = parseExportColumn(text)
      if (id) return id
      context.addIssue(instructionIssue(problem('export.column-unknown', {column: text})))
      return z.NEVER
    }),
  heading: z.string().min(1).max(250),
})

const Request = z.object({
  version: z.literal(EXPORT_REQUEST_VERSION),
  format: z.enum(EXPORT_FORMATS),
  columns: z.array(Column).min(1).max(MAX_COLUMNS),
  leads: z.discriminatedUnion('kind', [
    z.object({kind: z.literal('ids'), ids: z.array(Id).max(MAX_NAMED_LEADS)}),
    z.object({
      kind: z.literal('matching'),
      view: ViewSchema,
      excluded: z.array(Id).max(MAX_NAMED_LEADS),
    }),
  ]),
  notify: z.email().max(254).nullish(),
})

/** The instruction of an export that a function prepares and the endpoints deliver. */
export interface ExportRequest {
  version: typeof EXPORT_REQUEST_VERSION
  format: ExportFormat
  /** In the order of the file. */
  columns: readonly {id: ExportColumn; heading: string}[]
  leads: LeadSelection
  /** Address that gets a mail when the file is ready. */
  notify?: string | null | undefined
}

/** A parsed instruction, or why it is invalid. */
export type ParsedExportRequest = {ok: true; request: ExportRequest} | {ok: false; problem: Problem}

/** Parses the JSON text of an instruction. Never throws. */
export function parseExportRequest(text: string | null | undefined): ParsedExportRequest {
  const parsed = parseInstruction(Request, text)
  return parsed.ok ? {ok: true, request: parsed.instruction} : parsed
}

/** What the audit trail shows of an export: columns, and which leads, of either version. */
export function exportSummary(text: string | null | undefined): ExportIntent | null {
  const kept = parseExportIntent(text)
  if (kept) return kept
  const parsed = parseExportRequest(text)
  if (!parsed.ok) return null
  const {columns, leads} = parsed.request
  return {
    version: EXPORT_VERSION,
    columns: columns.map(({id}) => id),
    leads:
      leads.kind === 'ids'
        ? {kind: 'ids'}
        : {kind: 'matching', view: leads.view, excluded: leads.excluded.length},
  }
}
