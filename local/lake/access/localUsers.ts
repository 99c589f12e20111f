import {grantsFor} from '../../../core/tenancy/grants.ts'
import {roleName, SITE_ROLES, type SiteRole, type TenantRole} from '../../../core/tenancy/roles.ts'
import type {Caller} from './lakeCaller.ts'

/** A user or robot of the embedded lake, with the token. */
export interface LocalUser {
  token: string
  caller: Caller
}

const SUPERADMIN: TenantRole = {kind: 'superadmin'}

/** Invented names for the users of sites other than the demo sites. */
const FIRST_NAMES = ['Alva', 'Bruno', 'Cleo', 'Dario', 'Edda', 'Falk', 'Greta', 'Hugo', 'Ines']
const LAST_NAMES = ['Adler', 'Birch', 'Cask', 'Drift', 'Elm', 'Fern', 'Gale', 'Hollow', 'Inkwell']

const DEMO_NAMES: Readonly<Record<string, string>> = {
  'artameta-admin': 'Alva Adler',
  'artameta-editor': 'Bruno Birch',
  'artameta-viewer': 'Cleo Cask',
  'bluefern-admin': 'Dario Drift',
  'bluefern-editor': 'Edda Elm',
  'bluefern-viewer': 'Falk Fern',
  'northpeak-admin': 'Greta Gale',
  'northpeak-editor': 'Hugo Hollow',
  'northpeak-viewer': 'Ines Inkwell',
}

function inventedName(id: string): string {
  let sum = 0
  for (const character of id) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 9973
  const first = FIRST_NAMES[sum % FIRST_NAMES.length]
  const last = LAST_NAMES[Math.floor(sum / FIRST_NAMES.length) % LAST_NAMES.length]
  return `${first} ${last}`
}

function siteUser(site: string, role: SiteRole): LocalUser {
  const tenantRole: TenantRole = {kind: 'site', site, role}
  const id = `${site}-${role}`
  return {
    token: `local-${id}`,
    caller: {
      id,
      name: DEMO_NAMES[id] ?? inventedName(id),
      email: `${role}@${site}.test`,
      role: roleName(tenantRole),
      robot: false,
      grants: grantsFor(tenantRole),
    },
  }
}

function administrator(id: string, name: string, robot: boolean): LocalUser {
  return {
    token: `local-${id}`,
    caller: {
      id,
      name,
      email: robot ? '' : `${id}@network.test`,
      role: roleName(SUPERADMIN),
      robot,
      grants: grantsFor(SUPERADMIN),
    },
  }
}

/**
 * The users of the embedded lake: one superadmin, an admin, an editor and a viewer per site, and the
 * robots of the endpoints and of the functions. Tokens are fixed because the lake contains only one
 * machine's own data.
 *
 * @param sites - keys of the sites, in the order in which a sign-in page should list them
 */
export function localUsers(sites: readonly string[]): LocalUser[] {
  return [
    administrator('superadmin', 'Sabine Sonnet', false),
    ...sites.flatMap((site) => SITE_ROLES.toReversed().map((role) => siteUser(site, role))),
    administrator('api', 'Endpoints', true),
    administrator('functions', 'Functions', true),
  ]
}
