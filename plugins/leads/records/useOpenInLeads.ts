import {useCallback} from 'react'
import {useWorkspaces} from 'sanity'
import {useRouter} from 'sanity/router'
import {parseTenantDocumentId} from '../../../core/tenancy/documentId.ts'
import {useOptionalSite} from '../../ui/siteContext.tsx'
import {leadsPath, leadsPlace, type LeadsPlace, type PlacedDocument} from './leadsPlace.ts'

/** The way from a document to the Leads tool. */
export interface WayToLeads {
  place: LeadsPlace
  open: () => void
}

/**
 * The way from a document to its place in the Leads tool of its site's workspace; `null` where there
 * is none. Another workspace is opened by loading the page, as the Studio's own menu does.
 */
export function useOpenInLeads(document: PlacedDocument): WayToLeads | null {
  const workspaces = useWorkspaces()
  const {navigateUrl} = useRouter()
  const current = useOptionalSite()?.site
  const site = parseTenantDocumentId(document._id)?.site
  // A site's workspace is named after the site.
  const basePath = workspaces.find(({name}) => name === site)?.basePath
  const place = leadsPlace(document)
  const path = place && basePath !== undefined ? leadsPath(basePath, place) : null
  const open = useCallback(() => {
    if (path === null) return
    if (site === current) navigateUrl({path})
    else window.location.assign(path)
  }, [current, navigateUrl, path, site])
  return place && path !== null ? {place, open} : null
}
