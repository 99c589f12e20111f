import {publishedId} from './perspective.ts'
import type {QueryDocument} from './sortedDocuments.ts'

const layered = new WeakMap<QueryDocument, QueryDocument>()

/** A stored document under its published id, saying where it is from; one copy for all views. */
export function inLayer(stored: QueryDocument): QueryDocument {
  let document = layered.get(stored)
  if (!document) {
    document = {...stored, _id: publishedId(stored._id), _originalId: stored._id}
    layered.set(stored, document)
  }
  return document
}

/** Whether a version in a release says that its document goes when the release is published. */
export function isUnpublishing(document: QueryDocument): boolean {
  const {_system: system} = document
  return (
    typeof system === 'object' && system !== null && 'delete' in system && system.delete === true
  )
}
