import type {SanityClient} from '@sanity/client'
import {Button, Card, Flex, Stack, Text} from '@sanity/ui'
import {useTranslation} from 'sanity'
import {hasEnded} from '../../../../core/jobs/jobRecord.ts'
import {useErrorReason, useProblemText} from '../../../ui/useProblemText.ts'
import {ErrorState} from '../../../ui/ErrorState.tsx'
import {useSiteContext} from '../../../ui/siteContext.tsx'
import {importLocaleNamespace} from '../importLocale.ts'
import {ImportCounts} from '../result/ImportCounts.tsx'
import {ImportReport} from '../result/ImportReport.tsx'
import {JobProgress, rowsDone, wholeFailure} from '../result/JobProgress.tsx'
import {useImportJob} from '../result/useImportJob.ts'
import type {Wizard} from '../useWizard.ts'

/** What the {@link CheckStep} shows. */
export interface CheckStepProps {
  client: SanityClient
  wizard: Wizard
  onStart: () => void
}

/** The last page: uploads the rows, shows what would become of each, and starts the import. */
export function CheckStep(props: CheckStepProps) {
  const {client, wizard, onStart} = props
  const {phase, cancel} = wizard.work
  const {t} = useTranslation(importLocaleNamespace)
  const errorReason = useErrorReason()
  const problemText = useProblemText()
  switch (phase.kind) {
    case 'idle':
      return (
        <Card border padding={4} radius={3}>
          <Flex align="center" gap={3}>
            <Stack flex={1}>
              <Text size={1}>{t('check.stopped')}</Text>
            </Stack>
            <Button fontSize={1} onClick={wizard.checkAgain} padding={3} text={t('check.again')} />
          </Flex>
        </Card>
      )
    case 'uploading': {
      const {rows, waitingFor} = phase.progress
      return (
        <JobProgress
          done={rows}
          label={t('check.uploading')}
          onStop={{text: t('check.cancel'), act: cancel}}
          text={waitingFor ? problemText(waitingFor) : t('check.uploaded', {count: rows})}
          total={0}
        />
      )
    }
    case 'failed':
      return (
        <ErrorState
          onRetry={wizard.checkAgain}
          reason={errorReason(phase.error).reason}
          title={t('check.failed')}
        />
      )
    case 'starting':
      return (
        <JobProgress done={0} label={t('check.starting')} text={t('check.starting')} total={0} />
      )
    default:
      return <CheckedRows {...props} jobId={phase.jobId} onStart={onStart} client={client} />
  }
}

/** The dry run: how far it is, and its result. */
function CheckedRows(props: CheckStepProps & {jobId: string}) {
  const {client, wizard, jobId, onStart} = props
  const {site} = useSiteContext()
  const {t} = useTranslation(importLocaleNamespace)
  const errorReason = useErrorReason()
  const {data: job, error} = useImportJob(client, site, jobId)
  if (error) {
    const {reason} = errorReason(error)
    return <ErrorState reason={reason} title={t('check.failed')} />
  }
  if (!job || !hasEnded(job)) {
    const total = job?.totals?.total ?? 0
    const done = job ? rowsDone(job) : 0
    return (
      <JobProgress
        done={done}
        label={t('check.checking')}
        text={job?.waitingFor ?? t('progress.rows', {done, total})}
        total={total}
      />
    )
  }
  const failure = wholeFailure(job)
  if (failure !== null) {
    return <ErrorState onRetry={wizard.checkAgain} reason={failure} title={t('check.failed')} />
  }
  const {counts} = job
  const wanted = (counts?.['new'] ?? 0) + (counts?.['updated'] ?? 0) + (counts?.['suppressed'] ?? 0)
  return (
    <Stack gap={4}>
      <ImportCounts job={job} title={t('check.result')} />
      <Flex align="center" gap={3} wrap="wrap">
        <Stack flex={1}>
          <Text muted size={1}>
            {wanted === 0 ? t('check.nothing') : t('check.ready')}
          </Text>
        </Stack>
        <Button
          disabled={wanted === 0}
          fontSize={1}
          onClick={onStart}
          padding={3}
          text={t('check.start', {count: wanted})}
          tone="primary"
        />
      </Flex>
      <ImportReport client={client} job={job} />
    </Stack>
  )
}
