import type {SanityClient} from '@sanity/client'
import {useQuery} from '@tanstack/react-query'
import {useEffect, useMemo, useState} from 'react'
import {defineQuery} from 'groq'
import type {BulkJobRecord} from '../../../core/changes/bulk/bulkJob.ts'
import type {BulkChange} from '../../../core/sanity.types.generated.ts'
import {useBulkListening} from './useBulkListening.ts'

const bulkJobsQuery = defineQuery(
  '*[_type == "bulkChange" && site == $site && way == "function" && (state in ["queued", "running"] || _id == $id)] | order(_createdAt desc)[0...20]',
)

/** Delays the first request, so that it does not compete with the grid's. */
const FIRST_REQUEST_MS = 3000

/** How often the progress is read at most. */
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
  const listening = {key, tag: 'leads.bulk.listen', everyMs: EVERY_MS, leading: true}
  useBulkListening(client, site, {...listening, isOn: isFollowed})
  return jobs.data ?? []
}
