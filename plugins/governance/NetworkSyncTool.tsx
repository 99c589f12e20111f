import type {SanityClient} from '@sanity/client'
import {ArrowLeftIcon} from '@sanity/icons/ArrowLeft'
import {Box, Flex, Heading, Stack} from '@sanity/ui'
import {useClient, useTranslation, type Tool} from 'sanity'
import {useRouter} from 'sanity/router'
import {STUDIO_API_VERSION} from '../ui/studioApiVersion.ts'
import {AboutPage} from './about/AboutPage.tsx'
import {useNetworkSync} from './data/useNetworkSync.ts'
import {governanceLocaleNamespace} from './governanceLocale.ts'
import {Columns} from './governanceStyles.ts'
import {IntakePanel} from './intake/IntakePanel.tsx'
import {IsolationPanel} from './intake/IsolationPanel.tsx'
import {UnansweredOrDenied} from './parts.tsx'
import {ToolButton} from '../ui/ToolButton.tsx'
import {PauseBanner, PauseSwitch} from './Pause.tsx'
import {SitePage} from './site/SitePage.tsx'
import {SyncFrame, SyncQueries} from './SyncFrame.tsx'
import {SitesPage} from './table/SitesPage.tsx'

/** Settings of the tools of the customer sync. */
export interface SyncToolOptions {
  /** Base URL of the endpoints, without a slash at the end. Where it is known, the tools link their contracts. */
  apiUrl?: string
}

const VIEWS = ['sites', 'intake', 'about'] as const

/** The component of the tool "Customer sync" of the network workspace. */
export default function NetworkSyncTool(props: {tool: Tool<SyncToolOptions>}) {
  const client = useClient({apiVersion: STUDIO_API_VERSION})
  return (
    <SyncQueries>
      <NetworkSyncScreen apiUrl={props.tool.options?.apiUrl} client={client} />
    </SyncQueries>
  )
}

function NetworkSyncScreen({client, apiUrl}: {client: SanityClient; apiUrl: string | undefined}) {
  const {t} = useTranslation(governanceLocaleNamespace)
  const {state, navigate} = useRouter()
  const network = useNetworkSync(client)
  const view = VIEWS.find((each) => each === state['viewName']) ?? 'sites'
  const siteKey = typeof state['siteKey'] === 'string' ? state['siteKey'] : null
  const {rows, control} = network
  const title = rows?.find(({key}) => key === siteKey)?.title ?? siteKey ?? ''

  const content = () => {
    if (view === 'about') return <AboutPage apiUrl={apiUrl} />
    if (siteKey !== null) {
      return (
        <>
          <Flex align="center" gap={3} paddingTop={3} paddingX={4}>
            <ToolButton
              icon={ArrowLeftIcon}
              mode="bleed"
              onClick={() => navigate({})}
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
      return (
        <UnansweredOrDenied
          denied={t('network.denied')}
          failed={t('network.failed')}
          label={t('network.loading')}
          query={network}
        />
      )
    }
    if (view === 'sites') return <SitesPage client={client} network={network} rows={rows} />
    return (
      <Columns>
        <IntakePanel client={client} rows={rows} />
        <Stack>
          <IsolationPanel rows={rows} />
        </Stack>
      </Columns>
    )
  }
  return (
    <SyncFrame
      aside={<PauseSwitch client={client} control={control} isKnown={rows !== undefined} />}
      banner={control?.paused === true && <PauseBanner control={control} />}
      title={t('tool.network-title')}
      view={siteKey === null ? view : 'sites'}
      views={VIEWS}
    >
      <Box height="fill">{content()}</Box>
    </SyncFrame>
  )
}
