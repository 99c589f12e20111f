import {useQuery} from '@tanstack/react-query'
import {useMemo} from 'react'
import {useClient} from 'sanity'
import {useSiteContext} from '../../ui/siteContext.tsx'
import {STUDIO_API_VERSION} from '../../ui/studioApiVersion.ts'
import {audienceSource, type AudienceSource} from './audienceSource.ts'
import {fetchSurroundings} from './fetchSurroundings.ts'
import {useOwnerNames} from './useOwnerNames.ts'

/** What definitions are made with, once it was read. */
export type AudienceSourceState =
  | {state: 'loading'}
  | {state: 'failed'; error: Error; retry: () => void}
  | {state: 'ready'; source: AudienceSource}

/** What was read stays good for so long, in milliseconds. */
const FRESH_MS = 60_000

/** Key of what definitions refer to in the query cache. */
export function surroundingsKey(site: string): readonly string[] {
  return ['leads', 'audience', 'options', site]
}

/**
 * What definitions of this workspace's site are made, checked and said with. It needs a
 * `QueryClientProvider` above it; all that use it share one request.
 */
export function useAudienceSource(): AudienceSourceState {
  const {site, document} = useSiteContext()
  const client = useClient({apiVersion: STUDIO_API_VERSION})
  const query = useQuery({
    queryKey: surroundingsKey(site),
    queryFn: ({signal}) => fetchSurroundings(client, site, signal),
    staleTime: FRESH_MS,
    retry: 1,
  })
  const names = useOwnerNames(query.data?.newest)
  const source = useMemo(
    () => query.data && audienceSource(document, query.data, names),
    [document, names, query.data],
  )
  if (source) return {state: 'ready', source}
  if (!query.isError) return {state: 'loading'}
  return {state: 'failed', error: query.error, retry: () => void query.refetch()}
}
