import {useCallback, type MouseEvent} from 'react'
import {useWorkspace} from 'sanity'
import {useRouter} from 'sanity/router'
import {followLink} from '../ui/followLink.ts'

/** Name of the tool that shows leads. */
const LEADS_TOOL = 'leads'

/** What a link to leads is about. */
export type LinkedGroup = 'segment' | 'list'

/** A link to the leads of a segment or a list, in the tool “Leads” of this workspace. */
export function useLeadsLink(
  group: LinkedGroup,
  id: string,
): {
  href: string
  onClick: (event: MouseEvent) => void
} {
  const {basePath} = useWorkspace()
  const {navigateUrl} = useRouter()
  const base = basePath === '/' ? '' : basePath
  // The Studio prefixes parameters by the name of the tool.
  const href = `${base}/${LEADS_TOOL}?${LEADS_TOOL}[${group}]=${encodeURIComponent(id)}`
  const onClick = useCallback(
    (event: MouseEvent) => followLink(event, () => navigateUrl({path: href})),
    [href, navigateUrl],
  )
  return {href, onClick}
}
