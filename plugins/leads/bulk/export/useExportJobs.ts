import type {SanityClient} from '@sanity/client'
import {useQuery} from '@tanstack/react-query'
import {defineQuery} from 'groq'
import {useMemo} from 'react'
import type {ExportRecord} from '../../../../core/changes/exports/exportJob.ts'
import {parseIdOfKind} from '../../../../core/tenancy/documentId.ts'
import {useReadAgain} from '../../../ui/useReadAgain.ts'

const exportJobsQuery = defineQuery(
  '*[_type == "leadExport" && site == $site] | order(_createdAt desc)[0...20]{_id, _createdAt, state, way, format, totals, failures, waitingFor, createdBy, asOf, expiresAt, downloads}',
)

const LISTENING = {
  filter: '*[_type == "leadExport" && site == $site]',
  tag: 'leads.export.listen',
  everyMs: 300,
  leading: true,
}

/** An export in the list. */
export type ExportJob = ExportRecord & {_createdAt: string}

/** The newest exports of a site, updated while they are shown. */
export function useExportJobs(client: SanityClient, site: string) {
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
  useReadAgain(client, {...LISTENING, key, site})
  return jobs
}
