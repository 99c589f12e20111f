import {QueryClient, QueryClientProvider} from '@tanstack/react-query'
import {useState} from 'react'
import {useClient, type Tool} from 'sanity'
import {useSiteContext} from '../ui/siteContext.tsx'
import {STUDIO_API_VERSION} from '../ui/studioApiVersion.ts'
import type {LeadsToolOptions} from './leadsTool.ts'
import {LeadsScreen} from './screen/LeadsScreen.tsx'

function newQueryClient(): QueryClient {
  // The stream of changes says when something is to be read again; windows and networks do not.
  return new QueryClient({
    defaultOptions: {queries: {refetchOnReconnect: false, refetchOnWindowFocus: false}},
  })
}

/** The tool's component. What it has read is forgotten when the tool is left. */
export default function LeadsTool(props: {tool: Tool<LeadsToolOptions>}) {
  const {site} = useSiteContext()
  const client = useClient({apiVersion: STUDIO_API_VERSION})
  const [queryClient] = useState(newQueryClient)
  return (
    <QueryClientProvider client={queryClient}>
      <LeadsScreen apiUrl={props.tool.options?.apiUrl} client={client} key={site} />
    </QueryClientProvider>
  )
}
