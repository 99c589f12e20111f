import {publishedIdOf, isVersionId, releaseOf} from '../actions/versionId.ts'
import type {LakeChange} from '../store/lakeChange.ts'
import type {LoggedTransaction} from '../store/lakeStore.ts'

/** An entry of the history inspector, as `/data/history/…/events/documents/…` lists them. */
export interface HistoryEvent {
  type:
    | 'createDocumentVersion'
    | 'deleteDocumentVersion'
    | 'publishDocumentVersion'
    | 'unpublishDocument'
    | 'createLiveDocument'
    | 'updateLiveDocument'
    | 'deleteDocumentGroup'
  timestamp: string
  author: string
  documentId: string
  documentVariantType: 'draft' | 'version' | 'published'
  [key: string]: unknown
}

/**
 * The events of a transaction for one document, derived from everything it did to the document's
 * versions: if a draft disappears while the published document changes, it was published. Edits of a
 * draft are no events; the Studio reads them from the transactions.
 *
 * @param documentId - a published document's, draft's or version's id
 */
export function historyEvents(
  {id: transactionId, author, timestamp, changes}: LoggedTransaction,
  documentId: string,
): HistoryEvent[] {
  const own = changes.find((change) => change.documentId === documentId)
  if (!own) return []
  const base = {timestamp, author, documentId, documentVariantType: variantOf(documentId)}
  const publishedId = publishedIdOf(documentId)
  const versions = changes.filter(
    (change) =>
      change.documentId !== publishedId && publishedIdOf(change.documentId) === publishedId,
  )
  const published = changes.find((change) => change.documentId === publishedId)
  const source = versions.find((change) => change.before && !change.after)
  if (source && published?.after) {
    return [
      {
        ...base,
        type: 'publishDocumentVersion',
        revisionId: transactionId,
        ...versionOf(source),
        publishCause: 'document.publish',
      },
    ]
  }
  if (isVersionId(documentId)) return versionEvents(own, base, transactionId)
  const target = versions.find((change) => change.after)
  if (!own.after && target) {
    return [{...base, type: 'unpublishDocument', ...versionOf(target)}]
  }
  if (!own.after) return [{...base, type: 'deleteDocumentGroup'}]
  const type = own.before ? 'updateLiveDocument' : 'createLiveDocument'
  return [{...base, type, revisionId: transactionId}]
}

function versionEvents(
  own: LakeChange,
  base: Pick<HistoryEvent, 'timestamp' | 'author' | 'documentId' | 'documentVariantType'>,
  transactionId: string,
): HistoryEvent[] {
  if (own.before && own.after) return []
  if (own.after) {
    return [{...base, type: 'createDocumentVersion', ...versionOf(own), revisionId: transactionId}]
  }
  return [{...base, type: 'deleteDocumentVersion', ...versionOf(own)}]
}

/** A version at its current revision, or at its last one when it was deleted. */
function versionOf({documentId, before, after}: LakeChange): Record<string, string> {
  const release = releaseOf(documentId)
  return {
    versionId: documentId,
    versionRevisionId: (after ?? before)?._rev ?? '',
    ...(release ? {releaseId: release} : {}),
  }
}

function variantOf(documentId: string): HistoryEvent['documentVariantType'] {
  if (!isVersionId(documentId)) return 'published'
  return releaseOf(documentId) ? 'version' : 'draft'
}
