import {defineRole, type BlueprintRoleResource} from '@sanity/blueprints'
import {grantsFor, type Permission} from '../core/tenancy/grants.ts'
import {roleName, SITE_ROLES, type SiteRole} from '../core/tenancy/roles.ts'

/** A content resource of the hosted service: documents that a role's permissions speak of. */
export interface ContentResource {
  /** Its name in the roles' permissions. */
  name: string
  title: string
  /** GROQ filter, `config.filter` of a permission of type `sanity.document.filter`. */
  filter: string
  actions: string[]
}

const TITLES: Record<SiteRole, string> = {
  viewer: 'viewer',
  editor: 'editor',
  admin: 'administrator',
}

/** Hosted document permissions know no `delete`: whoever may update may delete. */
function hostedActions(permissions: readonly Permission[]): string[] {
  return [...new Set(permissions.map((name) => (name === 'delete' ? 'update' : name)))]
}

/**
 * The content resources that a site's role needs, one for each of its grants. A blueprint cannot
 * declare them; create them once with the Access API
 * (https://www.sanity.io/docs/http-reference/access-api, `POST /access/project/<id>/permissions`).
 */
export function contentResources(site: string, role: SiteRole): ContentResource[] {
  return grantsFor({kind: 'site', site, role}).map(({filter, permissions}, index) => ({
    name: `leads-${site}-${index + 1}`,
    title: `Leads of ${site} (${index + 1})`,
    filter,
    actions: hostedActions(permissions),
  }))
}

/** The roles of a site, as `core/tenancy` grants them. Custom roles need Sanity's Enterprise plan. */
export function siteRoles(site: string): BlueprintRoleResource[] {
  return SITE_ROLES.map((role) =>
    defineRole({
      name: roleName({kind: 'site', site, role}),
      title: `${site}: ${TITLES[role]}`,
      description: `Leads and subscribers of ${site} only`,
      appliesToUsers: true,
      appliesToRobots: true,
      permissions: [
        {name: 'sanity-project', action: 'read'},
        ...contentResources(site, role).flatMap(({name, actions}) =>
          actions.map((action) => ({name, action})),
        ),
      ],
    }),
  )
}
