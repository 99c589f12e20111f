import {mayDelete} from '../../core/tenancy/mayDelete.ts'
import {parseRoleName} from '../../core/tenancy/roles.ts'
import {RECORD_ACTIONS} from '../../plugins/records/actions/actionNames.ts'

/** What a document action is called in Sanity; custom actions carry no name. */
type ActionName = string | undefined

/** Who is asking and about which document. */
export interface ActionContext {
  schemaType: string
  /** Whether the form of this type is read-only as a whole. */
  isReadOnly: boolean
  documentId: string | undefined
  roles: readonly string[]
}

/**
 * Whether the form of a type offers an action. The grants have the last word: this only keeps the
 * menus from offering what will be refused, or what makes no sense for a record. A read-only record
 * offers what the plugin of records adds and nothing else.
 */
export function offersAction(action: ActionName, context: ActionContext): boolean {
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
