import {parseRoleName} from '../../../core/tenancy/roles.ts'

/** A role as the project tells it. */
export interface MemberRole {
  name: string
  title: string
}

/** Somebody who belongs to the project. */
export interface Member {
  id: string
  /** `null` where the user store does not tell it. */
  name: string | null
  isRobot: boolean
  roles: readonly MemberRole[]
}

/**
 * The people who can work on a site's leads: members whose roles are for the site or for all of the
 * project. On plans without custom roles every member reaches every site.
 */
export function membersOfSite(members: readonly Member[], site: string): Member[] {
  return members.filter(
    ({isRobot, roles}) =>
      !isRobot &&
      roles.some(({name}) => {
        const role = parseRoleName(name)
        return role?.kind !== 'site' || role.site === site
      }),
  )
}

/** What to call a member whose name is not told: their role; `null` where that is not told either. */
export function roleOf(members: readonly Member[], id: string): string | null {
  const role = members.find((member) => member.id === id)?.roles[0]
  return role ? role.title || role.name : null
}
