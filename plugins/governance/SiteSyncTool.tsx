import {useClient, type Tool} from 'sanity'
import {useSiteContext} from '../ui/siteContext.tsx'
import {STUDIO_API_VERSION} from '../ui/studioApiVersion.ts'
import type {SyncToolOptions} from './networkSyncTool.ts'
import {SiteSyncScreen} from './SiteSyncScreen.tsx'
import {SyncQueries} from './SyncQueries.tsx'

/** The tool's component. */
export default function SiteSyncTool(props: {tool: Tool<SyncToolOptions>}) {
  const {site} = useSiteContext()
  const client = useClient({apiVersion: STUDIO_API_VERSION})
  return (
    <SyncQueries>
      <SiteSyncScreen apiUrl={props.tool.options?.apiUrl} client={client} key={site} site={site} />
    </SyncQueries>
  )
}
