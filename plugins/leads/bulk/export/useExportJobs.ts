import type {SanityClient} from '@sanity/client'
import {useQuery, useQueryClient} from '@tanstack/react-query'
import {defineQuery} from 'groq'
import {useEffect, useMemo} from 'react'
import {filter, throttleTime} from 'rxjs'
import type {ExportRecord} from '../../../../core/changes/exports/exportJob.ts'
import {parseIdOfKind} from '../../../../core/tenancy/documentId.ts'
import {changeStream} from '../../../ui/changeStream.ts'

const exportJobsQuery = defineQuery(
  '*[_type == "leadExport" && site == $site] | order(_createdAt desc)[0...20]{_id, _createdAt, state, way, format, totals, failures, waitingFor, createdBy, asOf, expiresAt, downloads}',
)

const FILTER = '*[_type == "leadExport" && site == $site]'
const EVERY_MS = 300

/** An export in the list. */
export type ExportJob = ExportRecord & {_createdAt: string}

/** The newest exports of a site, updated while they are shown. */
export function useExportJobs(client: SanityClient, site: string) {
  const queryClient = useQueryClient()
  const key = useMemo(() => ['leads', 'export-jobs', site], [site])
  const jobs = useQuery({
    queryKey: key,
    queryFn: async ({signal}) => {
      const options = {perspective: 'raw', signal, tag: 'leads.export.jobs'} as const
      const found = await client.fetch<ExportJob[]>(exportJobsQuery, {site}, options)
      return found.filter(({_id}) => parseIdOfKind(_id, 'export')?.site === site)
    },
    retry: false,
  })
  useEffect(() => {
    const subscription = changeStream(client, {filter: FILTER, site, tag: 'leads.export.listen'})
      .pipe(
        filter(({type}) => type !== 'lost'),
        throttleTime(EVERY_MS, undefined, {leading: true, trailing: true}),
      )
      .subscribe(() => void queryClient.invalidateQueries({queryKey: key}))
    return () => subscription.unsubscribe()
  }, [client, key, queryClient, site])
  return jobs
}
