import type {SanityClient} from '@sanity/client'
import {useQuery, useQueryClient} from '@tanstack/react-query'
import {useEffect} from 'react'
import {auditTime, filter} from 'rxjs'
import {referencesKey} from '../../audience/source/useAudienceSource.ts'
import {changeStream} from '../../ui/changeStream.ts'
import {fetchSegments} from './segmentsData.ts'

/** Key of a site's segments in the query cache. */
export function segmentsKey(site: string): readonly string[] {
  return ['leads', 'segments', site]
}

/** Changes of others are read at most this often, in milliseconds. */
const CATCH_UP_MS = 1000

/** A site's segments; read again when somebody changes one, or a campaign that may use one. */
export function useSegments(client: SanityClient, site: string) {
  const queryClient = useQueryClient()
  useEffect(() => {
    const options = {
      filter: '*[_type in ["segment", "campaign"] && site == $site]',
      site,
      tag: 'leads.segments.listen',
    }
    const subscription = changeStream(client, options)
      .pipe(
        filter((event) => event.type === 'change'),
        auditTime(CATCH_UP_MS),
      )
      .subscribe(() => {
        void queryClient.invalidateQueries({queryKey: segmentsKey(site)})
        void queryClient.invalidateQueries({queryKey: referencesKey(site)})
      })
    return () => subscription.unsubscribe()
  }, [client, queryClient, site])
  return useQuery({
    queryKey: segmentsKey(site),
    queryFn: ({signal}) => fetchSegments(client, site, signal),
    retry: 1,
  })
}
