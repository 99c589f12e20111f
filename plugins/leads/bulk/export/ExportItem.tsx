import type {SanityClient} from '@sanity/client'
import {DownloadIcon} from '@sanity/icons/Download'
import {Box, Button, Card, Flex, Stack, Text} from '@sanity/ui'
import {useCurrentUser, useDateTimeFormat, useTranslation} from 'sanity'
import {parseProblems} from '../../../../core/problems/storedProblems.ts'
import {useProblemText} from '../../../ui/useProblemText.ts'
import {exportStanding} from '../../../../core/changes/exports/exportJob.ts'
import {bulkLocaleNamespace} from '../../locale/bulkLocale.ts'
import {UserName} from '../../../ui/users/UserName.tsx'
import {useExportDownload} from './useExportDownload.ts'
import type {ExportJob} from './useExportJobs.ts'

interface ExportItemProps {
  client: SanityClient
  job: ExportJob
  /** When the list was read, in milliseconds since 1970. */
  readAt: number
  /** Whether the address leads to this one. */
  isLinked?: boolean
}

/** An export: its state, how many leads, until when its file can be had, and the download. */
export function ExportItem(props: ExportItemProps) {
  const {client, job, readAt, isLinked = false} = props
  const {t} = useTranslation(bulkLocaleNamespace)
  const problemText = useProblemText()
  const userId = useCurrentUser()?.id
  const time = useDateTimeFormat({dateStyle: 'medium', timeStyle: 'short'})
  const {canDownload, isBusy, failure, download} = useExportDownload(client)
  const standing = exportStanding(job, new Date(readAt).toISOString())
  const isOwn = job.createdBy === userId
  const count = job.totals?.succeeded ?? 0
  const reason = job.failures?.[0]?.reason ?? (standing === 'waiting' ? job.waitingFor : null)
  return (
    <Card
      as="li"
      border
      padding={3}
      radius={2}
      tone={isLinked ? 'primary' : standing === 'failed' ? 'critical' : 'default'}
    >
      <Flex align="center" gap={3}>
        <Stack flex={1} gap={3}>
          <Text aria-live="polite" size={1} weight="medium">
            {t(`exports.state-${standing}`, {count})}
          </Text>
          <Text muted size={1}>
            {time.format(new Date(job._createdAt))}
            {' · '}
            {job.createdBy ? <UserName id={job.createdBy} /> : null}
            {job.format === 'ndjson' ? ' · NDJSON' : ' · CSV'}
          </Text>
          {standing === 'ready' && job.expiresAt && (
            <Text muted size={1}>
              {t('exports.until', {time: time.format(new Date(job.expiresAt))})}
            </Text>
          )}
          {standing === 'ready' && !isOwn && (
            <Text muted size={1}>
              {t('exports.others')}
            </Text>
          )}
          {standing === 'ready' && isOwn && !canDownload && (
            <Text muted size={1}>
              {t('exports.no-address')}
            </Text>
          )}
          {reason && <Text size={1}>{problemText(...parseProblems(reason))}</Text>}
          {failure && (
            <Text role="alert" size={1}>
              {failure}
            </Text>
          )}
        </Stack>
        {standing === 'ready' && isOwn && canDownload && (
          <Box flex="none">
            <Button
              disabled={isBusy}
              fontSize={1}
              icon={DownloadIcon}
              loading={isBusy}
              mode="ghost"
              onClick={() => void download(job._id)}
              padding={3}
              text={t('exports.download')}
            />
          </Box>
        )}
      </Flex>
    </Card>
  )
}
