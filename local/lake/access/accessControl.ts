import {createHash, timingSafeEqual} from 'node:crypto'
import type {Permission} from '../../../core/tenancy/grants.ts'
import type {StoredDocument} from '../store/storedDocument.ts'
import {permissionPredicate, type GrantSubject} from './grantPredicate.ts'
import {isAdministrator, type AccessControl, type Caller} from './lakeCaller.ts'
import {localUsers, type LocalUser} from './localUsers.ts'

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}

/**
 * The embedded lake's users and what each may touch.
 *
 * A token's digest is compared with those of all users, each in constant time, so that the time reveals
 * neither the length of a wrong token nor how much of it is right. Grants come from `core/tenancy`, are
 * compiled once a caller and evaluated on the stored document.
 *
 * @param options.sites - returns the keys of the current sites, for example from `siteKeyLookup`;
 *   called every time, so that a new site has users at once
 */
export function createAccessControl(options: {sites: () => readonly string[]}): AccessControl {
  let known: {sites: string; users: LocalUser[]; digests: Buffer[]} | null = null

  function current(): {users: LocalUser[]; digests: Buffer[]} {
    const sites = options.sites()
    const key = sites.join(' ')
    if (known?.sites === key) return known
    const users = localUsers(sites)
    known = {sites: key, users, digests: users.map((user) => digest(user.token))}
    return known
  }

  const compiled = new WeakMap<Caller, Map<Permission, (document: GrantSubject) => boolean>>()

  function predicateOf(
    caller: Caller,
    permission: Permission,
  ): (document: GrantSubject) => boolean {
    let predicates = compiled.get(caller)
    if (!predicates) {
      predicates = new Map()
      compiled.set(caller, predicates)
    }
    let predicate = predicates.get(permission)
    if (!predicate) {
      const {id, grants} = caller
      const holder = {id, grants, administrator: isAdministrator(caller)}
      predicate = permissionPredicate(holder, permission)
      predicates.set(permission, predicate)
    }
    return predicate
  }

  return {
    authenticate(token: string): Caller | null {
      const {users, digests} = current()
      const presented = digest(token)
      let found: Caller | null = null
      for (const [index, user] of users.entries()) {
        const expected = digests[index]
        if (expected && timingSafeEqual(presented, expected)) found = user.caller
      }
      return found
    },
    can(caller: Caller, permission: Permission, document: StoredDocument): boolean {
      return predicateOf(caller, permission)(document)
    },
    listCallers: () => current().users.map((user) => user.caller),
    tokenOf: (callerId) =>
      current().users.find((user) => user.caller.id === callerId)?.token ?? null,
  }
}
