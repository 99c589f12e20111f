import {SITE_ROLES, type SiteRole} from '../../core/tenancy/roles.ts'

/** The attacked site: its roles are callers, and its documents are targets. */
export const HOME = 'artameta'

/** The other site: nothing that users of {@link HOME} do may have an effect there. */
export const OTHER = 'bluefern'

/** Somebody who sends attempts. Robots of the product are no callers: attempts try to mislead them. */
export interface Caller {
  /** Name of the token without its prefix, and id of the user; `null` for somebody without a token. */
  user: string | null
  /** `null` for superadmins, and for somebody without a token. */
  site: string | null
  role: SiteRole | 'superadmin' | 'nobody'
}

function rolesOf(site: string): Caller[] {
  return SITE_ROLES.map((role) => ({user: `${site}-${role}`, site, role}))
}

/** Roles of the attacked site. */
const HOME_CALLERS: readonly Caller[] = rolesOf(HOME)

/** All callers. */
export const CALLERS: readonly Caller[] = [
  {user: 'superadmin', site: null, role: 'superadmin'},
  ...HOME_CALLERS,
  ...rolesOf(OTHER),
  {user: null, site: null, role: 'nobody'},
]

/** A user of the attacked site other than the caller. */
export function somebodyElse({user}: Caller): string {
  return user === `${HOME}-admin` ? `${HOME}-editor` : `${HOME}-admin`
}
