import type {Mutation} from '../changes/mutation.ts'

/** Id of the document that pauses all customer syncs. It is read before every request to a store. */
export const SYNC_CONTROL_ID = 'network.sync.control'

/** Longest reason of a pause. */
export const MAX_PAUSE_REASON = 200

/** Decides what pausing or resuming all syncs writes. */
export function pauseChange(paused: boolean, reason: string): Mutation[] {
  const text = reason.trim().slice(0, MAX_PAUSE_REASON).toWellFormed()
  const hasReason = paused && text !== ''
  return [
    {createIfNotExists: {_id: SYNC_CONTROL_ID, _type: 'customerSyncControl'}},
    {
      patch: {
        id: SYNC_CONTROL_ID,
        set: {paused, ...(hasReason ? {reason: text} : {})},
        ...(hasReason ? {} : {unset: ['reason']}),
      },
    },
  ]
}
