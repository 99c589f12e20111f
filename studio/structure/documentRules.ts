import {parseRoleName} from '../../core/tenancy/roles.ts'
import {parseTenantDocumentId, type DocumentKind} from '../../core/tenancy/documentId.ts'

/** Types that only machines write; their forms are read-only and offer no editing actions. */
const RECORD_TYPES: readonly string[] = [
  'leadSubmission',
  'leadActivity',
  'leadImport',
  'leadExport',
  'bulkChange',
  'jobChunk',
  'emailMessage',
  'suppression',
  'shopifyCustomerSnapshot',
  'auditEvent',
]

/** Kinds of record that a site's administrator may delete, as `core/tenancy/grants.ts` grants it. */
const DELETABLE_KINDS: readonly DocumentKind[] = [
  'lead',
  'segment',
  'list',
  'campaign',
  'import',
  'export',
  'bulk',
  'chunk',
  'email',
  'subscriber',
  'submission',
]

/** What a document action is called in Sanity; custom actions carry no name. */
type ActionName = string | undefined

/** Who is asking and about which document. */
export interface ActionContext {
  schemaType: string
  documentId: string | undefined
  roles: readonly string[]
}

/**
 * Whether the form of a type offers an action. The grants have the last word: this only keeps the
 * menus from offering what will be refused, or what makes no sense for a record.
 */
export function offersAction(action: ActionName, context: ActionContext): boolean {
  const {schemaType} = context
  if (schemaType === 'site') {
    // A site is archived, never deleted: its records would be left without their registry entry.
    return action !== 'duplicate' && action !== 'unpublish' && action !== 'delete'
  }
  switch (action) {
    case 'delete':
      return mayDelete(context)
    case 'duplicate':
    case 'publish':
    case 'unpublish':
    case 'schedule':
      return false
    default:
      return !RECORD_TYPES.includes(schemaType)
  }
}

function mayDelete({schemaType, documentId, roles}: ActionContext): boolean {
  // Nobody takes an event out of the audit trail or forgets that a person must not be mailed.
  if (schemaType === 'auditEvent' || schemaType === 'suppression') return false
  const parsed = documentId === undefined ? null : parseTenantDocumentId(documentId)
  return roles.some((name) => {
    const role = parseRoleName(name)
    if (role?.kind === 'superadmin') return true
    return (
      role?.kind === 'site' &&
      role.role === 'admin' &&
      parsed !== null &&
      parsed.site === role.site &&
      DELETABLE_KINDS.includes(parsed.kind)
    )
  })
}
