import {z} from 'zod'
import {rowsParser, type ChunkRows} from '../../jobs/jobChunk.ts'
import type {LeadRecord, SubscriberRecord, SuppressionRecord} from '../../documents/people.ts'
import type {SiteRecord, WithCustomFields} from '../../documents/site.ts'
import type {JobOutcome} from '../../jobs/jobOutcome.ts'
import type {Problem} from '../../problems/problem.ts'
import type {RuleDecision} from '../commitDecision.ts'
import type {ChangeContext} from '../leadChanges.ts'
import type {BulkAction} from './bulkIntent.ts'

const Value = z.union([z.string(), z.number()]).nullable()

/** How {@link BulkUndo} is stored. */
export const bulkUndoSchema = z.discriminatedUnion('kind', [
  z.object({kind: z.literal('value'), field: z.string(), before: Value, after: Value}),
  z.object({
    kind: z.literal('custom'),
    name: z.string(),
    before: z.string().nullable(),
    after: z.string().nullable(),
  }),
  z.object({
    kind: z.enum(['added', 'removed']),
    field: z.enum(['tags', 'lists', 'campaigns']),
    value: z.string(),
    /** Place among the others before it was removed, or after it was added. */
    at: z.number().int().min(0),
  }),
  z.object({
    kind: z.literal('deleted'),
    content: z.looseObject({_id: z.string(), _type: z.literal('lead')}),
  }),
])

/** What undoing a bulk change of one lead needs to know. */
export type BulkUndo = z.infer<typeof bulkUndoSchema>

/** The rows of a chunk of a bulk change: ids of leads, and how to undo what was done to them. */
export type BulkRows = ChunkRows<string, BulkUndo>

/** Parses the rows of a chunk of a bulk change; `null` for any other text. */
export const parseBulkRows = rowsParser(z.string(), bulkUndoSchema)

/** Ids of the leads in a chunk that a follow-up bulk change is for. */
export function idsForNext(rows: BulkRows, which: 'failed' | 'changed'): string[] {
  return which === 'failed'
    ? [...rows.failed.map(({id}) => id), ...rows.waiting]
    : rows.undo.filter(({undo}) => undo !== null).map(({id}) => id)
}

/** The outcome of a bulk change for one lead. */
export type BulkOutcome = JobOutcome<BulkUndo>

/** What a bulk change of one lead depends on. */
export interface BulkLeadCase extends ChangeContext {
  id: string
  /** `null` when the lead is deleted. */
  lead: LeadRecord | null
  site: WithCustomFields<SiteRecord>
  action: BulkAction
  /** For `undo`: what is to be undone. */
  undo?: BulkUndo | undefined
  /** Where {@link needsStanding} says so: the person's subscription and suppression as they are now. */
  subscriber?: SubscriberRecord | null | undefined
  suppression?: SuppressionRecord | null | undefined
}

/** A lead that is left out on purpose. */
export function skipped(id: string, problem: Problem): BulkOutcome {
  return {kind: 'skipped', id, problems: [problem]}
}

/** A lead that can't be changed. */
export function failed(id: string, problem: Problem): BulkOutcome {
  return {kind: 'failed', id, problems: [problem]}
}

/** The outcome of a bulk change that follows from the rule for a single lead. */
export function outcomeOf(id: string, decision: RuleDecision, undo: BulkUndo | null): BulkOutcome {
  if (!decision.ok) {
    return {kind: 'failed', id, problems: decision.problems}
  }
  const {mutations} = decision
  return mutations.length === 0 ? {kind: 'unchanged', id} : {kind: 'changed', id, mutations, undo}
}
