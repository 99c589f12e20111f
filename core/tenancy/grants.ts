import {siteDocumentId, parseTenantDocumentId, type SiteKey} from './documentId.ts'
import {DOCUMENT_KINDS, KINDS, type DocumentKind} from './kinds.ts'
import type {KindDeclaration, WritePermission, WriterRole, WriteRule} from './writeRules.ts'
import type {SiteRole, TenantRole} from './roles.ts'

/**
 * What a grant allows on the documents that its filter matches. The names are those of Sanity's dataset
 * ACL; `delete` is ours and is enforced by the embedded lake, since hosted document grants do not
 * tell deleting from updating.
 */
export type Permission = 'read' | WritePermission | 'history' | 'manage'

/** A GROQ filter and what it allows, as `GET /projects/<id>/datasets/<dataset>/acl` lists them. */
export interface Grant {
  filter: string
  permissions: Permission[]
}

/** A grant of a site's role, with a name that is unique within the site. */
export interface NamedGrant extends Grant {
  name: string
}

const ALL: Permission[] = ['read', 'create', 'update', 'delete', 'history', 'manage']

const WRITES: readonly WritePermission[] = ['create', 'update', 'delete']

const WRITERS: readonly WriterRole[] = ['editor', 'admin']

/** The writers whose rules a role has. */
function writersOf(role: SiteRole): readonly WriterRole[] {
  if (role === 'viewer') return []
  return role === 'editor' ? ['editor'] : WRITERS
}

/** The rules of a kind that are for one writer and allow a write. */
function rulesFor(
  kind: DocumentKind,
  writer: WriterRole,
  permission: WritePermission,
): readonly WriteRule[] {
  const {writers}: KindDeclaration = KINDS[kind]
  return writers.filter(({by, may}) => by === writer && may.includes(permission))
}

/**
 * The documents of a site that a rule covers: by the path of the id, and with the type that the id
 * implies.
 */
function ruleFilter(site: SiteKey, kind: DocumentKind, rule: WriteRule): string {
  const {type, keys}: KindDeclaration = KINDS[kind]
  const paths = (rule.keys ?? keys).map((key) => `_id in path("${site}.${kind}.${key}")`)
  const ids = paths.length === 1 ? paths[0] : `(${paths.join(' || ')})`
  const own = `${ids} && _type == "${type}"`
  return rule.where === undefined ? `(${own})` : `(${own} && (${rule.where}))`
}

/** The documents of some kinds for which a writer has a permission; `null` for none. */
function writeFilter(
  site: SiteKey,
  writer: WriterRole,
  permission: WritePermission,
  kinds: readonly DocumentKind[] = DOCUMENT_KINDS,
): string | null {
  const filters = kinds.flatMap((kind) =>
    rulesFor(kind, writer, permission).map((rule) => ruleFilter(site, kind, rule)),
  )
  return filters.length === 0 ? null : `site == "${site}" && (${filters.join(' || ')})`
}

/**
 * The grants of a role at a site, from least to most. Reading depends on the id alone. Writing also
 * requires that `_type` and `site` match the id, so that code which selects documents by those fields gets
 * no document of another site; see {@link KINDS}.
 */
export function siteGrants(site: SiteKey, role: SiteRole): NamedGrant[] {
  const read: NamedGrant = {
    name: 'read',
    filter: `_id in path("${site}.**") || _id == "${siteDocumentId(site)}"`,
    permissions: ['read', 'history'],
  }
  const writes = writersOf(role).flatMap((writer) =>
    WRITES.flatMap((permission): NamedGrant[] => {
      const filter = writeFilter(site, writer, permission)
      return filter === null
        ? []
        : [{name: `${writer}-${permission}`, filter, permissions: [permission]}]
    }),
  )
  return [read, ...writes]
}

/** Kinds whose documents a writer may update without a condition on their content. */
function freelyUpdated(writer: WriterRole): DocumentKind[] {
  return DOCUMENT_KINDS.filter((kind) =>
    WRITERS.slice(0, WRITERS.indexOf(writer) + 1).some((each) =>
      rulesFor(kind, each, 'update').some(({where}) => where === undefined),
    ),
  )
}

/**
 * {@link siteGrants} in the permissions that hosted document grants have: deleting is a part of
 * updating there. So a role may delete only what it may update anyway; only superadmins delete the rest,
 * such as a submission, whose evidence nobody may edit.
 */
export function hostedSiteGrants(site: SiteKey, role: SiteRole): NamedGrant[] {
  return siteGrants(site, role).flatMap((grant): NamedGrant[] => {
    if (!grant.permissions.includes('delete')) return [grant]
    const writer = writersOf(role).find((each) => grant.name === `${each}-delete`)
    const filter = writer ? writeFilter(site, writer, 'delete', freelyUpdated(writer)) : null
    return filter === null ? [] : [{...grant, filter, permissions: ['update']}]
  })
}

/** The grants of a role, from least to most; see {@link siteGrants}. */
export function grantsFor(role: TenantRole): Grant[] {
  if (role.kind === 'superadmin') return [{filter: '_id in path("**")', permissions: ALL}]
  return siteGrants(role.site, role.role).map(({filter, permissions}) => ({filter, permissions}))
}

/**
 * Whether a role may delete documents of a kind, without evaluating grants; for menus.
 */
function mayDeleteKind(role: SiteRole, kind: DocumentKind): boolean {
  return writersOf(role).some((writer) => rulesFor(kind, writer, 'delete').length > 0)
}

/**
 * Whether a role may delete a document, by {@link grantsFor} but without evaluating grants; for menus.
 */
export function mayDelete(role: TenantRole, documentId: string): boolean {
  if (role.kind === 'superadmin') return true
  const parsed = parseTenantDocumentId(documentId)
  return parsed !== null && parsed.site === role.site && mayDeleteKind(role.role, parsed.kind)
}
