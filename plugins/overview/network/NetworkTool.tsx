import {QueryClient, QueryClientProvider} from '@tanstack/react-query'
import {useState} from 'react'
import {useClient, useWorkspaces} from 'sanity'
import {STUDIO_API_VERSION} from '../../ui/studioApiVersion.ts'
import {NetworkScreen} from './NetworkScreen.tsx'

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
