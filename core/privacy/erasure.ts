import {guardedPatch, type Mutation, type NewDocument} from '../changes/mutation.ts'
import {suppressionReason} from '../consent/suppressionRules.ts'
import type {SuppressionRecord} from '../documents/people.ts'
import {tenantDocumentId} from '../tenancy/documentId.ts'

/** What the store adds to a document. */
const ADDED = new Set(['_rev', '_createdAt', '_updatedAt', '_system'])

/** Deletes a document and its history. */
export function purge(id: string): Mutation {
  return {delete: {id, purge: true}}
}

/**
 * Deletes the history of a document that was deleted before. The store removes histories with documents
 * only, so there is one for the moment of the transaction.
 */
export function purgeHistory(document: NewDocument): Mutation[] {
  return [{createIfNotExists: document}, purge(document._id)]
}

/**
 * Writes a document anew, so that its history does not lead back to what it held. When somebody changed it
 * since it was read, nothing is written.
 */
export function rewrite(
  document: NewDocument & {_rev?: string},
  attributes: Readonly<Record<string, unknown>>,
): Mutation[] {
  const own = Object.entries(document).filter(([name]) => !ADDED.has(name))
  const {_id, _type} = document
  return [
    guardedPatch(document, {set: attributes}),
    purge(_id),
    {create: {...Object.fromEntries(own), ...attributes, _id, _type}},
  ]
}

/**
 * Puts a person who was erased on the suppression list. It outlives everything else of them, and says no
 * more than that their address gets no mail.
 *
 * @param now - ISO 8601, UTC
 */
export function suppressErased(
  site: string,
  personKey: string,
  suppression: SuppressionRecord | null,
  now: string,
): Mutation[] {
  const reason = 'erased'
  if (!suppression) {
    const _id = tenantDocumentId(site, 'suppression', personKey)
    return [{create: {_id, _type: 'suppression', site, reason, since: now}}]
  }
  const current = suppressionReason(suppression)
  if (current === reason) return []
  return current === null
    ? [guardedPatch(suppression, {set: {reason, since: now}, unset: ['liftedAt', 'withdrawnAt']})]
    : [guardedPatch(suppression, {set: {reason}})]
}
