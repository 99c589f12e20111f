import type {SanityClient} from '@sanity/client'
import {CloseIcon} from '@sanity/icons/Close'
import {DownloadIcon} from '@sanity/icons/Download'
import {Box, Card, Flex, Heading, Stack, Text} from '@sanity/ui'
import {useEffect, useRef} from 'react'
import {useTranslation} from 'sanity'
import {EmptyState} from '../../../ui/EmptyState.tsx'
import {ErrorState} from '../../../ui/ErrorState.tsx'
import {IconButton} from '../../../ui/IconButton.tsx'
import {LoadingState} from '../../../ui/LoadingState.tsx'
import {useSiteContext} from '../../../ui/siteContext.tsx'
import {useErrorReason} from '../../../ui/useProblemText.ts'
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
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus({preventScroll: true}), [])
  return (
    <Card
      aria-label={t('exports.title')}
      as="aside"
      borderLeft
      style={{flex: 'none', maxWidth: '100%', width: 420}}
    >
      <Flex direction="column" height="fill">
        <Card borderBottom>
          <Flex align="center" gap={1} paddingRight={3} style={{height: 51}}>
            <Box flex={1} paddingX={4}>
              <Heading as="h2" ref={heading} size={0} style={{outline: 'none'}} tabIndex={-1}>
                {t('exports.title')}
              </Heading>
            </Box>
            <IconButton icon={CloseIcon} label={t('exports.close')} onClick={props.onClose} />
          </Flex>
        </Card>
        <Box flex={1} overflow="auto" style={{minHeight: 0}}>
          <ExportsList {...props} />
        </Box>
      </Flex>
    </Card>
  )
}

function ExportsList({client, exportId}: ExportsPanelProps) {
  const {site} = useSiteContext()
  const {t} = useTranslation(bulkLocaleNamespace)
  const errorReason = useErrorReason()
  const {mayExport} = useBulkGrants(site)
  const jobs = useExportJobs(client, site)
  if (jobs.isPending) return <LoadingState label={t('exports.loading')} />
  if (jobs.error && !jobs.data) {
    const {kind, reason} = errorReason(jobs.error)
    const title = t(kind === 'denied' ? 'exports.denied' : 'exports.failed')
    return kind === 'denied' ? (
      <ErrorState reason={reason} title={title} tone="caution" />
    ) : (
      <ErrorState onRetry={() => void jobs.refetch()} reason={reason} title={title} />
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
    <Stack gap={3} padding={3}>
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
