import {useTranslation} from 'sanity'
import {useAudienceSource} from '../../audience/source/useAudienceSource.ts'
import {UseInCampaignDialog} from '../../segments/campaign/UseInCampaignDialog.tsx'
import {useCampaignGrants} from '../../segments/segmentGrants.ts'
import {DialogFrame} from '../../ui/DialogFrame.tsx'
import {ErrorState} from '../../ui/ErrorState.tsx'
import {LoadingState} from '../../ui/LoadingState.tsx'
import {useSiteContext} from '../../ui/siteContext.tsx'
import {useErrorReason} from '../../ui/useProblemText.ts'
import type {ListEntry} from '../data/listsData.ts'
import {listsLocaleNamespace} from '../listsLocale.ts'

/** Uses the leads of a list in a campaign. What audiences may refer to is read when it opens. */
export function ListInCampaign({list, onClose}: {list: ListEntry; onClose: () => void}) {
  const {site} = useSiteContext()
  const {t} = useTranslation(listsLocaleNamespace)
  const errorReason = useErrorReason()
  const may = useCampaignGrants(site)
  const audience = useAudienceSource()
  const title = list.title?.trim() || t('card.untitled')
  if (audience.state === 'ready') {
    return (
      <UseInCampaignDialog
        group={{kind: 'list', id: list._id, title}}
        may={may}
        onClose={onClose}
        source={audience.source}
      />
    )
  }
  return (
    <DialogFrame onClose={onClose} title={t('campaign.title', {title})}>
      {audience.state === 'failed' ? (
        <ErrorState
          onRetry={audience.retry}
          reason={errorReason(audience.error).reason}
          title={t('campaign.failed')}
        />
      ) : (
        <LoadingState label={t('campaign.loading')} />
      )}
    </DialogFrame>
  )
}
