import {Button, Flex} from '@sanity/ui'
import {useToast} from '@sanity/ui/toast'
import {useTranslation} from 'sanity'
import {useRouter} from 'sanity/router'
import {followLink} from '../followLink.ts'
import {segmentsLocaleNamespace} from '../segmentsLocale.ts'
import type {WrittenCampaign} from '../data/campaignChanges.ts'
import type {CampaignWay} from './useCampaignUse.ts'

/** How long the way to the campaign is offered, in milliseconds. */
const OFFERED_MS = 10_000

/** One notice at a time: the newest campaign is the one to be opened. */
const NOTICE = 'leads-campaign'

/** Says that a campaign was made or changed, with a link that opens it. */
export function useCampaignToast(): (campaign: WrittenCampaign, way: CampaignWay) => void {
  const {t} = useTranslation(segmentsLocaleNamespace)
  const toast = useToast()
  const {resolveIntentLink, navigateUrl} = useRouter()
  return ({id, title}, way) => {
    const href = resolveIntentLink('edit', {id, type: 'campaign'})
    toast.push({
      closable: true,
      description: (
        <Flex as="span" paddingTop={1}>
          <Button
            as="a"
            fontSize={1}
            href={href}
            mode="ghost"
            onClick={(event) => followLink(event, () => navigateUrl({path: href}))}
            padding={2}
            text={t('campaign.open')}
          />
        </Flex>
      ),
      duration: OFFERED_MS,
      id: NOTICE,
      status: 'success',
      title: t(way === 'new' ? 'campaign.created' : 'campaign.changed', {title}),
    })
  }
}
