import {parseTenantDocumentId, tenantDocumentId} from '../../tenancy/documentId.ts'
import {needsAdministrator, type BulkAction} from './bulkIntent.ts'

const ULID = /^[0-9A-HJKMNP-TV-Z]{26}$/u
const DELETE = 'delete'

/** What the id of a bulk change says. */
export interface BulkId {
  site: string
  ulid: string
  /** Whether only administrators of the site can have written it; see `grantsFor`. */
  byAdministrator: boolean
}

/**
 * Id of a bulk change: `<site>.bulk.<ulid>`, or `<site>.bulk.delete.<ulid>` for what only
 * administrators may ask for. Grants rest on ids, so whoever could write that document may have it
 * done.
 */
export function bulkId(site: string, ulid: string, action: BulkAction): string {
  const path = needsAdministrator(action) ? [DELETE, ulid] : [ulid]
  return tenantDocumentId(site, 'bulk', ...path)
}

/** The parts of a bulk change's id; `null` for what is none. */
export function parseBulkId(id: string): BulkId | null {
  const parsed = parseTenantDocumentId(id)
  if (parsed?.kind !== 'bulk') return null
  const {site, key} = parsed
  const byAdministrator = key.startsWith(`${DELETE}.`)
  const ulid = byAdministrator ? key.slice(DELETE.length + 1) : key
  return ULID.test(ulid) ? {site, ulid, byAdministrator} : null
}
