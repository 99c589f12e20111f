import {QueryClient, QueryClientProvider} from '@tanstack/react-query'
import {useState} from 'react'
import type {Tool} from 'sanity'
import {NETWORK_CHAIN} from '../../core/audit/auditedDocuments.ts'
import {useOptionalSite} from '../ui/siteContext.tsx'
import {knownTimeZone} from '../ui/timeZone.ts'
import {useAuditRoute} from './address/useAuditRoute.ts'
import {AuditScreen} from './AuditScreen.tsx'
import type {AuditToolOptions} from './auditTool.ts'

function newQueryClient(): QueryClient {
  // A trail only grows: what was read stays as it is until somebody asks for what is new.
  return new QueryClient({
    defaultOptions: {
      queries: {refetchOnReconnect: false, refetchOnWindowFocus: false, retry: 1},
    },
  })
}

function ChosenTrail(props: {heads: AuditToolOptions['heads']}) {
  const site = useOptionalSite()
  const route = useAuditRoute()
  const chain = site?.site ?? route.address.site ?? NETWORK_CHAIN
  return (
    <AuditScreen
      chain={chain}
      hasChoice={site === null}
      heads={props.heads ?? null}
      key={chain}
      route={route}
      timeZone={knownTimeZone(site?.document.timeZone)}
    />
  )
}

/** The tool's component. What it has read is forgotten when the tool is left. */
export default function AuditTool(props: {tool: Tool<AuditToolOptions>}) {
  const [queryClient] = useState(newQueryClient)
  return (
    <QueryClientProvider client={queryClient}>
      <ChosenTrail heads={props.tool.options?.heads} />
    </QueryClientProvider>
  )
}
