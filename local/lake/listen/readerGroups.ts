import type {AccessControl, Caller} from '../access/lakeCaller.ts'
import type {LakeChange} from '../store/lakeChange.ts'
import type {StoredDocument} from '../store/storedDocument.ts'
import {visibleIds, type IdRange} from '../visibility/visibleIds.ts'

/** A change as one audience may see it. */
export interface VisibleChange {
  before: StoredDocument | null
  after: StoredDocument | null
  mutations: unknown[]
}

/** Those who see the same of every change. */
export interface Audience {
  /** Equal for callers whose grants to read are equal, unless one speaks of the caller itself. */
  key: string
  /** Ids of all documents that they may read; `null` where documents have to be looked into. */
  ids: readonly IdRange[] | null
  /**
   * What they may see of a change. A side of it that they may not read looks like no document at
   * all, so the change becomes a creation or a deletion, with mutations that tell no more than
   * that. `null` when they may read neither side.
   */
  see(change: LakeChange): VisibleChange | null
}

function audienceKey(access: AccessControl, caller: Caller): string {
  const filters = caller.grants
    .filter(({permissions}) => permissions.includes('read'))
    .map(({filter}) => filter)
  const isPersonal = filters.some((filter) => filter.includes('identity('))
  return JSON.stringify([access.isAdministrator(caller), filters, isPersonal ? caller.id : null])
}

function visibleChange(
  access: AccessControl,
  caller: Caller,
  change: LakeChange,
): VisibleChange | null {
  const before = change.before && access.can(caller, 'read', change.before) ? change.before : null
  const after = change.after && access.can(caller, 'read', change.after) ? change.after : null
  if (!before && !after) return null
  // Whoever sees all of it is handed the same object, by which texts made of it are kept.
  if (before === change.before && after === change.after) return change
  return {
    before,
    after,
    mutations: after ? [{create: after}] : [{delete: {id: change.documentId}}],
  }
}

/** The audience that a caller belongs to. Grants are checked once a change, however many listen. */
export type AudienceOf = (caller: Caller) => Audience

/** Makes the audiences of a lake. */
export function createAudiences(access: AccessControl): AudienceOf {
  const audiences = new WeakMap<Caller, Audience>()
  return (caller) => {
    const known = audiences.get(caller)
    if (known) return known
    const seen = new WeakMap<LakeChange, VisibleChange | null>()
    const audience: Audience = {
      key: audienceKey(access, caller),
      ids: visibleIds(caller, access.isAdministrator(caller)),
      see(change) {
        let visible = seen.get(change)
        if (visible === undefined) {
          visible = visibleChange(access, caller, change)
          seen.set(change, visible)
        }
        return visible
      },
    }
    audiences.set(caller, audience)
    return audience
  }
}
