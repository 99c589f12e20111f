import {siteDocumentId, parseTenantDocumentId, type SiteKey} from './documentId.ts'
import {DOCUMENT_KINDS, KINDS, type DocumentKind} from './kinds.ts'
import type {KindDeclaration, WritePermission, WriterRole, WriteRule} from './writeRules.ts'
import type {SiteRole, TenantRole} from './roles.ts'

/**
 * What a grant allows on the documents its filter matches. The names are those of Sanity's dataset
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
 * The documents of a site that a rule is for: by the path of the id, and with the type and the site
 * that the id says.
 */
function ruleFilter(site: SiteKey, kind: DocumentKind, rule: WriteRule): string {
  const {type, keys}: KindDeclaration = KINDS[kind]
  const paths = (rule.keys ?? keys).map((key) => `_id in path("${site}.${kind}.${key}")`)
  const ids = paths.length === 1 ? paths[0] : `(${paths.join(' || ')})`
  const own = `${ids} && _type == "${type}"`
  return rule.where === undefined ? `(${own})` : `(${own} && (${rule.where}))`
}

/** What one writer may do with one permission, over some kinds; `null` for nothing. */
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
 * The grants of a role at a site, from least to most. Reading rests on the id alone. Writing also
 * asks that `_type` and `site` are those that the id says, so that whatever selects documents by
 * those fields can't be given somebody else's; see {@link KINDS}.
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

/** Kinds whose every document a writer may update, whatever it holds. */
function freelyUpdated(writer: WriterRole): DocumentKind[] {
  return DOCUMENT_KINDS.filter((kind) =>
    WRITERS.slice(0, WRITERS.indexOf(writer) + 1).some((each) =>
      rulesFor(kind, each, 'update').some(({where}) => where === undefined),
    ),
  )
}

/**
 * {@link siteGrants} in the permissions that hosted document grants have: deleting is a part of
 * updating there. So a role gets to delete only what it may update anyway; the rest (such as a
 * submission, whose evidence nobody may edit) is left to superadmins.
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
 * Whether a role may delete documents of a kind, told without evaluating grants; for menus that
 * offer no more than will be allowed.
 */
export function mayDeleteKind(role: SiteRole, kind: DocumentKind): boolean {
  return writersOf(role).some((writer) => rulesFor(kind, writer, 'delete').length > 0)
}

/**
 * Whether a role's grants (`grantsFor`) let it delete a document, told without evaluating them; for
 * menus that offer no more than will be allowed.
 */
export function mayDelete(role: TenantRole, documentId: string): boolean {
  if (role.kind === 'superadmin') return true
  const parsed = parseTenantDocumentId(documentId)
  return parsed !== null && parsed.site === role.site && mayDeleteKind(role.role, parsed.kind)
}
