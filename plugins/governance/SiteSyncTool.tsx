import {useClient, useTranslation, type Tool} from 'sanity'
import {useRouter} from 'sanity/router'
import {useSiteContext} from '../ui/siteContext.tsx'
import {STUDIO_API_VERSION} from '../ui/studioApiVersion.ts'
import {AboutPage} from './about/AboutPage.tsx'
import {governanceLocaleNamespace} from './governanceLocale.ts'
import type {SyncToolOptions} from './NetworkSyncTool.tsx'
import {SitePage} from './site/SitePage.tsx'
import {SyncFrame, SyncQueries} from './SyncFrame.tsx'

const VIEWS = ['sync', 'about'] as const

/** The component of the tool "Customers (Shopify)" of a site's workspace. */
export default function SiteSyncTool(props: {tool: Tool<SyncToolOptions>}) {
  const {site} = useSiteContext()
  const client = useClient({apiVersion: STUDIO_API_VERSION})
  const {t} = useTranslation(governanceLocaleNamespace)
  const {state} = useRouter()
  const view = VIEWS.find((each) => each === state['viewName']) ?? 'sync'
  return (
    <SyncQueries key={site}>
      <SyncFrame title={t('tool.site-title')} view={view} views={VIEWS}>
        {view === 'about' ? (
          <AboutPage apiUrl={props.tool.options?.apiUrl} />
        ) : (
          <SitePage byNetwork={false} client={client} site={site} />
        )}
      </SyncFrame>
    </SyncQueries>
  )
}
