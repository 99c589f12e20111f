import type {Mutation} from '../changes/mutation.ts'
import {hasEnded} from '../jobs/jobState.ts'
import {parseTenantDocumentId, tenantDocumentId} from '../tenancy/documentId.ts'

/**
 * Id of the document that says that something happened at a site which its trail may not tell yet,
 * `<site>.pending.trail`.
 */
export function pendingTrailId(site: string): string {
  return tenantDocumentId(site, 'pending', 'trail')
}

function idOf(mutation: Mutation): string {
  if ('create' in mutation) return mutation.create._id
  if ('createIfNotExists' in mutation) return mutation.createIfNotExists._id
  if ('createOrReplace' in mutation) return mutation.createOrReplace._id
  return 'patch' in mutation ? mutation.patch.id : mutation.delete.id
}

/** Whether a mutation is something that the trail should tell within seconds. */
function isToTell(mutation: Mutation): boolean {
  if ('delete' in mutation) return true
  const kind = parseTenantDocumentId(idOf(mutation))?.kind
  if (kind === 'rule') return true
  if (kind === 'privacy') {
    return !('patch' in mutation) || mutation.patch.set?.['state'] !== undefined
  }
  if ('patch' in mutation) {
    return (
      (kind === 'bulk' || kind === 'export' || kind === 'refresh') &&
      hasEnded({state: mutation.patch.set?.['state']})
    )
  }
  return kind === 'activity' || kind === 'export'
}

/**
 * Adds what wakes the writer of the trail to mutations that write an entry of a timeline or a rule of
 * customer sync, delete something, or begin or end a job or a privacy request: a document that each site has at most one of, created in the same
 * transaction when it is not there. The writer runs when it appears, and removes it before it reads the
 * history. What is written without it is told by the next scheduled reading.
 */
export function withPendingTrail(mutations: readonly Mutation[]): Mutation[] {
  const told = mutations.filter(isToTell)
  const sites = new Set(told.flatMap((each) => parseTenantDocumentId(idOf(each))?.site ?? []))
  const pending = [...sites].map((site): Mutation => ({
    createIfNotExists: {_id: pendingTrailId(site), _type: 'pendingTrail', site},
  }))
  return [...mutations, ...pending]
}
