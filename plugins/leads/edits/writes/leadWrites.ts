import type {Mutation} from '../../../../core/changes/mutation.ts'
import type {LeadRecord} from '../../../../core/documents/people.ts'
import type {TextFieldName} from '../../../../core/leads/editableFields.ts'
import {errorReason} from '../../../ui/errorReason.ts'

/** The part of a lead that changes of it are decided on. */
export type WritableLead = Pick<LeadRecord, '_id' | '_rev' | 'site' | 'status' | 'lastActivityAt'> &
  Partial<Pick<LeadRecord, TextFieldName | 'tags' | 'customFields'>>

/** What the tool needs of the store to change a lead. */
export interface LeadStore {
  /** The lead as it is now, or `null` when it is gone. */
  read: (id: string) => Promise<WritableLead | null>
  /** Id of the user who gave the lead that status, when the timeline tells. */
  whoSetStatus: (id: string, status: string) => Promise<string | null>
  /** Writes all mutations or none; rejects with the client's error. */
  commit: (mutations: Mutation[]) => Promise<void>
}

/**
 * Commits, and says whether the lead was still the one the mutations were decided on.
 *
 * @throws whatever the store threw, unless it was a conflict
 */
export async function commitUnlessConflict(
  store: LeadStore,
  mutations: Mutation[],
): Promise<boolean> {
  try {
    await store.commit(mutations)
    return true
  } catch (error) {
    if (errorReason(error).kind === 'conflict') return false
    throw error
  }
}
