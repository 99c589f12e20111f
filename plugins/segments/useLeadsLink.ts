import {useCallback, type MouseEvent} from 'react'
import {useWorkspace} from 'sanity'
import {useRouter} from 'sanity/router'
import {followLink} from './followLink.ts'

/** Name of the tool that shows leads. */
const LEADS_TOOL = 'leads'

/** Its parameter for a segment: the Studio keeps each tool's parameters apart by the tool's name. */
const SEGMENT_PARAM = `${LEADS_TOOL}[segment]`

/** A link to the leads of a segment, in the tool “Leads” of this workspace. */
export function useLeadsLink(segmentId: string): {
  href: string
  onClick: (event: MouseEvent) => void
} {
  const {basePath} = useWorkspace()
  const {navigateUrl} = useRouter()
  const base = basePath === '/' ? '' : basePath
  const href = `${base}/${LEADS_TOOL}?${SEGMENT_PARAM}=${encodeURIComponent(segmentId)}`
  const onClick = useCallback(
    (event: MouseEvent) => followLink(event, () => navigateUrl({path: href})),
    [href, navigateUrl],
  )
  return {href, onClick}
}
