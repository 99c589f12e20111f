import type {Permission} from '../../../core/tenancy/grants.ts'
import {isAdministrator, type AccessControl, type Caller} from '../access/lakeCaller.ts'
import type {StoredDocument} from '../store/storedDocument.ts'
import {intersection, isWithin, visibleIds, type IdRange} from './visibleIds.ts'

/** What a reader may see of the past. */
export interface HistoryView {
  /** Id of the reader, who knows of their own transactions. */
  reader: string
  /** Ids of all documents whose past they may see; `null` where documents have to be looked into. */
  ids: readonly IdRange[] | null
  /** Whether a document that exists, or once existed, is one of them. */
  includes(id: string): boolean
}

/** What a view is made of. */
interface ViewParts {
  can: AccessControl['can']
  caller: Caller
  /** All of them are needed. */
  permissions: readonly [Permission, ...Permission[]]
  /** A document as it is now, or as it was last. */
  latestOf: (id: string) => StoredDocument | null
}

/**
 * The documents on which a caller has permissions, whether they still exist or not. Where grants are
 * told by ids, no document is read.
 */
export function documentView({can, caller, permissions, latestOf}: ViewParts): HistoryView {
  const [first, ...others] = permissions.map((permission) =>
    visibleIds(caller, isAdministrator(caller), permission),
  )
  const ids = others.reduce<ReturnType<typeof visibleIds>>(
    (left, right) => left && right && intersection(left, right),
    first ?? null,
  )
  const known = new Map<string, boolean>()
  const check = (id: string): boolean => {
    const latest = latestOf(id)
    return latest !== null && permissions.every((permission) => can(caller, permission, latest))
  }
  return {
    reader: caller.id,
    ids,
    includes(id) {
      if (ids) return isWithin(id, ids)
      const answer = known.get(id) ?? check(id)
      known.set(id, answer)
      return answer
    },
  }
}
