import {QueryClient, QueryClientProvider} from '@tanstack/react-query'
import {useState} from 'react'
import {useSiteContext} from '../ui/siteContext.tsx'
import {SegmentsScreen} from './SegmentsScreen.tsx'

function newQueryClient(): QueryClient {
  // The stream of changes says when something is to be read again; windows and networks do not.
  return new QueryClient({
    defaultOptions: {queries: {refetchOnReconnect: false, refetchOnWindowFocus: false}},
  })
}

/** The tool's component. What it has read is forgotten when the tool is left. */
export default function SegmentsTool() {
  const {site} = useSiteContext()
  const [queryClient] = useState(newQueryClient)
  return (
    <QueryClientProvider client={queryClient}>
      <SegmentsScreen key={site} />
    </QueryClientProvider>
  )
}
