import type {SanityClient} from '@sanity/client'
import {Card, Flex, Stack, Text} from '@sanity/ui'
import {useCurrentUser, useTranslation} from 'sanity'
import {isForFunction} from '../../../core/jobs/jobRecord.ts'
import type {BulkJobRecord} from '../../../core/changes/bulk/bulkJob.ts'
import {ToolButton} from '../../ui/ToolButton.tsx'
import {BulkProgress} from './BulkProgress.tsx'
import {BulkResult} from './BulkResult.tsx'
import {bulkLocaleNamespace} from '../locale/bulkLocale.ts'
import type {BulkReport} from './bulkReport.ts'
import {endedReport, type BulkWork} from './useBulkWork.ts'

interface BulkWorkPanelProps {
  client: SanityClient
  work: BulkWork
  /** Bulk changes of all users that functions run now, and the user's last one. */
  jobs: readonly BulkJobRecord[]
  /** Called when a result is dismissed, which unmounts the focused button. */
  onDismiss: () => void
  onUndo: (report: BulkReport) => void
}

function doneCount(job: BulkJobRecord): number {
  const {succeeded, skipped, failed} = job.totals ?? {}
  return (succeeded ?? 0) + (skipped ?? 0) + (failed ?? 0) + (job.unchanged ?? 0)
}

/** Running bulk work, and the result of the user's last bulk change. */
export function BulkWorkPanel(props: BulkWorkPanelProps) {
  const {client, work, jobs, onDismiss, onUndo} = props
  const {phase} = work
  const dismiss = () => {
    work.dismiss()
    onDismiss()
  }
  const {t} = useTranslation(bulkLocaleNamespace)
  const userId = useCurrentUser()?.id
  const own = phase.kind === 'queued' ? jobs.find(({_id}) => _id === phase.jobId) : undefined
  const ended: BulkReport | null = phase.kind === 'done' ? phase.report : endedReport(own)
  const running = jobs.filter(isForFunction)
  return (
    <Stack gap={3}>
      {phase.kind === 'running' && (
        <BulkProgress
          done={phase.done}
          isCancelling={phase.isCancelling}
          onCancel={() => work.cancel()}
          total={phase.total}
        />
      )}
      {running.map((job) => {
        const total = job.totals?.total ?? 0
        const isFreezing = (job.checkpoint ?? '').includes('"freezing"')
        const waiting = job.state === 'queued' ? t('progress.queued') : null
        return (
          <BulkProgress
            done={doneCount(job)}
            isCancelling={job.cancelRequested === true}
            key={job._id}
            note={isFreezing ? t('progress.freezing', {total}) : waiting}
            onCancel={job.createdBy === userId ? () => work.cancel(job) : undefined}
            title={t('progress.others', {title: job.title ?? ''})}
            total={total}
          />
        )
      })}
      {ended && (
        <BulkResult
          cancelled={own?.state === 'cancelled' ? own : undefined}
          client={client}
          onDismiss={dismiss}
          onFollow={(how) => {
            if (how === 'undo') onUndo(ended)
            void work.follow(ended, how)
          }}
          onResume={work.resume}
          report={ended}
        />
      )}
      {phase.kind === 'error' && (
        <Card border padding={3} radius={2} role="alert" tone="critical">
          <Flex align="center" gap={3}>
            <Stack flex={1} gap={2}>
              <Text size={1} weight="medium">
                {t('result.error')}
              </Text>
              <Text size={1}>{phase.reason}</Text>
            </Stack>
            <ToolButton mode="bleed" onClick={dismiss} text={t('result.dismiss')} />
          </Flex>
        </Card>
      )}
    </Stack>
  )
}
