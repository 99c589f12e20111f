import {
  administerConsent,
  type ConsentDecisionCase,
} from '../../../../core/changes/administerConsent.ts'
import type {Mutation} from '../../../../core/changes/mutation.ts'
import type {
  LeadRecord,
  SubscriberRecord,
  SuppressionRecord,
} from '../../../../core/documents/people.ts'
import {LeadChangeError} from '../../data/leadChangeError.ts'
import {errorReason} from '../../../ui/errorReason.ts'

/** How often a decision is tried when others keep writing about the person. */
const ATTEMPTS = 3

/** What is known of a person; `null` for a document that is not there. */
export interface ConsentDocuments {
  lead: LeadRecord | null
  subscriber: SubscriberRecord | null
  suppression: SuppressionRecord | null
}

/** What deciding about a person's mail needs of the store. */
export interface ConsentStore {
  /** The documents under the key of a lead, as they are now. */
  read: (leadId: string) => Promise<ConsentDocuments>
  /** Writes all mutations or none; rejects with the client's error. */
  commit: (mutations: Mutation[]) => Promise<void>
}

/** A decision as an administrator asks for it. */
export interface ConsentRequest extends Omit<
  ConsentDecisionCase,
  'lead' | 'subscriber' | 'suppression'
> {
  leadId: string
}

/**
 * Writes an administrator's decision about a person's mail, in one transaction. When somebody else
 * wrote about the person in between, it is decided anew on what there is by then.
 *
 * @throws LeadChangeError when it cannot be decided so, or the lead is gone; else the client's error
 */
export async function writeConsent(store: ConsentStore, request: ConsentRequest): Promise<void> {
  const {leadId, ...asked} = request
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const {lead, subscriber, suppression} = await store.read(leadId)
    if (!lead) throw new LeadChangeError('The lead was deleted in the meantime.')
    const decision = administerConsent({...asked, lead, subscriber, suppression})
    if (!decision.ok) {
      throw new LeadChangeError(decision.problems.map(({reason}) => reason).join(' '))
    }
    if (decision.mutations.length === 0) return
    try {
      await store.commit(decision.mutations)
      return
    } catch (error) {
      if (errorReason(error).kind !== 'conflict') throw error
    }
  }
  throw new LeadChangeError('Others keep changing this lead at the moment. Try again.')
}
