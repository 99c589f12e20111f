import type {AccessControl, Caller, LakeChange, StoredDocument} from '../types.ts'

/** A change as one audience may see it. */
export interface VisibleChange {
  before: StoredDocument | null
  after: StoredDocument | null
  mutations: unknown[]
}

/**
 * What a caller may see of a change. A side of it that they may not read looks like no document at
 * all, so the change becomes a creation or a deletion, with mutations that tell no more than that. `null` when they may read neither side.
 */
export function visibleChange(
  access: AccessControl,
  caller: Caller,
  change: LakeChange,
): VisibleChange | null {
  const before = change.before && access.can(caller, 'read', change.before) ? change.before : null
  const after = change.after && access.can(caller, 'read', change.after) ? change.after : null
  if (!before && !after) return null
  if (before === change.before && after === change.after) {
    return {before, after, mutations: change.mutations}
  }
  return {
    before,
    after,
    mutations: after ? [{create: after}] : [{delete: {id: change.documentId}}],
  }
}

/**
 * A key that is equal for callers who see the same of every change: those with the same grants,
 * unless a grant speaks of the caller's own identity.
 */
export function audienceKey(caller: Caller): string {
  const grants = JSON.stringify(caller.grants)
  return grants.includes('identity(') ? `${caller.id} ${grants}` : `${caller.role} ${grants}`
}
