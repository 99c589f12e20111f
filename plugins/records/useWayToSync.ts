import {useWorkspace} from 'sanity'
import {useRouter} from 'sanity/router'
import {parseTenantDocumentId} from '../../core/tenancy/documentId.ts'
import type {DocumentKind} from '../../core/tenancy/kinds.ts'
import {useOptionalSite} from '../ui/siteContext.tsx'

/** Kinds that the tools of the customer sync show. */
const SYNC_KINDS: ReadonlySet<DocumentKind> = new Set(['rule', 'snapshot', 'refresh'])

/**
 * What opens the customer sync of a document's site in this workspace; `null` for a document that has
 * nothing to do with it.
 */
export function useWayToSync(documentId: string): (() => void) | null {
  const {navigateUrl} = useRouter()
  const {basePath} = useWorkspace()
  const current = useOptionalSite()?.site
  const id = parseTenantDocumentId(documentId)
  if (!id || !SYNC_KINDS.has(id.kind)) return null
  if (current !== undefined && current !== id.site) return null
  const path =
    current === undefined
      ? `${basePath}/customer-sync/site/${id.site}`
      : `${basePath}/shopify-customers`
  return () => navigateUrl({path})
}
