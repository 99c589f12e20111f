import type {SanityClient} from '@sanity/client'
import {EarthGlobeIcon} from '@sanity/icons/EarthGlobe'
import {Box, Button, Card, Flex, Heading, Stack, Text} from '@sanity/ui'
import {useTranslation} from 'sanity'
import {EmptyState} from '../../ui/EmptyState.tsx'
import {LoadingState} from '../../ui/LoadingState.tsx'
import {overviewLocaleNamespace} from '../overviewLocale.ts'
import {AsOf} from '../parts/AsOf.tsx'
import {Failure} from '../parts/Failure.tsx'
import {SitesPanel} from './SitesPanel.tsx'
import {useNetwork} from './useNetwork.ts'

/** What a {@link NetworkScreen} needs. */
export interface NetworkScreenProps {
  client: SanityClient
  /** Address of a site's workspace. */
  workspaceHref: (site: string) => string
}

/** All sites of the network at a glance: counts only. */
export function NetworkScreen(props: NetworkScreenProps) {
  const {client, workspaceHref} = props
  const {t} = useTranslation(overviewLocaleNamespace)
  const {pages, totals} = useNetwork(client)
  const refetch = () => Promise.all([pages.refetch(), totals.refetch()])
  const data = pages.data?.pages.flat()
  const error = pages.error ?? totals.error
  const isError = pages.isError || totals.isError
  const content = () => {
    if (data === undefined || totals.data === undefined) {
      if (!isError) return <LoadingState label={t('network.loading')} />
      return <Failure error={error} onRetry={() => void refetch()} title={t('network.failed')} />
    }
    if (data.length === 0) {
      return (
        <EmptyState
          description={t('network.empty.description')}
          icon={EarthGlobeIcon}
          title={t('network.empty')}
        />
      )
    }
    return (
      <Stack gap={4} padding={4}>
        <SitesPanel sites={data} totals={totals.data} workspaceHref={workspaceHref} />
        {pages.hasNextPage && (
          <Flex align="center" gap={3}>
            <Button
              disabled={pages.isFetchingNextPage}
              mode="ghost"
              onClick={() => void pages.fetchNextPage()}
              text={t('network.more')}
            />
            <Text aria-live="polite" muted size={1}>
              {t('network.shown', {shown: data.length, count: totals.data.sites})}
            </Text>
          </Flex>
        )}
        <Text muted size={1}>
          {t('network.note')}
        </Text>
      </Stack>
    )
  }
  return (
    <Flex as="main" direction="column" height="fill" overflow="hidden">
      <Card borderBottom paddingX={4} paddingY={2}>
        <Flex align="center" gap={4} style={{minHeight: 35}}>
          <Box flex={1}>
            <Heading as="h1" size={0}>
              {t('network.title')}
            </Heading>
          </Box>
          <AsOf
            answeredAt={pages.dataUpdatedAt}
            isAsking={pages.isFetching || totals.isFetching}
            isOutdated={pages.isRefetchError || totals.isRefetchError}
            onRefresh={() => void refetch()}
          />
        </Flex>
      </Card>
      <Box flex={1} overflow="auto">
        {content()}
      </Box>
    </Flex>
  )
}
