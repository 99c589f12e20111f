import {isAdministrator, type AccessControl, type Caller} from '../access/lakeCaller.ts'
import {visibleIds, type IdRange} from '../access/visibleIds.ts'
import type {LakeChange} from '../store/lakeChange.ts'
import type {StoredDocument} from '../store/storedDocument.ts'

/** A change as one group of readers may see it. */
export interface VisibleChange {
  before: StoredDocument | null
  after: StoredDocument | null
  mutations: unknown[]
}

/** Callers who see the same of every change, so that it is checked and written once for all. */
export interface ReaderGroup {
  /** Equal for callers with equal read grants, unless a grant uses `identity()`. */
  key: string
  /** Ids of all documents that they may read; `null` where this depends on the documents. */
  ids: readonly IdRange[] | null
  /**
   * What they may see of a change. A side that they may not read looks like no document, so the
   * change becomes a creation or a deletion, with mutations that say only that. `null` when they
   * may read neither side.
   */
  see(change: LakeChange): VisibleChange | null
}

function groupKey(access: AccessControl, caller: Caller): string {
  const filters = caller.grants
    .filter(({permissions}) => permissions.includes('read'))
    .map(({filter}) => filter)
  const isPersonal = filters.some((filter) => filter.includes('identity('))
  return JSON.stringify([isAdministrator(caller), filters, isPersonal ? caller.id : null])
}

function visibleChange(
  access: AccessControl,
  caller: Caller,
  change: LakeChange,
): VisibleChange | null {
  const before = change.before && access.can(caller, 'read', change.before) ? change.before : null
  const after = change.after && access.can(caller, 'read', change.after) ? change.after : null
  if (!before && !after) return null
  // Callers who see all of it get the same object, which is the key of cached JSON texts.
  if (before === change.before && after === change.after) return change
  return {
    before,
    after,
    mutations: after ? [{create: after}] : [{delete: {id: change.documentId}}],
  }
}

/**
 * Creates the lookup of the group that a caller belongs to. Grants are checked once a change,
 * however many streams listen.
 */
export function createReaderGroups(access: AccessControl): (caller: Caller) => ReaderGroup {
  const groups = new WeakMap<Caller, ReaderGroup>()
  return (caller) => {
    const known = groups.get(caller)
    if (known) return known
    const seen = new WeakMap<LakeChange, VisibleChange | null>()
    const group: ReaderGroup = {
      key: groupKey(access, caller),
      ids: visibleIds(caller),
      see(change) {
        let visible = seen.get(change)
        if (visible === undefined) {
          visible = visibleChange(access, caller, change)
          seen.set(change, visible)
        }
        return visible
      },
    }
    groups.set(caller, group)
    return group
  }
}
