import type {SanityClient} from '@sanity/client'
import {useQuery, useQueryClient} from '@tanstack/react-query'
import {useEffect} from 'react'
import {auditTime, filter} from 'rxjs'
import {changeStream} from '../../ui/changeStream.ts'
import {fetchSites} from './networkSync.ts'
import {fetchRefresh, fetchSiteHistory, fetchSnapshot} from './siteHistory.ts'
import {syncRow} from './siteSync.ts'
import {useNow} from './useNow.ts'

/** Key of a site's sync in the query cache. */
export function siteSyncKey(site: string): readonly string[] {
  return ['leads', 'sync', 'site', site]
}

/** Changes are read at most once in this time, in milliseconds. */
const CATCH_UP_MS = 700

/** The status of a site's sync and its history, read again when something changes. */
export function useSiteSync(client: SanityClient, site: string) {
  const queryClient = useQueryClient()
  const now = useNow()
  useEffect(() => {
    const options = {
      filter:
        '*[_type in ["customerSyncRule", "snapshotRefresh", "shopifyCustomerSnapshot"] && site == $site]',
      site,
      tag: 'leads.sync.listen-site',
    }
    const subscription = changeStream(client, options)
      .pipe(
        filter((event) => event.type !== 'lost'),
        auditTime(CATCH_UP_MS),
      )
      .subscribe(() => void queryClient.invalidateQueries({queryKey: siteSyncKey(site)}))
    return () => subscription.unsubscribe()
  }, [client, queryClient, site])
  const sync = useQuery({
    queryKey: [...siteSyncKey(site), 'status'],
    queryFn: async ({signal}) => (await fetchSites(client, [site], signal))[0] ?? null,
    retry: 1,
  })
  const history = useQuery({
    queryKey: [...siteSyncKey(site), 'history'],
    queryFn: ({signal}) => fetchSiteHistory(client, site, signal),
    retry: 1,
  })
  return {
    /** `undefined` until it is read, `null` where the site is gone. */
    row: sync.data && syncRow(sync.data, now, null),
    isGone: sync.data === null,
    error: sync.error,
    isError: sync.isError,
    refetch: () => {
      void sync.refetch()
      void history.refetch()
    },
    history,
  }
}

/** Reads a snapshot of a site, where there is an id. Snapshots never change. */
export function useSnapshot(client: SanityClient, site: string, id: string | null) {
  return useQuery({
    queryKey: ['leads', 'sync', 'snapshot', id],
    enabled: id !== null,
    queryFn: ({signal}) => fetchSnapshot(client, site, id ?? '', signal),
    retry: 1,
    staleTime: Infinity,
  })
}

/** Reads a refresh of a site and follows it, where there is an id. */
export function useRefresh(client: SanityClient, site: string, id: string | null) {
  return useQuery({
    queryKey: [...siteSyncKey(site), 'refresh', id],
    enabled: id !== null,
    queryFn: ({signal}) => fetchRefresh(client, site, id ?? '', signal),
    retry: 1,
  })
}
