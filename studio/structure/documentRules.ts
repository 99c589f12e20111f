import {mayDelete} from '../../core/tenancy/mayDelete.ts'
import {parseRoleName} from '../../core/tenancy/roles.ts'

/** What a document action is called in Sanity; custom actions carry no name. */
type ActionName = string | undefined

/** Who is asking and about which document. */
export interface ActionContext {
  schemaType: string
  /** Whether only machines write documents of this type: its form is read-only as a whole. */
  isReadOnly: boolean
  documentId: string | undefined
  roles: readonly string[]
}

/**
 * Whether the form of a type offers an action. The grants have the last word: this only keeps the
 * menus from offering what will be refused, or what makes no sense for a record.
 */
export function offersAction(action: ActionName, context: ActionContext): boolean {
  const {schemaType, isReadOnly} = context
  if (schemaType === 'site') {
    // A site is archived, never deleted: its records would be left without their registry entry.
    return action !== 'duplicate' && action !== 'unpublish' && action !== 'delete'
  }
  switch (action) {
    case 'delete':
      return offersDelete(context)
    case 'duplicate':
    case 'publish':
    case 'unpublish':
    case 'schedule':
      return false
    default:
      return !isReadOnly
  }
}

/** Nobody takes an event out of the audit trail or forgets that a person must not be mailed. */
const NEVER_DELETED: ReadonlySet<string> = new Set(['auditEvent', 'auditReceipt', 'suppression'])

function offersDelete({schemaType, documentId, roles}: ActionContext): boolean {
  if (NEVER_DELETED.has(schemaType)) return false
  return roles.some((name) => {
    const role = parseRoleName(name)
    return role !== null && mayDelete(role, documentId ?? '')
  })
}
