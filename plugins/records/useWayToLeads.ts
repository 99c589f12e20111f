import {useWorkspaces} from 'sanity'
import {useRouter} from 'sanity/router'
import {isSiteKey} from '../../core/tenancy/documentId.ts'
import {useOptionalSite} from '../ui/siteContext.tsx'
import {leadsPath, type LeadsPlace} from '../leads/view/address/leadsPlace.ts'

/**
 * What opens a place in the Leads tool of a site's workspace; `null` where there is no such place. Another workspace is opened by loading the page, as the Studio's own menu does.
 */
export function useWayToLeads(
  site: string | undefined,
  place: LeadsPlace | null,
): (() => void) | null {
  const workspaces = useWorkspaces()
  const {navigateUrl} = useRouter()
  const current = useOptionalSite()?.site
  if (!place || site === undefined || !isSiteKey(site)) return null
  // A site's workspace is named after the site; not all need be built before they are opened.
  const basePath = workspaces.find(({name}) => name === site)?.basePath ?? `/${site}`
  const path = leadsPath(basePath, place)
  return () => {
    if (site === current) navigateUrl({path})
    else window.location.assign(path)
  }
}
