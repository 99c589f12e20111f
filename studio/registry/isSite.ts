import {isSiteKey, siteDocumentId} from '../../core/tenancy/documentId.ts'
import type {Site} from '../../core/sanity.types.generated.ts'

/**
 * Whether a value is a site document that a workspace can be built from. The store checks no
 * schemas, so a broken document must not keep the others from opening; one whose key disagrees with
 * its id is left out, because grants rest on ids.
 */
export function isSite(value: unknown): value is Site {
  if (typeof value !== 'object' || value === null) return false
  const {_id, _type, key, title, status, leadStatuses}: Partial<Record<keyof Site, unknown>> = value
  return (
    _type === 'site' &&
    typeof key === 'string' &&
    isSiteKey(key) &&
    _id === siteDocumentId(key) &&
    typeof title === 'string' &&
    typeof status === 'string' &&
    Array.isArray(leadStatuses)
  )
}
