import type {SanityClient} from '@sanity/client'
import {useQuery, useQueryClient} from '@tanstack/react-query'
import {useEffect, useMemo, useState} from 'react'
import {filter, throttleTime} from 'rxjs'
import {defineQuery} from 'groq'
import type {BulkJobRecord} from '../../../core/changes/bulk/bulkJob.ts'
import type {BulkChange} from '../../../core/sanity.types.generated.ts'
import {changeStream} from '../../ui/changeStream.ts'

const bulkJobsQuery = defineQuery(
  '*[_type == "bulkChange" && site == $site && way == "function" && (state in ["queued", "running"] || _id == $id)] | order(_createdAt desc)[0...20]',
)

const FILTER = '*[_type == "bulkChange" && site == $site]'

/** Delays the first request, so that it does not compete with the grid's. */
const FIRST_REQUEST_MS = 3000

/** Functions write their progress several times a second; the interface needs it less often. */
const EVERY_MS = 300

/**
 * The bulk changes of the site that functions run now, of all users, and one more by its id; updated
 * while they run. The first request waits some seconds after the grid opened, unless `isBusy`.
 *
 * @param watched - id of a bulk change that is included even when it has ended
 * @param isBusy - whether the user has a selection or bulk work
 */
export function useBulkJobs(
  client: SanityClient,
  site: string,
  watched: string | null,
  isBusy: boolean,
): readonly BulkJobRecord[] {
  const [isSettled, setSettled] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(true), FIRST_REQUEST_MS)
    return () => clearTimeout(timer)
  }, [])
  const queryClient = useQueryClient()
  const key = useMemo(() => ['leads', 'bulk-jobs', site, watched], [site, watched])
  const jobs = useQuery({
    queryKey: key,
    queryFn: ({signal}) =>
      client.fetch<BulkChange[]>(
        bulkJobsQuery,
        {site, id: watched ?? ''},
        {perspective: 'raw', signal, tag: 'leads.bulk.jobs'},
      ),
    enabled: isBusy || isSettled,
    placeholderData: (before) => before,
  })
  const isFollowed = isBusy || (jobs.data ?? []).length > 0
  useEffect(() => {
    if (!isFollowed) return undefined
    const stream = changeStream(client, {filter: FILTER, site, tag: 'leads.bulk.listen'})
    const subscription = stream
      .pipe(
        filter(({type}) => type !== 'lost'),
        throttleTime(EVERY_MS, undefined, {leading: true, trailing: true}),
      )
      .subscribe(() => void queryClient.invalidateQueries({queryKey: key}))
    return () => subscription.unsubscribe()
  }, [client, isFollowed, key, queryClient, site])
  return jobs.data ?? []
}
