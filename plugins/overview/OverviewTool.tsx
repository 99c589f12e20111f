import {QueryClient, QueryClientProvider} from '@tanstack/react-query'
import {useState} from 'react'
import {useClient, useCurrentUser, type Tool} from 'sanity'
import {parseRoleName} from '../../core/tenancy/roles.ts'
import {useSiteContext} from '../ui/siteContext.tsx'
import {STUDIO_API_VERSION} from '../ui/studioApiVersion.ts'
import type {OverviewToolOptions} from './overviewTool.ts'
import {OverviewScreen} from './OverviewScreen.tsx'

/** Answers stay for this long when the tool is left and opened again, in milliseconds. */
const STALE_MS = 10_000

function newQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {refetchOnWindowFocus: false, retry: 1, staleTime: STALE_MS},
    },
  })
}

/** The tool's component. */
export default function OverviewTool(props: {tool: Tool<OverviewToolOptions>}) {
  const {site, document} = useSiteContext()
  const client = useClient({apiVersion: STUDIO_API_VERSION})
  const user = useCurrentUser()
  const [queryClient] = useState(newQueryClient)
  const administrator = (user?.roles ?? []).some(
    (role) => parseRoleName(role.name)?.kind === 'superadmin',
  )
  return (
    <QueryClientProvider client={queryClient}>
      <OverviewScreen
        administrator={administrator}
        apiUrl={props.tool.options?.apiUrl}
        client={client}
        document={document}
        key={site}
        site={site}
      />
    </QueryClientProvider>
  )
}
