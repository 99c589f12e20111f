import {parseTenantDocumentId} from './documentId.ts'
import {mayDeleteKind} from './grants.ts'
import type {TenantRole} from './roles.ts'

/**
 * Whether a role's grants (`grantsFor`) let it delete a document, told without evaluating them; for
 * menus that offer no more than will be allowed.
 */
export function mayDelete(role: TenantRole, documentId: string): boolean {
  if (role.kind === 'superadmin') return true
  const parsed = parseTenantDocumentId(documentId)
  return parsed !== null && parsed.site === role.site && mayDeleteKind(role.role, parsed.kind)
}
