import type {SanityClient} from '@sanity/client'
import {Button, Card, Flex, Stack, Text} from '@sanity/ui'
import {useQuery} from '@tanstack/react-query'
import {defineQuery} from 'groq'
import {useTranslation} from 'sanity'
import {planProblem} from '../../../../core/leads/planLimit.ts'
import {countDone, hasEnded} from '../../../../core/jobs/jobRecord.ts'
import {useErrorReason, useProblemText} from '../../../ui/useProblemText.ts'
import {ErrorState} from '../../../ui/ErrorState.tsx'
import {useSiteContext} from '../../../ui/siteContext.tsx'
import {importLocaleNamespace} from '../importLocale.ts'
import {ImportCounts} from '../result/ImportCounts.tsx'
import {ImportReport} from '../result/ImportReport.tsx'
import {JobProgress, wholeFailure} from '../result/JobProgress.tsx'
import {useImportJob} from '../result/useImportJob.ts'
import {Conflicts} from './Conflicts.tsx'
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

const importPlanCountQuery = defineQuery('count(*[_type == "lead" && site == $site])')

/** Why so many new leads do not fit into the site's plan; `null` when they do, or before that is known. */
function usePlanProblem(client: SanityClient, adding: number) {
  const {site, document} = useSiteContext()
  const limit = document.planLimit
  const count = useQuery({
    queryKey: ['leads', 'import-plan', site],
    queryFn: ({signal}) =>
      client.fetch<number>(
        importPlanCountQuery,
        {site},
        {perspective: 'raw', signal, tag: 'leads.import.plan'},
      ),
    enabled: limit != null && adding > 0,
  })
  return count.data === undefined ? null : planProblem(limit, count.data, adding)
}

/** The dry run: how far it is, and its result. */
function CheckedRows(props: CheckStepProps & {jobId: string}) {
  const {client, wizard, jobId, onStart} = props
  const {site} = useSiteContext()
  const {t} = useTranslation(importLocaleNamespace)
  const errorReason = useErrorReason()
  const problemText = useProblemText()
  const {data: job, error} = useImportJob(client, site, jobId)
  const overLimit = usePlanProblem(client, job?.counts?.new ?? 0)
  if (error) {
    const {reason} = errorReason(error)
    return <ErrorState reason={reason} title={t('check.failed')} />
  }
  if (!job || !hasEnded(job)) {
    const total = job?.totals?.total ?? 0
    const done = job ? countDone(job) : 0
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
  const hasConflicts = (counts?.['updated'] ?? 0) + (counts?.['unchanged'] ?? 0) > 0
  const wanted = (counts?.['new'] ?? 0) + (counts?.['updated'] ?? 0) + (counts?.['suppressed'] ?? 0)
  return (
    <Stack gap={4}>
      <ImportCounts job={job} title={t('check.result')} />
      {overLimit && (
        <Card padding={3} radius={2} role="alert" tone="critical">
          <Text size={1}>{problemText(overLimit)}</Text>
        </Card>
      )}
      <Flex align="center" gap={3} wrap="wrap">
        <Stack flex={1}>
          <Text muted size={1}>
            {wizard.hasOtherChoices
              ? t('check.changed')
              : t(wanted === 0 ? 'check.nothing' : 'check.ready')}
          </Text>
        </Stack>
        {wizard.hasOtherChoices && (
          <Button
            fontSize={1}
            mode="ghost"
            onClick={wizard.checkAgain}
            padding={3}
            text={t('check.again')}
          />
        )}
        <Button
          disabled={(wanted === 0 && !wizard.hasOtherChoices) || overLimit !== null}
          fontSize={1}
          onClick={onStart}
          padding={3}
          text={
            wizard.hasOtherChoices ? t('check.start-changed') : t('check.start', {count: wanted})
          }
          tone="primary"
        />
      </Flex>
      {hasConflicts && <Conflicts client={client} job={job} wizard={wizard} />}
      <ImportReport client={client} job={job} key={job._id} onCorrect={wizard.correct} />
    </Stack>
  )
}
