import {useCurrentUser} from 'sanity'
import {mayDelete} from '../../core/tenancy/grants.ts'
import {parseRoleName} from '../../core/tenancy/roles.ts'

/**
 * Whether the current user may delete a segment, as far as the user's roles tell. Roles that this
 * project does not define tell nothing; then the store decides.
 */
export function useMayDelete(id: string): boolean {
  const user = useCurrentUser()
  const roles = (user?.roles ?? []).flatMap((role) => parseRoleName(role.name) ?? [])
  return roles.length === 0 || roles.some((role) => mayDelete(role, id))
}
