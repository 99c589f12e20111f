import type {SanityClient} from '@sanity/client'
import {EarthGlobeIcon} from '@sanity/icons/EarthGlobe'
import {Box, Button, Card, Flex, Heading, Stack, Text} from '@sanity/ui'
import {QueryClient, QueryClientProvider} from '@tanstack/react-query'
import {useState} from 'react'
import {useClient, useTranslation, useWorkspaces} from 'sanity'
import {EmptyState} from '../../ui/EmptyState.tsx'
import {Unanswered} from '../../ui/Panel.tsx'
import {STUDIO_API_VERSION} from '../../ui/studioApiVersion.ts'
import {AsOf} from '../AsOf.tsx'
import {overviewLocaleNamespace} from '../overviewLocale.ts'
import {SitesPanel} from './SitesPanel.tsx'
import {useNetwork} from './useNetwork.ts'

function newQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {queries: {refetchOnWindowFocus: false, retry: 1}},
  })
}

/** The tool's component. */
export default function NetworkTool() {
  const client = useClient({apiVersion: STUDIO_API_VERSION})
  const workspaces = useWorkspaces()
  const [queryClient] = useState(newQueryClient)
  const hrefOf = (site: string) =>
    workspaces.find((workspace) => workspace.name === site)?.basePath ?? `/${site}`
  return (
    <QueryClientProvider client={queryClient}>
      <NetworkScreen client={client} workspaceHref={hrefOf} />
    </QueryClientProvider>
  )
}

/** All sites of the network at a glance: counts only. */
function NetworkScreen(props: {client: SanityClient; workspaceHref: (site: string) => string}) {
  const {client, workspaceHref} = props
  const {t} = useTranslation(overviewLocaleNamespace)
  const {pages, totals} = useNetwork(client)
  const refetch = () => Promise.all([pages.refetch(), totals.refetch()])
  const data = pages.data?.pages.flat()
  const error = pages.error ?? totals.error
  const isError = pages.isError || totals.isError
  const content = () => {
    if (data === undefined || totals.data === undefined) {
      const query = {error, isError, refetch}
      return <Unanswered failed={t('network.failed')} label={t('network.loading')} query={query} />
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
