import type {LeadRecord, SubscriberRecord, SuppressionRecord} from '../../documents/people.ts'
import type {SiteRecord} from '../../documents/site.ts'
import type {JobOutcome} from '../../jobs/jobOutcome.ts'
import type {RuleDecision} from '../commitDecision.ts'
import type {ChangeContext} from '../leadChanges.ts'
import type {BulkAction} from './bulkIntent.ts'
import type {BulkUndo} from './bulkUndo.ts'

/** What became of one lead of a bulk change, or is about to. */
export type BulkOutcome = JobOutcome<BulkUndo>

/** What a bulk change of one lead is decided on. */
export interface BulkLeadCase extends ChangeContext {
  id: string
  /** `null` when there is no such lead any more. */
  lead: LeadRecord | null
  site: SiteRecord
  action: BulkAction
  /** For `undo`: what is to be undone. */
  undo?: BulkUndo | undefined
  /** Where {@link needsStanding} says so: the person's subscription and suppression as they are now. */
  subscriber?: SubscriberRecord | null | undefined
  suppression?: SuppressionRecord | null | undefined
}

/** What a decision on one lead means for the bulk change. */
export function outcomeOf(id: string, decision: RuleDecision, undo: BulkUndo | null): BulkOutcome {
  if (!decision.ok) {
    return {kind: 'failed', id, reason: decision.problems.map(({reason}) => reason).join(' ')}
  }
  const {mutations} = decision
  return mutations.length === 0 ? {kind: 'unchanged', id} : {kind: 'changed', id, mutations, undo}
}
