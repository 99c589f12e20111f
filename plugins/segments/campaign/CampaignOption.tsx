import {CheckmarkCircleIcon} from '@sanity/icons/CheckmarkCircle'
import {EditIcon} from '@sanity/icons/Edit'
import {Box, Card, Flex, Radio, Stack, Text} from '@sanity/ui'
import {memo, useId, useMemo} from 'react'
import {useTranslation} from 'sanity'
import {checkAudience} from '../../../core/audience/checkAudience.ts'
import {audienceToSentence} from '../../../core/audience/toSentence.ts'
import {hasAudience} from '../../../core/changes/campaigns/campaignDecisions.ts'
import type {AudienceSource} from '../../audience/source/audienceSource.ts'
import {IconBadge} from '../../ui/IconBadge.tsx'
import {RelativeTime} from '../../ui/RelativeTime.tsx'
import type {CampaignEntry} from '../data/campaignsData.ts'
import {segmentsLocaleNamespace} from '../segmentsLocale.ts'
import {Clamped} from '../segmentsStyles.ts'
import {useAudienceText} from '../../audience/audienceLocale.ts'

/** What a {@link CampaignOption} shows. */
export interface CampaignOptionProps {
  campaign: CampaignEntry
  source: AudienceSource
  /** Shared by the campaigns one chooses among. */
  name: string
  isChosen: boolean
  onChoose: (campaign: CampaignEntry) => void
}

/** For whom a campaign is now, in words. */
function useCampaignSentence(campaign: CampaignEntry, source: AudienceSource): string {
  const {t} = useTranslation(segmentsLocaleNamespace)
  const translate = useAudienceText()
  return useMemo(() => {
    if (!hasAudience(campaign)) return t('campaign.nobody')
    const {titleOf, fields, segments} = source
    const checked = checkAudience(campaign.audience, {fields, segments})
    if (checked.ok) return `${audienceToSentence(checked.audience, {titleOf, translate})}.`
    return t('campaign.unreadable', {reason: checked.problems[0]?.reason ?? ''})
  }, [campaign, source, t, translate])
}

/** A campaign that can be chosen: what it is called, how far it is, and for whom. */
export const CampaignOption = memo(function CampaignOption(props: CampaignOptionProps) {
  const {campaign, source, name, isChosen, onChoose} = props
  const {t} = useTranslation(segmentsLocaleNamespace)
  const id = useId()
  const sentence = useCampaignSentence(campaign, source)
  const isReady = campaign.status === 'ready'
  return (
    <Card as="label" border data-campaign={campaign._id} padding={3} radius={2} selected={isChosen}>
      <Flex gap={3}>
        <Radio
          aria-describedby={`${id}-rest`}
          aria-labelledby={`${id}-title`}
          checked={isChosen}
          name={name}
          onChange={() => onChoose(campaign)}
        />
        <Stack flex={1} gap={3} paddingTop={1} style={{minWidth: 0}}>
          <Text id={`${id}-title`} size={1} style={{overflowWrap: 'anywhere'}} weight="medium">
            {campaign.title?.trim() || t('campaign.untitled')}
          </Text>
          <Stack gap={3} id={`${id}-rest`}>
            <Text muted size={1}>
              <Clamped $lines={3} title={sentence}>
                {sentence}
              </Clamped>
            </Text>
            <Flex align="center" gap={2} wrap="wrap">
              <Box>
                <IconBadge
                  icon={isReady ? CheckmarkCircleIcon : EditIcon}
                  text={t(isReady ? 'campaign.status-ready' : 'campaign.status-draft')}
                  tone={isReady ? 'positive' : 'default'}
                />
              </Box>
              <Text muted size={1}>
                {t('campaign.made')}{' '}
                <RelativeTime at={campaign._createdAt} timeZone={source.timeZone} />
              </Text>
            </Flex>
          </Stack>
        </Stack>
      </Flex>
    </Card>
  )
})
