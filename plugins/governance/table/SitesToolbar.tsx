import {ControlsIcon} from '@sanity/icons/Controls'
import {RefreshIcon} from '@sanity/icons/Refresh'
import {WarningOutlineIcon} from '@sanity/icons/WarningOutline'
import {Box, Card, Flex, Text} from '@sanity/ui'
import {useDateTimeFormat, useTranslation} from 'sanity'
import {IconButton} from '../../ui/IconButton.tsx'
import {SearchInput} from '../../ui/SearchInput.tsx'
import type {SyncRow} from '../data/siteSync.ts'
import type {useNetworkSync} from '../data/useNetworkSync.ts'
import {governanceLocaleNamespace} from '../governanceLocale.ts'
import {ToolButton} from '../../ui/ToolButton.tsx'

/** Searches sites, and starts the actions on the selected ones. */
export function SitesToolbar(props: {
  network: ReturnType<typeof useNetworkSync>
  search: string
  shown: number
  total: number
  chosen: readonly SyncRow[]
  isAsking: boolean
  onSearch: (search: string) => void
  onPolicy: () => void
  onRefresh: () => void
  onClear: () => void
}) {
  const {network, search, shown, total, chosen, isAsking} = props
  const {onSearch, onPolicy, onRefresh, onClear} = props
  const {t} = useTranslation(governanceLocaleNamespace)
  const format = useDateTimeFormat({timeStyle: 'short'})
  const refreshable = chosen.filter(({status}) => status.rule && status.rule.mode !== 'disabled')
  return (
    <Card borderBottom paddingX={4} paddingY={2}>
      <Flex align="center" gap={3} wrap="wrap">
        <Box style={{width: 280}}>
          <SearchInput
            label={t('table.search')}
            onChange={onSearch}
            placeholder={t('table.search-placeholder')}
            value={search}
          />
        </Box>
        <Text aria-live="polite" muted size={1}>
          {chosen.length > 0
            ? t('table.chosen', {count: chosen.length})
            : t('table.shown', {shown, total})}
        </Text>
        <ToolButton
          icon={ControlsIcon}
          onClick={onPolicy}
          text={
            chosen.length > 0
              ? t('policy.open', {count: chosen.length})
              : t('policy.open-all', {count: total})
          }
        />
        {chosen.length > 0 && (
          <>
            <ToolButton
              icon={RefreshIcon}
              isBusy={isAsking}
              isDisabled={refreshable.length === 0}
              onClick={onRefresh}
              text={t('refresh.chosen', {count: refreshable.length})}
            />
            <ToolButton mode="bleed" onClick={onClear} text={t('table.clear-choice')} />
          </>
        )}
        <Box flex={1} />
        <Text muted size={1}>
          {network.isOutdated && <WarningOutlineIcon />}{' '}
          {network.isOutdated
            ? t('network.outdated')
            : network.connection === 'lost'
              ? t('network.reconnecting')
              : t('network.as-of', {time: format.format(new Date(network.answeredAt))})}
        </Text>
        <IconButton
          icon={RefreshIcon}
          isDisabled={network.isFetching}
          label={t('network.ask-again')}
          onClick={network.refetch}
        />
      </Flex>
    </Card>
  )
}
