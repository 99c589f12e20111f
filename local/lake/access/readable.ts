import type {Grant, Permission} from '../../../core/tenancy/grants.ts'
import {grantPredicate, type GrantSubject} from './grantPredicate.ts'

/** Ids of the documents that hold role definitions; only administrators see or touch them. */
const GROUP_PREFIX = '_.groups.'

/** What decides a caller's access: plain data, so that it can be sent to a query worker. */
export interface GrantHolder {
  id: string
  grants: readonly Grant[]
  administrator: boolean
}

/**
 * The documents on which a caller has a permission: those that match one of the grants that list
 * it. Documents under `_.groups.` are left to administrators whatever the grants say.
 */
export function permissionPredicate(
  holder: GrantHolder,
  permission: Permission,
): (document: GrantSubject) => boolean {
  const predicates = holder.grants
    .filter((grant) => grant.permissions.includes(permission))
    .map((grant) => grantPredicate(grant.filter, holder.id))
  return (document) => {
    const id = document['_id']
    if (typeof id !== 'string') return false
    if (!holder.administrator && id.startsWith(GROUP_PREFIX)) return false
    return predicates.some((matches) => matches(document))
  }
}
