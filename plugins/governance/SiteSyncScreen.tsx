import type {SanityClient} from '@sanity/client'
import {Flex} from '@sanity/ui'
import {useTranslation} from 'sanity'
import {useRouter} from 'sanity/router'
import {AboutPage} from './about/AboutPage.tsx'
import {governanceLocaleNamespace} from './governanceLocale.ts'
import {Page} from './governanceStyles.ts'
import {SitePage} from './site/SitePage.tsx'
import {SyncHeading} from './SyncHeading.tsx'

const VIEWS = ['sync', 'about'] as const

/** What a {@link SiteSyncScreen} needs. */
export interface SiteSyncScreenProps {
  client: SanityClient
  site: string
  apiUrl: string | undefined
}

/** The customer sync of the site whose workspace is open. */
export function SiteSyncScreen({client, site, apiUrl}: SiteSyncScreenProps) {
  const {t} = useTranslation(governanceLocaleNamespace)
  const {state} = useRouter()
  const view = VIEWS.find((each) => each === state['viewName']) ?? 'sync'
  return (
    <Flex as="main" direction="column" height="fill" overflow="hidden">
      <SyncHeading title={t('tool.site-title')} view={view} views={VIEWS} />
      <Page>
        {view === 'about' ? (
          <AboutPage apiUrl={apiUrl} />
        ) : (
          <SitePage byNetwork={false} client={client} site={site} />
        )}
      </Page>
    </Flex>
  )
}
