import {parseRoleName} from '../../../core/tenancy/roles.ts'
import type {Caller} from '../access/lakeCaller.ts'

/**
 * Whether one user may see who another one is: on the same site, or where one of them is a superadmin
 * or a robot, whose names are in everybody's histories. Users of other sites stay hidden, like their
 * documents.
 */
export function maySee(viewer: Caller, other: Caller): boolean {
  if (viewer.id === other.id || viewer.robot || other.robot) return true
  const mine = parseRoleName(viewer.role)
  const theirs = parseRoleName(other.role)
  if (mine?.kind === 'superadmin' || theirs?.kind === 'superadmin') return true
  return mine?.kind === 'site' && theirs?.kind === 'site' && mine.site === theirs.site
}

/** The title of a role for people, such as "Editor of artameta". */
export function roleTitle(role: string): string {
  const parsed = parseRoleName(role)
  if (parsed?.kind === 'superadmin') return 'Administrator'
  if (parsed?.kind !== 'site') return role
  return `${parsed.role[0]?.toUpperCase()}${parsed.role.slice(1)} of ${parsed.site}`
}

/** A role as the project's role resources and `currentUser.roles` show it. */
export function roleResource(role: string): {name: string; title: string; description: string} {
  return {name: role, title: roleTitle(role), description: ''}
}

/** A user as `GET /users/me` shows them to themselves. */
export function currentUser(caller: Caller): Record<string, unknown> {
  return {
    id: caller.id,
    name: caller.name,
    email: caller.email,
    profileImage: null,
    role: caller.role,
    roles: [roleResource(caller.role)],
    provider: caller.robot ? 'sanity-token' : 'local',
    tosAcceptedAt: null,
  }
}

/** A user as `GET /users/<ids>` shows them to another one: no address. */
export function userProfile(caller: Caller, viewer: Caller): Record<string, unknown> {
  const [givenName = caller.name, ...rest] = caller.name.split(' ')
  return {
    id: caller.id,
    displayName: caller.name,
    givenName,
    middleName: null,
    familyName: rest.join(' ') || null,
    imageUrl: null,
    isCurrentUser: caller.id === viewer.id,
  }
}
