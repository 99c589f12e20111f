import type {SiteKey} from './documentId.ts'

/** Roles within one site; each reaches what the one before it reaches. */
export const SITE_ROLES = ['viewer', 'editor', 'admin'] as const

/** One of {@link SITE_ROLES}. */
export type SiteRole = (typeof SITE_ROLES)[number]

/** Who may do what: the network's administrator, or a role within one site. */
export type TenantRole = {kind: 'superadmin'} | {kind: 'site'; site: SiteKey; role: SiteRole}

/** Name of the Sanity role that administers the whole project. */
export const SUPERADMIN_ROLE_NAME = 'administrator'

/** Name of a role as Sanity's role resources and `currentUser.roles` carry it. */
export function roleName(role: TenantRole): string {
  return role.kind === 'superadmin' ? SUPERADMIN_ROLE_NAME : `${role.site}-${role.role}`
}

/** The inverse of {@link roleName}; `null` for a role this project does not define. */
export function parseRoleName(name: string): TenantRole | null {
  if (name === SUPERADMIN_ROLE_NAME) return {kind: 'superadmin'}
  const cut = name.lastIndexOf('-')
  const role = SITE_ROLES.find((candidate) => candidate === name.slice(cut + 1))
  return cut > 0 && role ? {kind: 'site', site: name.slice(0, cut), role} : null
}
