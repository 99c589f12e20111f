import {Button, Flex} from '@sanity/ui'
import {useToast} from '@sanity/ui/toast'
import {useTranslation} from 'sanity'
import {useRouter} from 'sanity/router'
import type {WrittenCampaign} from '../data/campaignChanges.ts'
import {segmentsLocaleNamespace} from '../segmentsLocale.ts'
import {followLink} from '../../ui/followLink.ts'
import type {CampaignWay} from './useCampaignUse.ts'

/** How long the toast with the link stays, in milliseconds. */
const DURATION_MS = 10_000

/** One toast at a time, for the newest campaign. */
const TOAST_ID = 'leads-campaign'

/** Shows a toast for a created or changed campaign, with a link to it. */
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
      duration: DURATION_MS,
      id: TOAST_ID,
      status: 'success',
      title: t(way === 'new' ? 'campaign.created' : 'campaign.changed', {title}),
    })
  }
}
