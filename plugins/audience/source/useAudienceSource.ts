import {useQuery} from '@tanstack/react-query'
import {useEffect, useMemo, useState} from 'react'
import {useClient, useCurrentUser, useUserStore} from 'sanity'
import {useSiteContext} from '../../ui/siteContext.tsx'
import {STUDIO_API_VERSION} from '../../ui/studioApiVersion.ts'
import {audienceSource, type AudienceSource} from './audienceSource.ts'
import {fetchSurroundings, type AudienceSurroundings} from './fetchSurroundings.ts'

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

/** Names of the users who own leads, by id. They are looked up once; what is not known stays an id. */
function useOwnerNames(
  surroundings: AudienceSurroundings | undefined,
): ReadonlyMap<string, string> {
  const users = useUserStore()
  const current = useCurrentUser()
  const [found, setFound] = useState<ReadonlyMap<string, string>>(new Map())
  const owners = (surroundings?.newest ?? []).map(({owner}) => owner).filter(Boolean)
  const key = JSON.stringify([...new Set(owners)].sort((a, b) => ((a ?? '') < (b ?? '') ? -1 : 1)))
  useEffect(() => {
    let isGone = false
    const ids: unknown = JSON.parse(key)
    if (!Array.isArray(ids) || ids.length === 0) return undefined
    const look = async () => {
      const known = await users.getUsers(ids.filter((id) => typeof id === 'string').slice(0, 200))
      if (!isGone) setFound(new Map(known.map((user) => [user.id, user.displayName ?? user.id])))
    }
    look().catch(() => undefined)
    return () => {
      isGone = true
    }
  }, [key, users])
  return useMemo(
    () => (current ? new Map([...found, [current.id, current.name]]) : found),
    [current, found],
  )
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
  const names = useOwnerNames(query.data)
  const source = useMemo(
    () => query.data && audienceSource(document, query.data, names),
    [document, names, query.data],
  )
  if (source) return {state: 'ready', source}
  if (!query.isError) return {state: 'loading'}
  return {state: 'failed', error: query.error, retry: () => void query.refetch()}
}
