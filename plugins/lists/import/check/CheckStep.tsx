import type {SanityClient} from '@sanity/client'
import {Button, Card, Flex, Stack, Text} from '@sanity/ui'
import {useDeferredValue} from 'react'
import {useTranslation} from 'sanity'
import {parseProblems} from '../../../../core/problems/storedProblems.ts'
import {includedFiles} from '../../../../core/imports/importDraft.ts'
import {countDone, hasEnded} from '../../../../core/jobs/jobRecord.ts'
import {useErrorReason, useProblemText} from '../../../ui/useProblemText.ts'
import {ErrorState} from '../../../ui/ErrorState.tsx'
import {useSiteContext} from '../../../ui/siteContext.tsx'
import {importLocaleNamespace} from '../importLocale.ts'
import {ImportCounts} from '../result/ImportCounts.tsx'
import {ImportReport} from '../result/ImportReport.tsx'
import {JobProgress, wholeFailure} from '../result/JobProgress.tsx'
import {LeftColumns} from '../result/LeftColumns.tsx'
import {Reconciliation} from '../result/Reconciliation.tsx'
import {useImportJob} from '../result/useImportJob.ts'
import {Conflicts} from './Conflicts.tsx'
import type {Wizard} from '../useWizard.ts'
import {usePlanProblem} from './usePlanProblem.ts'

/** What the {@link CheckStep} shows. */
export interface CheckStepProps {
  client: SanityClient
  wizard: Wizard
  /** Asks for the name of a new custom field for a column. */
  onNameField: (key: string, index: number) => void
}

/** The last page: uploads the rows, and shows what would become of each. */
export function CheckStep(props: CheckStepProps) {
  const {client, wizard} = props
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
      return <CheckedRows {...props} client={client} jobId={phase.jobId} />
  }
}

/** The dry run: how far it is, and its result. */
function CheckedRows(props: CheckStepProps & {jobId: string}) {
  const {client, wizard, jobId, onNameField} = props
  const {site} = useSiteContext()
  const {t} = useTranslation(importLocaleNamespace)
  const errorReason = useErrorReason()
  const problemText = useProblemText()
  const {data, error} = useImportJob(client, site, jobId)
  // The result is drawn bit by bit, so that the page answers meanwhile.
  const job = useDeferredValue(data)
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
        text={problemText(...parseProblems(job?.waitingFor)) || t('progress.rows', {done, total})}
        total={total}
      />
    )
  }
  const failure = wholeFailure(job)
  if (failure !== null) {
    return (
      <ErrorState
        onRetry={wizard.checkAgain}
        reason={problemText(...failure)}
        title={t('check.failed')}
      />
    )
  }
  const {counts} = job
  const {draft} = wizard.state
  const files = includedFiles(draft)
  const hasConflicts = (counts?.['updated'] ?? 0) + (counts?.['unchanged'] ?? 0) > 0
  return (
    <Stack gap={4}>
      <ImportCounts job={job} title={t('check.result')} />
      {overLimit && (
        <Card padding={3} radius={2} role="alert" tone="critical">
          <Text size={1}>{problemText(overLimit)}</Text>
        </Card>
      )}
      <Reconciliation
        isCheck
        isMigration={files.some(({vendor}) => vendor !== null)}
        job={job}
        onChange={(sourceTotals) => wizard.dispatch({type: 'change', draft: {sourceTotals}})}
        totals={draft.sourceTotals}
      />
      <LeftColumns
        isKept={({file, column}) => files[file]?.mapping.columns[column]?.target.kind !== 'ignore'}
        job={job}
        onKeep={async ({file, column}) => {
          const {key} = files[file] ?? {}
          if (key === undefined) return
          if (!(await wizard.keepColumn(key, column))) onNameField(key, column)
        }}
      />
      {hasConflicts && <Conflicts client={client} job={job} wizard={wizard} />}
      <ImportReport client={client} job={job} key={job._id} onCorrect={wizard.correct} />
    </Stack>
  )
}
