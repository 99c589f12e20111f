import {useCallback, type MouseEvent} from 'react'
import {useWorkspace} from 'sanity'
import {useRouter} from 'sanity/router'

/** Name of the tool that shows leads, and of its parameter for a segment. */
const LEADS_TOOL = 'leads'
const SEGMENT_PARAM = 'segment'

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
    (event: MouseEvent) => {
      const isPlain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey
      if (!isPlain || event.altKey) return
      event.preventDefault()
      navigateUrl({path: href})
    },
    [href, navigateUrl],
  )
  return {href, onClick}
}
