import type {Mutation} from '../changes/mutation.ts'
import {isAuditedJob} from '../jobs/jobKinds.ts'
import {hasEnded} from '../jobs/jobRecord.ts'
import {parseTenantDocumentId, tenantDocumentId} from '../tenancy/documentId.ts'

/**
 * Adds the document that wakes the writer of the trail, unless it is there: each site has at most one.
 * The writer runs when the document appears, and deletes it before it reads the history. Mutations that
 * the trail need not record within seconds add nothing; the next scheduled reading records them.
 */
export function withPendingTrail(mutations: readonly Mutation[]): Mutation[] {
  const urgent = mutations.filter(isUrgent)
  const sites = new Set(urgent.flatMap((each) => parseTenantDocumentId(idOf(each))?.site ?? []))
  const pending = [...sites].map((site): Mutation => ({
    createIfNotExists: {
      _id: tenantDocumentId(site, 'pending', 'trail'),
      _type: 'pendingTrail',
      site,
    },
  }))
  return [...mutations, ...pending]
}

/**
 * Whether the trail should record a mutation within seconds: one that writes an activity or a rule of
 * customer sync, deletes something, begins or ends a job or a privacy request, or downloads an export.
 */
function isUrgent(mutation: Mutation): boolean {
  if ('delete' in mutation) return true
  const kind = parseTenantDocumentId(idOf(mutation))?.kind
  if (kind === 'rule') return true
  if (kind === 'privacy') {
    return !('patch' in mutation) || mutation.patch.set?.['state'] !== undefined
  }
  if ('patch' in mutation) {
    const {set} = mutation.patch
    if (kind === 'export' && set?.['downloadedBy'] !== undefined) return true
    return isAuditedJob(kind, 'end') && hasEnded({state: set?.['state']})
  }
  return kind === 'activity' || isAuditedJob(kind, 'start')
}

function idOf(mutation: Mutation): string {
  if ('create' in mutation) return mutation.create._id
  if ('createIfNotExists' in mutation) return mutation.createIfNotExists._id
  if ('createOrReplace' in mutation) return mutation.createOrReplace._id
  return 'patch' in mutation ? mutation.patch.id : mutation.delete.id
}
