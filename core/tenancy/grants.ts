import {siteDocumentId, type DocumentKind} from './documentId.ts'
import type {TenantRole} from './roles.ts'

/**
 * What a grant allows on the documents its filter matches. The names are those of Sanity's dataset
 * ACL; `delete` is ours and is enforced by the embedded lake, since hosted document grants do not
 * tell deleting from updating.
 */
export type Permission = 'read' | 'create' | 'update' | 'delete' | 'history' | 'manage'

/** A GROQ filter and what it allows, as `GET /projects/<id>/datasets/<dataset>/acl` lists them. */
export interface Grant {
  filter: string
  permissions: Permission[]
}

const ALL: Permission[] = ['read', 'create', 'update', 'delete', 'history', 'manage']

/** Kinds an editor works on. All others are written by machines or by administrators. */
const EDITOR_KINDS: readonly DocumentKind[] = [
  'lead',
  'segment',
  'list',
  'campaign',
  'import',
  'export',
  'bulk',
  'chunk',
  'email',
  'view',
]

/** Kinds that editors work on by grants of their own. */
const GUARDED_KINDS: readonly DocumentKind[] = ['bulk', 'chunk', 'export', 'view']

/** Kinds of which a site's administrators may delete documents; nobody below them deletes any. */
export const ADMIN_DELETABLE_KINDS: readonly DocumentKind[] = [
  ...EDITOR_KINDS,
  'subscriber',
  'submission',
]

/**
 * Timeline entries only ever grow: an editor's action may add one, nobody edits one afterwards. One
 * that says of itself that the audit trail has it already would never get there, so only the robot
 * that writes the trail says so. The trail itself is written by robots alone.
 */
function newActivities(site: string): string {
  return `${anyOf(site, ['activity'])} && !defined(auditSeq)`
}

/** Nobody gives work out as somebody else's: functions write that name into timelines. */
const OWN = 'createdBy == identity()'

/**
 * A function carries out a bulk change with rights of its own, so whoever can write its document can
 * have it done. Those that delete have longer ids, which only administrators may write.
 */
function ownBulkChanges(site: string): string {
  return `_id in path("${site}.bulk.*") && ${OWN}`
}

/** Nobody exports in somebody else's name, or says of another's export how it ended. */
function ownExports(site: string): string {
  return `_id in path("${site}.export.*") && ${OWN}`
}

/** A shared view that is locked is changed by who shared it, as `core/changes/savedViews.ts` says. */
function openViews(site: string): string {
  return `${anyOf(site, ['view'])} && (!defined(lock) || ${OWN})`
}

/** What a function froze of a bulk change is for functions alone to write. */
function chunksOfPages(site: string): string {
  return `${anyOf(site, ['chunk'])} && !(_id in path("${site}.chunk.job.**"))`
}

function anyOf(site: string, kinds: readonly DocumentKind[]): string {
  return kinds.map((kind) => `_id in path("${site}.${kind}.**")`).join(' || ')
}

/**
 * The grants of a role, from least to most. What belongs to a site is told by document ids alone, so
 * that a document cannot be moved between sites by editing a field; fields only narrow a grant.
 */
export function grantsFor(role: TenantRole): Grant[] {
  if (role.kind === 'superadmin') return [{filter: '_id in path("**")', permissions: ALL}]
  const {site} = role
  const grants: Grant[] = [
    {
      filter: `_id in path("${site}.**") || _id == "${siteDocumentId(site)}"`,
      permissions: ['read', 'history'],
    },
  ]
  if (role.role === 'viewer') return grants
  const freely = EDITOR_KINDS.filter((kind) => !GUARDED_KINDS.includes(kind))
  grants.push(
    {filter: anyOf(site, freely), permissions: ['create', 'update']},
    {filter: ownBulkChanges(site), permissions: ['create', 'update']},
    {filter: ownExports(site), permissions: ['create', 'update']},
    {filter: openViews(site), permissions: ['create', 'update']},
    {filter: chunksOfPages(site), permissions: ['create', 'update']},
    {filter: newActivities(site), permissions: ['create']},
  )
  if (role.role === 'editor') return grants
  grants.push(
    {filter: anyOf(site, ADMIN_DELETABLE_KINDS), permissions: ['delete']},
    {filter: `${anyOf(site, ['bulk'])} && ${OWN}`, permissions: ['create']},
    {filter: anyOf(site, ['bulk', 'view']), permissions: ['update']},
    {filter: anyOf(site, ['subscriber', 'suppression']), permissions: ['create', 'update']},
    {
      filter: `_id == "${site}.rule.customers" && tenantMayEdit == true`,
      permissions: ['update'],
    },
  )
  return grants
}
