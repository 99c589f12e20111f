import {z} from 'zod'
import {QUICK_FILTERS, type LeadSelection, type LeadView} from '../../audience/leadSelection.ts'
import {parseAudience} from '../../audience/parseAudience.ts'
import {TEXT_FIELDS} from '../../leads/leadFields.ts'

/** Version of the instruction that this code writes. */
export const BULK_VERSION = 1

/** Most leads that one instruction may name by their ids; more go by filter. */
export const MAX_NAMED_LEADS = 20_000

const Id = z.string().min(1).max(128)
const Title = z.string().max(200).optional()
const Tag = z.string().trim().min(1).max(80)

const Action = z.discriminatedUnion('kind', [
  z.object({kind: z.literal('addTag'), tag: Tag}),
  z.object({kind: z.literal('removeTag'), tag: Tag}),
  z.object({kind: z.literal('setStatus'), to: Id, reason: z.string().max(1000).optional()}),
  z.object({kind: z.literal('addToList'), listId: Id, title: Title}),
  z.object({kind: z.literal('removeFromList'), listId: Id, title: Title}),
  z.object({kind: z.literal('addToCampaign'), campaignId: Id, title: Title}),
  // An empty text, or no score, clears the field.
  z.object({kind: z.literal('setField'), field: z.enum(TEXT_FIELDS), value: z.string().max(1000)}),
  z.object({kind: z.literal('setScore'), value: z.number().nullable()}),
  z.object({
    kind: z.literal('setCustomField'),
    name: z.string().trim().min(1).max(200),
    value: z.string().max(1000),
  }),
  z.object({kind: z.literal('delete')}),
  // Of a deletion it restores what was deleted.
  z.object({kind: z.literal('undo')}),
])

/** What is done to each lead. */
export type BulkAction = z.infer<typeof Action>

const View = z.object({
  quick: z.enum(QUICK_FILTERS),
  search: z.string().max(1000),
  audience: z.unknown().transform((value, context) => {
    if (value === null || value === undefined) return null
    const {definition, problems} = parseAudience(value)
    const [problem] = problems
    if (definition && !problem) return definition
    context.addIssue({code: 'custom', message: problem?.reason ?? 'The filter can’t be read.'})
    return z.NEVER
  }),
  segmentId: Id.nullable(),
})

const Targets = z.discriminatedUnion('kind', [
  z.object({kind: z.literal('ids'), ids: z.array(Id).max(MAX_NAMED_LEADS)}),
  z.object({
    kind: z.literal('matching'),
    view: View,
    excluded: z.array(Id).max(MAX_NAMED_LEADS),
  }),
  z.object({kind: z.literal('job'), jobId: Id, which: z.enum(['failed', 'changed'])}),
  z.object({kind: z.literal('noted')}),
])

/** Whom a bulk change is for: a selection, or those whom an earlier bulk change changed or failed at. */
export type BulkTargets =
  | LeadSelection
  | {kind: 'job'; jobId: string; which: 'failed' | 'changed'}
  /** Leads that were named by their ids, which the shares of the job have by now. */
  | {kind: 'noted'}

const Intent = z.object({
  version: z.literal(BULK_VERSION),
  action: Action,
  targets: Targets,
  /** The view whose leads are named, for the audit trail: what it means may change. */
  asked: z.object({view: View, excluded: z.int().min(0)}).nullish(),
  /** How many leads the person who asked for it was told. */
  expected: z.number().int().min(0).nullish(),
})

/** The full instruction of a bulk change. */
export interface BulkIntent {
  version: typeof BULK_VERSION
  action: BulkAction
  targets: BulkTargets
  /** The view that was asked for and how many were let go of it, where the targets name its leads. */
  asked?: {view: LeadView; excluded: number} | null | undefined
  expected?: number | null | undefined
}

/** An instruction as it was read, or why it cannot be followed. */
export type ParsedBulkIntent = {ok: true; intent: BulkIntent} | {ok: false; reason: string}

/** Reads the JSON text of an instruction. Never throws. */
export function parseBulkIntent(text: string | null | undefined): ParsedBulkIntent {
  let value: unknown
  try {
    value = JSON.parse(text ?? '')
  } catch {
    return {ok: false, reason: 'What was asked for can’t be read: it is not JSON.'}
  }
  const {data, error} = Intent.safeParse(value)
  if (data) return {ok: true, intent: data}
  const [issue] = error.issues
  const place = issue && issue.path.length > 0 ? ` (${issue.path.join('.')})` : ''
  return {ok: false, reason: `What was asked for can’t be read${place}: ${issue?.message ?? ''}`}
}

/**
 * What the document of a bulk change keeps of its instruction once its shares have the leads: each
 * share's transaction writes the document, and thousands of ids would be written along every time.
 */
export function notedIntent(intent: BulkIntent): BulkIntent {
  return intent.targets.kind === 'ids' ? {...intent, targets: {kind: 'noted'}} : intent
}

/** Whether only administrators of a site may ask for it. */
export function needsAdministrator(action: BulkAction): boolean {
  return action.kind === 'delete'
}

/**
 * Whether a decision depends on the person's subscription and suppression: whoever is added to a
 * campaign, and what a restored lead shows.
 */
export function needsStanding(action: BulkAction): boolean {
  return action.kind === 'addToCampaign' || action.kind === 'undo'
}
