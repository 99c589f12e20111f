import {mayDelete} from '../../core/tenancy/grants.ts'
import {parseRoleName} from '../../core/tenancy/roles.ts'
import {RECORD_ACTIONS} from '../../plugins/records/recordActionNames.ts'

/** Who is asking and about which document. */
export interface ActionContext {
  schemaType: string
  /** Whether the form of this type is read-only as a whole. */
  isReadOnly: boolean
  documentId: string | undefined
  roles: readonly string[]
}

/**
 * Whether the form of a type offers an action. The grants decide; this only keeps menus from offering
 * what the store refuses, or what makes no sense for a record. A read-only record offers only what
 * the records plugin adds.
 *
 * @param action - Sanity's name of a document action; custom actions have none
 */
export function offersAction(action: string | undefined, context: ActionContext): boolean {
  const {schemaType, isReadOnly} = context
  if (isReadOnly) return RECORD_ACTIONS.some((name) => name === action)
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
      return true
  }
}

function offersDelete({documentId, roles}: ActionContext): boolean {
  return roles.some((name) => {
    const role = parseRoleName(name)
    return role !== null && mayDelete(role, documentId ?? '')
  })
}
