import type {SanityClient} from '@sanity/client'
import {SidePanel} from '../../../ui/SidePanel.tsx'
import {DownloadIcon} from '@sanity/icons/Download'
import {Stack, Text} from '@sanity/ui'
import {useTranslation} from 'sanity'
import {EmptyState} from '../../../ui/EmptyState.tsx'
import {ReadError} from '../../../ui/ReadError.tsx'
import {LoadingState} from '../../../ui/LoadingState.tsx'
import {useSiteContext} from '../../../ui/siteContext.tsx'
import {bulkLocaleNamespace} from '../../locale/bulkLocale.ts'
import {useBulkGrants} from '../useBulkGrants.ts'
import {ExportItem} from './ExportItem.tsx'
import {useExportJobs} from './useExportJobs.ts'

interface ExportsPanelProps {
  client: SanityClient
  /** The export that the address leads to; `null` for none. */
  exportId: string | null
  onClose: () => void
}

/** The newest exports of the site, with the downloads of one's own. */
export function ExportsPanel(props: ExportsPanelProps) {
  const {t} = useTranslation(bulkLocaleNamespace)
  return (
    <SidePanel closeLabel={t('exports.close')} onClose={props.onClose} title={t('exports.title')}>
      <ExportsList {...props} />
    </SidePanel>
  )
}

function ExportsList({client, exportId}: ExportsPanelProps) {
  const {site} = useSiteContext()
  const {t} = useTranslation(bulkLocaleNamespace)
  const {mayExport} = useBulkGrants(site)
  const jobs = useExportJobs(client, site)
  if (jobs.isPending) return <LoadingState label={t('exports.loading')} />
  if (jobs.error && !jobs.data) {
    return (
      <ReadError
        deniedTitle={t('exports.denied')}
        error={jobs.error}
        onRetry={() => void jobs.refetch()}
        title={t('exports.failed')}
      />
    )
  }
  if (!jobs.data || jobs.data.length === 0) {
    return (
      <EmptyState
        description={t(mayExport ? 'exports.empty-description' : 'export.denied')}
        icon={DownloadIcon}
        title={t('exports.empty')}
      />
    )
  }
  return (
    <Stack gap={3} padding={4}>
      {!mayExport && (
        <Text muted size={1}>
          {t('export.denied')}
        </Text>
      )}
      <Stack as="ol" gap={3} style={{listStyle: 'none', margin: 0, padding: 0}}>
        {jobs.data.map((job) => (
          <ExportItem
            client={client}
            isLinked={job._id === exportId}
            job={job}
            key={job._id}
            readAt={jobs.dataUpdatedAt}
          />
        ))}
      </Stack>
    </Stack>
  )
}
