import {useState} from 'react'
import {
  AudiencePanel,
  type AudiencePanelProps,
  type SavedFilter,
} from '../audience/AudiencePanel.tsx'
import {useSiteContext} from '../ui/siteContext.tsx'
import {useDocumentGrant} from '../ui/useDocumentGrant.ts'
import {SaveSegmentDialog} from './edit/SaveSegmentDialog.tsx'

/**
 * The filter panel of the grid, which saves filters as segments. Its plugin lists
 * `audienceLocaleBundle` and `segmentsLocaleBundle`.
 */
export function SegmentFilterPanel(props: Omit<AudiencePanelProps, 'onSave'>) {
  const {site} = useSiteContext()
  const mayCreate = useDocumentGrant('create', `${site}.segment.new`) !== 'denied'
  const [saved, setSaved] = useState<SavedFilter | null>(null)
  return (
    <>
      <AudiencePanel {...props} onSave={mayCreate ? setSaved : null} />
      {saved && (
        <SaveSegmentDialog
          definition={saved.definition}
          onClose={() => setSaved(null)}
          standing={saved.standing}
        />
      )}
    </>
  )
}
