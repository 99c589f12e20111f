import {QueryClient, QueryClientProvider} from '@tanstack/react-query'
import {useState, type ReactNode} from 'react'

function newQueryClient(): QueryClient {
  // The stream of changes says when something is to be read again; windows and networks do not.
  return new QueryClient({
    defaultOptions: {queries: {refetchOnReconnect: false, refetchOnWindowFocus: false}},
  })
}

/** Keeps what a tool has read, until the tool is left. */
export function SyncQueries({children}: {children: ReactNode}) {
  const [queryClient] = useState(newQueryClient)
  return <QueryClientProvider client={queryClient}>{children}</QueryClientProvider>
}
