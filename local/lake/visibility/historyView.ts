import type {Permission} from '../../../core/tenancy/grants.ts'
import {isAdministrator} from '../access/accessControl.ts'
import type {AccessControl, Caller, HistoryView, LakeServices, StoredDocument} from '../types.ts'
import {intersection, isWithin, visibleIds} from './visibleIds.ts'

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

/**
 * What a caller may see of a dataset's past: the hosted API rests this on the document as it is now
 * (https://www.sanity.io/docs/http-reference/history), or as it was last when it is deleted. Here a
 * grant must list `history` as well as `read`.
 */
export function historyView(lake: LakeServices, caller: Caller, dataset: string): HistoryView {
  const {access, store} = lake
  return documentView({
    can: (who, permission, document) => access.can(who, permission, document),
    caller,
    permissions: ['read', 'history'],
    latestOf: (id) =>
      store.getDocument(dataset, id) ?? store.documentAt(dataset, id, {lastRevision: true}),
  })
}
