import type {SanityClient} from '@sanity/client'
import {ArrowLeftIcon} from '@sanity/icons/ArrowLeft'
import {Box, Button, Flex, Heading} from '@sanity/ui'
import {useTranslation} from 'sanity'
import {useRouter} from 'sanity/router'
import {ErrorState} from '../ui/ErrorState.tsx'
import {errorReason} from '../ui/errorReason.ts'
import {LoadingState} from '../ui/LoadingState.tsx'
import {AboutPage} from './about/AboutPage.tsx'
import {useNetworkSync} from './data/useNetworkSync.ts'
import {governanceLocaleNamespace} from './governanceLocale.ts'
import {Page} from './governanceStyles.ts'
import {IntakePage} from './intake/IntakePage.tsx'
import {PauseBanner} from './pause/PauseBanner.tsx'
import {PauseSwitch} from './pause/PauseSwitch.tsx'
import {SitePage} from './site/SitePage.tsx'
import {SitesPage} from './table/SitesPage.tsx'
import {SyncHeading} from './SyncHeading.tsx'

const VIEWS = ['sites', 'intake', 'about'] as const

/** What a {@link NetworkSyncScreen} needs. */
export interface NetworkSyncScreenProps {
  client: SanityClient
  apiUrl: string | undefined
}

/** The customer syncs of the network. */
export function NetworkSyncScreen({client, apiUrl}: NetworkSyncScreenProps) {
  const {t} = useTranslation(governanceLocaleNamespace)
  const {state, navigate} = useRouter()
  const network = useNetworkSync(client)
  const view = VIEWS.find((each) => each === state['viewName']) ?? 'sites'
  const siteKey = typeof state['siteKey'] === 'string' ? state['siteKey'] : null
  const {rows, control, error, refetch} = network
  const title = rows?.find(({key}) => key === siteKey)?.title ?? siteKey ?? ''

  const content = () => {
    if (view === 'about') return <AboutPage apiUrl={apiUrl} />
    if (siteKey !== null) {
      return (
        <>
          <Flex align="center" gap={3} paddingTop={3} paddingX={4}>
            <Button
              fontSize={1}
              icon={ArrowLeftIcon}
              mode="bleed"
              onClick={() => navigate({})}
              padding={2}
              text={t('site.back')}
            />
            <Heading as="h2" size={1}>
              {title}
            </Heading>
          </Flex>
          <SitePage byNetwork client={client} key={siteKey} site={siteKey} />
        </>
      )
    }
    if (rows === undefined) {
      if (!error) return <LoadingState label={t('network.loading')} />
      const {kind, reason} = errorReason(error)
      return kind === 'denied' ? (
        <ErrorState reason={reason} title={t('network.denied')} tone="caution" />
      ) : (
        <ErrorState onRetry={refetch} reason={reason} title={t('network.failed')} />
      )
    }
    if (view === 'intake') return <IntakePage client={client} rows={rows} />
    return <SitesPage client={client} network={network} rows={rows} />
  }
  return (
    <Flex as="main" direction="column" height="fill" overflow="hidden">
      <SyncHeading
        aside={<PauseSwitch client={client} control={control} isKnown={rows !== undefined} />}
        title={t('tool.network-title')}
        view={siteKey === null ? view : 'sites'}
        views={VIEWS}
      />
      {control?.paused === true && <PauseBanner control={control} />}
      <Page>
        <Box height="fill">{content()}</Box>
      </Page>
    </Flex>
  )
}
