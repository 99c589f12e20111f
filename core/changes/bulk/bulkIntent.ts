import {z} from 'zod'
import {parseInstruction} from '../../jobs/parseInstruction.ts'
import type {LeadSelection, LeadView} from '../../audience/leadSelection.ts'
import {TEXT_FIELDS} from '../../leads/leadFields.ts'
import type {Problem} from '../../problems/problem.ts'
import {ViewSchema} from '../viewSchema.ts'

/** Version of the instructions that this code writes. */
export const BULK_VERSION = 1

/** Most leads that one instruction may name by id. More are selected by a filter. */
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
  // The leads that only these imports brought are deleted with the list; none keeps all leads.
  z.object({
    kind: z.literal('deleteList'),
    listId: Id,
    title: Title,
    imports: z.array(Id).max(10_000),
  }),
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
  // Undoing a deletion restores the leads.
  z.object({kind: z.literal('undo')}),
])

/** What is done to each lead. */
export type BulkAction = z.infer<typeof Action>

const Targets = z.discriminatedUnion('kind', [
  z.object({kind: z.literal('ids'), ids: z.array(Id).max(MAX_NAMED_LEADS)}),
  z.object({
    kind: z.literal('matching'),
    view: ViewSchema,
    excluded: z.array(Id).max(MAX_NAMED_LEADS),
  }),
  z.object({kind: z.literal('job'), jobId: Id, which: z.enum(['failed', 'changed'])}),
  z.object({kind: z.literal('noted')}),
])

/** The leads of a bulk change: a selection, or those that an earlier bulk change changed or failed to change. */
export type BulkTargets =
  | LeadSelection
  | {kind: 'job'; jobId: string; which: 'failed' | 'changed'}
  /** Leads that were named by id. The chunks of the job have the ids by now. */
  | {kind: 'noted'}

const Intent = z.object({
  version: z.literal(BULK_VERSION),
  action: Action,
  targets: Targets,
  /** The view that was selected, for the audit trail. Its leads may change, so they are named. */
  asked: z.object({view: ViewSchema, excluded: z.int().min(0)}).nullish(),
  /** How many leads the dialog showed. */
  expected: z.number().int().min(0).nullish(),
})

/** The full instruction of a bulk change. */
export interface BulkIntent {
  version: typeof BULK_VERSION
  action: BulkAction
  targets: BulkTargets
  /** The view that was selected and how many of its leads were excluded, where the targets name the leads. */
  asked?: {view: LeadView; excluded: number} | null | undefined
  expected?: number | null | undefined
}

/** A parsed instruction, or why it is invalid. */
export type ParsedBulkIntent = {ok: true; intent: BulkIntent} | {ok: false; problem: Problem}

/** Parses the JSON text of an instruction. Never throws. */
export function parseBulkIntent(text: string | null | undefined): ParsedBulkIntent {
  const parsed = parseInstruction(Intent, text)
  return parsed.ok ? {ok: true, intent: parsed.instruction} : parsed
}

/**
 * The instruction without ids, which the document of a bulk change keeps once its chunks have them. Each
 * chunk's transaction writes the document, and would write thousands of ids with it.
 */
export function notedIntent(intent: BulkIntent): BulkIntent {
  return intent.targets.kind === 'ids' ? {...intent, targets: {kind: 'noted'}} : intent
}

/** Whether only administrators of a site may ask for it. */
export function needsAdministrator(action: BulkAction): boolean {
  return action.kind === 'delete' || action.kind === 'deleteList'
}

/**
 * Whether the decision depends on the person's subscription and suppression: adding to a campaign, and
 * restoring a lead, which shows its subscription.
 */
export function needsStanding(action: BulkAction): boolean {
  return action.kind === 'addToCampaign' || action.kind === 'undo'
}
