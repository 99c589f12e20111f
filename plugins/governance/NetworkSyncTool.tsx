import {useClient, type Tool} from 'sanity'
import {STUDIO_API_VERSION} from '../ui/studioApiVersion.ts'
import {NetworkSyncScreen} from './NetworkSyncScreen.tsx'
import type {SyncToolOptions} from './networkSyncTool.ts'
import {SyncQueries} from './SyncQueries.tsx'

/** The tool's component. */
export default function NetworkSyncTool(props: {tool: Tool<SyncToolOptions>}) {
  const client = useClient({apiVersion: STUDIO_API_VERSION})
  return (
    <SyncQueries>
      <NetworkSyncScreen apiUrl={props.tool.options?.apiUrl} client={client} />
    </SyncQueries>
  )
}
