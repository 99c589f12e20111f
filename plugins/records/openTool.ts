import {useWorkspace, useWorkspaces} from 'sanity'
import {useRouter} from 'sanity/router'
import {isSiteKey, parseTenantDocumentId} from '../../core/tenancy/documentId.ts'
import type {DocumentKind} from '../../core/tenancy/kinds.ts'
import {leadsPath, type LeadsPlace} from '../leads/view/address/leadsPlace.ts'
import {useOptionalSite} from '../ui/siteContext.tsx'

/**
 * Opens a place in the Leads tool of a site's workspace; `null` when there is no such place. Another
 * workspace needs a page load, as in the Studio's own menu.
 */
export function useOpenLeads(
  site: string | undefined,
  place: LeadsPlace | null,
): (() => void) | null {
  const workspaces = useWorkspaces()
  const {navigateUrl} = useRouter()
  const current = useOptionalSite()?.site
  if (!place || site === undefined || !isSiteKey(site)) return null
  // A site's workspace has the name of the site. It may not be built before it is opened.
  const basePath = workspaces.find(({name}) => name === site)?.basePath ?? `/${site}`
  const path = leadsPath(basePath, place)
  return () => {
    if (site === current) navigateUrl({path})
    else window.location.assign(path)
  }
}

/** Kinds that the customer sync tools show. */
const SYNC_KINDS: ReadonlySet<DocumentKind> = new Set(['rule', 'snapshot', 'refresh'])

/**
 * Opens the customer sync of a document's site in this workspace; `null` for a document that does not
 * belong to the customer sync.
 */
export function useOpenCustomerSync(documentId: string): (() => void) | null {
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
