import {syncTagOf} from '../groq/syncTag.ts'
import type {Caller, LakeChange, LakeServices, StoredDocument} from '../types.ts'
import type {FeedEvent, FeedSource} from './changeFeed.ts'
import {audienceKey} from './visibleChange.ts'

function isVariant(id: string): boolean {
  return id.startsWith('drafts.') || id.startsWith('versions.')
}

/**
 * The `message` events of the Live Content API: that answers with a sync tag are out of date. One a
 * transaction, and only where the caller may read a document that it changed.
 *
 * @param includeDrafts - whether drafts and versions count
 */
export function liveEvents(
  lake: LakeServices,
  dataset: string,
  caller: Caller,
  includeDrafts: boolean,
): FeedSource {
  const data = JSON.stringify({tags: [syncTagOf(lake.projectId, dataset)]})
  const readable = (document: StoredDocument | null) =>
    document !== null && lake.access.can(caller, 'read', document)
  return {
    key: JSON.stringify(['live', includeDrafts, audienceKey(caller)]),
    eventsOf(transaction: readonly LakeChange[]): FeedEvent[] {
      const seen = transaction.find(
        ({documentId, before, after}) =>
          (includeDrafts || !isVariant(documentId)) && (readable(before) || readable(after)),
      )
      const last = transaction.at(-1)
      return seen && last ? [{seq: last.seq, event: 'message', data, replaces: true}] : []
    },
  }
}
