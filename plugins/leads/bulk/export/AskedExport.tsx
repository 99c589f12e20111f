import type {SanityClient} from '@sanity/client'
import {Stack, Text} from '@sanity/ui'
import {useTranslation} from 'sanity'
import {useSiteContext} from '../../../ui/siteContext.tsx'
import {bulkLocaleNamespace} from '../../locale/bulkLocale.ts'
import {ExportItem} from './ExportItem.tsx'
import {useExportJobs} from './useExportJobs.ts'

/** An export that a function prepares, from its beginning to its download. */
export function AskedExport(props: {client: SanityClient; jobId: string}) {
  const {client, jobId} = props
  const {site} = useSiteContext()
  const {t} = useTranslation(bulkLocaleNamespace)
  const jobs = useExportJobs(client, site)
  const job = jobs.data?.find(({_id}) => _id === jobId)
  return (
    <Stack gap={4}>
      <Text size={1}>{t('export.asked')}</Text>
      {job && (
        <Stack as="ol" style={{listStyle: 'none', margin: 0, padding: 0}}>
          <ExportItem client={client} job={job} readAt={jobs.dataUpdatedAt} />
        </Stack>
      )}
    </Stack>
  )
}
