import {BellIcon} from '@sanity/icons/Bell'
import {CheckmarkCircleIcon} from '@sanity/icons/CheckmarkCircle'
import {EditIcon} from '@sanity/icons/Edit'
import {SearchIcon} from '@sanity/icons/Search'
import {Box, Button, Card, Flex, Radio, Stack, Text, TextInput} from '@sanity/ui'
import {memo, useId, useMemo, useState} from 'react'
import {useClient, useTranslation} from 'sanity'
import {checkAudience} from '../../../core/audience/checkAudience.ts'
import {audienceToSentence} from '../../../core/audience/toSentence.ts'
import {hasAudience} from '../../../core/changes/campaigns/campaignDecisions.ts'
import {useAudienceText} from '../../audience/audienceLocale.ts'
import type {AudienceSource} from '../../audience/source/audienceSource.ts'
import {ReadError} from '../../ui/ReadError.tsx'
import {EmptyState} from '../../ui/EmptyState.tsx'
import {useProblemText} from '../../ui/useProblemText.ts'
import {IconBadge} from '../../ui/IconBadge.tsx'
import {LoadingState} from '../../ui/LoadingState.tsx'
import {RelativeTime} from '../../ui/RelativeTime.tsx'
import {STUDIO_API_VERSION} from '../../ui/studioApiVersion.ts'
import {useDebounced} from '../../ui/useDebounced.ts'
import {useOpenCampaigns, type CampaignEntry} from '../data/campaignsData.ts'
import {segmentsLocaleNamespace} from '../segmentsLocale.ts'
import {Clamped} from '../../ui/cards/cardStyles.ts'

/** What a {@link CampaignPicker} offers. */
export interface CampaignPickerProps {
  source: AudienceSource
  chosen: CampaignEntry | null
  onChoose: (campaign: CampaignEntry) => void
  /** Creates a new campaign instead; `null` for users who may not. */
  onMakeNew: (() => void) | null
}

/** Typing pauses for this time before campaigns are searched, in milliseconds. */
const SETTLE_MS = 300

/** Chooses a campaign whose audience can still change. */
export function CampaignPicker(props: CampaignPickerProps) {
  const {source, chosen, onChoose, onMakeNew} = props
  const {t} = useTranslation(segmentsLocaleNamespace)
  const client = useClient({apiVersion: STUDIO_API_VERSION})
  const name = useId()
  const [search, setSearch] = useState('')
  const settled = useDebounced(search.trim(), SETTLE_MS)
  const query = useOpenCampaigns(client, source.site, settled)
  if (query.isError && !query.data) {
    return (
      <ReadError
        deniedTitle={t('campaign.denied')}
        error={query.error}
        onRetry={() => void query.refetch()}
        title={t('campaign.failed')}
      />
    )
  }
  if (!query.data) return <LoadingState label={t('campaign.loading')} />
  const campaigns = query.data.pages.flatMap((page) => page.campaigns)
  if (campaigns.length === 0 && settled === '' && !query.isPlaceholderData) {
    return (
      <EmptyState
        actions={
          onMakeNew && (
            <Button
              fontSize={1}
              mode="ghost"
              onClick={onMakeNew}
              padding={3}
              text={t('campaign.empty-make')}
            />
          )
        }
        description={t('campaign.empty-description')}
        icon={BellIcon}
        title={t('campaign.empty')}
      />
    )
  }
  return (
    <Stack gap={3}>
      <TextInput
        aria-label={t('campaign.search')}
        clearButton={search !== ''}
        fontSize={1}
        icon={SearchIcon}
        onChange={(event) => setSearch(event.currentTarget.value)}
        onClear={() => setSearch('')}
        // It searches as one types; the form around it is not to be sent.
        onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
        padding={3}
        placeholder={t('campaign.search-placeholder')}
        value={search}
      />
      {campaigns.length === 0 && (
        <EmptyState
          description={t('campaign.none-description')}
          icon={SearchIcon}
          title={t('campaign.none', {search: settled})}
        />
      )}
      <Stack
        aria-busy={query.isPlaceholderData}
        aria-label={t('campaign.list')}
        gap={2}
        role="radiogroup"
        style={{maxHeight: 232, overflow: 'auto'}}
      >
        {campaigns.map((campaign) => (
          <CampaignOption
            campaign={campaign}
            isChosen={campaign._id === chosen?._id}
            key={campaign._id}
            name={name}
            onChoose={onChoose}
            source={source}
          />
        ))}
        {query.hasNextPage && (
          <Flex justify="center">
            <Button
              fontSize={1}
              loading={query.isFetchingNextPage}
              mode="bleed"
              onClick={() => void query.fetchNextPage()}
              padding={3}
              text={t('campaign.more')}
            />
          </Flex>
        )}
      </Stack>
    </Stack>
  )
}

interface CampaignOptionProps {
  campaign: CampaignEntry
  source: AudienceSource
  /** Name of the radio group. */
  name: string
  isChosen: boolean
  onChoose: (campaign: CampaignEntry) => void
}

/** The present audience of a campaign, as a sentence. */
function useCampaignSentence(campaign: CampaignEntry, source: AudienceSource): string {
  const {t} = useTranslation(segmentsLocaleNamespace)
  const translate = useAudienceText()
  const problemText = useProblemText()
  return useMemo(() => {
    if (!hasAudience(campaign)) return t('campaign.nobody')
    const {titleOf, fields, segments} = source
    const checked = checkAudience(campaign.audience, {fields, segments})
    if (checked.ok) return `${audienceToSentence(checked.audience, {titleOf, translate})}.`
    return t('campaign.unreadable', {reason: problemText(...checked.problems.slice(0, 1))})
  }, [campaign, problemText, source, t, translate])
}

/** A campaign to choose: its title, status and audience. */
const CampaignOption = memo(function CampaignOption(props: CampaignOptionProps) {
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
