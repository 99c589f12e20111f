import {useCallback, type MouseEvent} from 'react'
import {useWorkspace} from 'sanity'
import {useRouter} from 'sanity/router'

/**
 * Follows a link within the Studio without loading the page. Clicks that open another tab or window
 * are left to the browser.
 */
export function followLink(event: MouseEvent, follow: () => void): void {
  const {button, metaKey, ctrlKey, shiftKey, altKey} = event
  if (button !== 0 || metaKey || ctrlKey || shiftKey || altKey) return
  event.preventDefault()
  follow()
}

/** Name of the tool that shows leads. */
const LEADS_TOOL = 'leads'

/** The tool's parameter for a segment. The Studio prefixes parameters by the name of the tool. */
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
