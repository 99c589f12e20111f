import {parseRoleName} from '../../../core/tenancy/roles.ts'

/** A role of the project. */
export interface MemberRole {
  name: string
  title: string
}

/** A member of the project. */
export interface Member {
  id: string
  /** `null` where the user store does not return it. */
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

/** The title of a member's first role; `null` for an unknown member. */
export function roleOf(members: readonly Member[], id: string): string | null {
  const role = members.find((member) => member.id === id)?.roles[0]
  return role ? role.title || role.name : null
}
