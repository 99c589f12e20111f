import {z} from 'zod'
import type {FieldRegistry} from '../../audience/fields.ts'
import {QUICK_FILTERS, type LeadSelection, type LeadView} from '../../audience/leadSelection.ts'
import {parseAudience} from '../../audience/parseAudience.ts'
import {HIDDEN, hide, maskAudience} from '../../audit/redactedAudience.ts'

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
