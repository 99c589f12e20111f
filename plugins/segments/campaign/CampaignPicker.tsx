import {BellIcon} from '@sanity/icons/Bell'
import {SearchIcon} from '@sanity/icons/Search'
import {Button, Flex, Stack, TextInput} from '@sanity/ui'
import {useId, useState} from 'react'
import {useClient, useTranslation} from 'sanity'
import {useDebounced} from '../../ui/useDebounced.ts'
import type {AudienceSource} from '../../audience/source/audienceSource.ts'
import {EmptyState} from '../../ui/EmptyState.tsx'
import {ErrorState} from '../../ui/ErrorState.tsx'
import {errorReason} from '../../ui/errorReason.ts'
import {LoadingState} from '../../ui/LoadingState.tsx'
import {STUDIO_API_VERSION} from '../../ui/studioApiVersion.ts'
import type {CampaignEntry} from '../data/campaignsData.ts'
import {segmentsLocaleNamespace} from '../segmentsLocale.ts'
import {CampaignOption} from './CampaignOption.tsx'
import {useOpenCampaigns} from './useOpenCampaigns.ts'

/** What a {@link CampaignPicker} offers. */
export interface CampaignPickerProps {
  source: AudienceSource
  chosen: CampaignEntry | null
  onChoose: (campaign: CampaignEntry) => void
  /** Makes a new campaign instead; `null` for those who may not. */
  onMakeNew: (() => void) | null
}

/** Typing settles for so long before campaigns are searched, in milliseconds. */
const SETTLE_MS = 300

/** Chooses a campaign that is being written. */
export function CampaignPicker(props: CampaignPickerProps) {
  const {source, chosen, onChoose, onMakeNew} = props
  const {t} = useTranslation(segmentsLocaleNamespace)
  const client = useClient({apiVersion: STUDIO_API_VERSION})
  const name = useId()
  const [search, setSearch] = useState('')
  const settled = useDebounced(search.trim(), SETTLE_MS)
  const query = useOpenCampaigns(client, source.site, settled)
  if (query.isError && !query.data) {
    const {kind, reason} = errorReason(query.error)
    return kind === 'denied' ? (
      <ErrorState reason={reason} title={t('campaign.denied')} tone="caution" />
    ) : (
      <ErrorState
        onRetry={() => void query.refetch()}
        reason={reason}
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
