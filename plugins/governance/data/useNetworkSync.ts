import type {SanityClient} from '@sanity/client'
import {useQuery, useQueryClient, type QueryClient} from '@tanstack/react-query'
import {useEffect, useMemo, useState} from 'react'
import {bufferTime, concatMap, filter, from, catchError, EMPTY} from 'rxjs'
import {changeStream, type Connection} from '../../ui/changeStream.ts'
import {fetchNetworkSync, fetchSites, type NetworkSync} from './networkSync.ts'
import {siteKeyOf, syncRow, type SyncRow} from './siteSync.ts'
import {useNow} from './useNow.ts'

/** Key of the network's syncs in the query cache. */
export const NETWORK_KEY = ['leads', 'sync', 'network'] as const

/** How long changes are collected before they are read, in milliseconds. */
const GATHER_MS = 700
/** Where more sites changed, all are read again: a policy changes a thousand at once. */
const MAX_SITES = 60

/** Documents that statuses depend on. */
const CHANGES =
  '*[_type in ["customerSyncRule", "snapshotRefresh", "shopifyCustomerSnapshot", "customerSyncControl", "site"]]'

/** Reads some sites again, and replaces them in the cache. */
async function readAgain(
  queryClient: QueryClient,
  client: SanityClient,
  keys: readonly string[],
): Promise<void> {
  const found = await fetchSites(client, keys)
  queryClient.setQueryData<NetworkSync>(NETWORK_KEY, (known) => {
    if (!known) return known
    const sites = new Map(known.sites)
    for (const key of keys) sites.delete(key)
    for (const each of found) sites.set(each.key, each)
    return {...known, sites: new Map([...sites].toSorted(([a], [b]) => (a < b ? -1 : 1)))}
  })
}

/** Reads again what changes while the page is open. */
function useChanges(client: SanityClient): Connection {
  const queryClient = useQueryClient()
  const [connection, setConnection] = useState<Connection>('connecting')
  useEffect(() => {
    let wasLost = false
    const stream = changeStream(client, {filter: CHANGES, site: '', tag: 'leads.sync.listen'}).pipe(
      filter((event) => {
        if (event.type === 'change') return true
        setConnection(event.type)
        if (event.type === 'live' && wasLost) {
          void queryClient.invalidateQueries({queryKey: NETWORK_KEY})
        }
        wasLost = event.type === 'lost'
        return false
      }),
      bufferTime(GATHER_MS),
      filter((events) => events.length > 0),
      concatMap((events) => {
        const ids = events.map((event) => (event.type === 'change' ? event.change.id : ''))
        const keys = new Set(ids.map(siteKeyOf))
        const isAll = keys.has(null) || keys.size > MAX_SITES
        const named = [...keys].filter((key) => key !== null)
        return from(
          isAll
            ? queryClient.invalidateQueries({queryKey: NETWORK_KEY})
            : readAgain(queryClient, client, named),
        ).pipe(catchError(() => EMPTY))
      }),
    )
    const subscription = stream.subscribe()
    return () => subscription.unsubscribe()
  }, [client, queryClient])
  return connection
}

/** All sites with the status of their syncs, kept up to date while the page is open. */
export function useNetworkSync(client: SanityClient) {
  const queryClient = useQueryClient()
  const connection = useChanges(client)
  const now = useNow()
  const query = useQuery({
    queryKey: NETWORK_KEY,
    queryFn: ({signal}) => fetchNetworkSync(client, signal),
    retry: 1,
  })
  const {data} = query
  const partial = useMemo(
    () => [...(data?.sites.values() ?? [])].filter((each) => each.isPartial).map(({key}) => key),
    [data],
  )
  const rest = useQuery({
    queryKey: [...NETWORK_KEY, 'partial', partial],
    enabled: partial.length > 0,
    queryFn: async () => {
      await readAgain(queryClient, client, partial)
      return partial.length
    },
    retry: 1,
    staleTime: Infinity,
  })
  const rows = useMemo(
    (): readonly SyncRow[] | undefined =>
      data &&
      [...data.sites.values()].map((sync) => syncRow(sync, now, data.control?.paused === true)),
    [data, now],
  )
  return {
    rows,
    control: data?.control ?? null,
    connection,
    error: query.error,
    isError: query.isError,
    isFetching: query.isFetching,
    /** Whether the last refetch failed, so that the page may be out of date. */
    isOutdated: query.isRefetchError || rest.isError,
    answeredAt: query.dataUpdatedAt,
    refetch: () => void query.refetch(),
  }
}
