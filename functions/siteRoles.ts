import {defineRole, type BlueprintRoleResource} from '@sanity/blueprints'
import {hostedSiteGrants} from '../core/tenancy/grants.ts'
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

/**
 * The content resources that a site's role needs, one for each of its grants. A blueprint cannot
 * declare them; create them once with the Access API
 * (https://www.sanity.io/docs/http-reference/access-api, `POST /access/project/<id>/permissions`).
 */
export function contentResources(site: string, role: SiteRole): ContentResource[] {
  return hostedSiteGrants(site, role).map(({name, filter, permissions}) => ({
    name: `leads-${site}-${name}`,
    title: `Leads of ${site}: ${name.replace('-', ', ')}`,
    filter,
    actions: permissions,
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
