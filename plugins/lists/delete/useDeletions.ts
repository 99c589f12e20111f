import type {SanityClient} from '@sanity/client'
import {useQuery} from '@tanstack/react-query'
import {defineQuery} from 'groq'
import {useMemo} from 'react'
import {parseProblems} from '../../../core/problems/storedProblems.ts'
import type {Problem} from '../../../core/problems/problem.ts'
import {parseBulkIntent} from '../../../core/changes/bulk/bulkIntent.ts'
import type {BulkJobRecord} from '../../../core/changes/bulk/bulkJob.ts'
import {isForFunction} from '../../../core/jobs/jobRecord.ts'
import type {BulkChange} from '../../../core/sanity.types.generated.ts'
import {useBulkListening} from '../../leads/bulk/useBulkListening.ts'

const listDeletionsQuery = defineQuery(
  '*[_type == "bulkChange" && site == $site && string::startsWith(_id, $prefix)] | order(_createdAt desc)[0...50]',
)

/** Query key of a site's deletions. */
export function deletionsKey(site: string): readonly string[] {
  return ['leads', 'lists', 'deletions', site]
}

/** The newest deletion of each list that is running or did not succeed, by the list's id. */
export function useDeletions(
  client: SanityClient,
  site: string,
): ReadonlyMap<string, BulkJobRecord> {
  const key = useMemo(() => deletionsKey(site), [site])
  useBulkListening(client, site, {key, tag: 'leads.lists.jobs', everyMs: 500, leading: true})
  const {data} = useQuery({
    queryKey: key,
    queryFn: ({signal}) =>
      client.fetch<BulkChange[]>(
        listDeletionsQuery,
        {site, prefix: `${site}.bulk.delete.`},
        {perspective: 'raw', signal, tag: 'leads.lists.deletions'},
      ),
    retry: 1,
  })
  return useMemo(() => {
    const found = new Map<string, BulkJobRecord>()
    for (const job of data ?? []) {
      const parsed = parseBulkIntent(job.intent)
      const action = parsed.ok ? parsed.intent.action : null
      if (action?.kind !== 'deleteList' || found.has(action.listId)) continue
      found.set(action.listId, job)
    }
    return found
  }, [data])
}

/** How many leads of a list are done; `null` when its deletion is not running. */
export function deletionProgress(
  job: BulkJobRecord | undefined,
): {done: number; total: number} | null {
  if (!job || !isForFunction(job)) return null
  const {total, succeeded, failed, skipped} = job.totals ?? {}
  const done = (succeeded ?? 0) + (failed ?? 0) + (skipped ?? 0) + (job.unchanged ?? 0)
  return {done, total: total ?? 0}
}

/** Why a deletion ended although the list is still there; `null` when it did not. */
export function deletionFailure(job: BulkJobRecord | undefined): Problem[] | null {
  if (!job || isForFunction(job)) return null
  const whole = (job.failures ?? []).find(({_key}) => _key === 'whole') ?? job.failures?.[0]
  return whole ? parseProblems(whole.reason) : null
}
