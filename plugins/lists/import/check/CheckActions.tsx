import type {SanityClient} from '@sanity/client'
import {Button, Flex, Text} from '@sanity/ui'
import {useTranslation} from 'sanity'
import type {ImportRecord} from '../../../../core/imports/importJob.ts'
import {hasEnded} from '../../../../core/jobs/jobRecord.ts'
import {useSiteContext} from '../../../ui/siteContext.tsx'
import {importLocaleNamespace} from '../importLocale.ts'
import {wholeFailure} from '../result/JobProgress.tsx'
import {useImportJob} from '../result/useImportJob.ts'
import type {Wizard} from '../useWizard.ts'
import {usePlanProblem} from './usePlanProblem.ts'

/** What the {@link CheckActions} need. */
export interface CheckActionsProps {
  client: SanityClient
  wizard: Wizard
  onStart: () => void
}

/** The buttons that start the import, or check the rows again; none while nothing is checked. */
export function CheckActions(props: CheckActionsProps) {
  const {phase} = props.wizard.work
  return phase.kind === 'checking' ? <JobActions {...props} jobId={phase.jobId} /> : null
}

function JobActions(props: CheckActionsProps & {jobId: string}) {
  const {client, jobId} = props
  const {site} = useSiteContext()
  const {data: job, error} = useImportJob(client, site, jobId)
  if (error || !job || !hasEnded(job) || wholeFailure(job) !== null) return null
  return <ReadyActions {...props} job={job} />
}

/** What there is to say beside the buttons. */
function textOf({hasOtherColumns, hasOtherChoices}: Wizard, wanted: number): string {
  if (hasOtherColumns) return 'check.columns-changed'
  if (hasOtherChoices) return 'check.changed'
  return wanted === 0 ? 'check.nothing' : 'check.ready'
}

function ReadyActions(props: CheckActionsProps & {job: ImportRecord}) {
  const {client, wizard, job, onStart} = props
  const {hasOtherChoices, hasOtherColumns} = wizard
  const {t} = useTranslation(importLocaleNamespace)
  const {counts} = job
  const overLimit = usePlanProblem(client, counts?.['new'] ?? 0)
  const wanted = (counts?.['new'] ?? 0) + (counts?.['updated'] ?? 0) + (counts?.['suppressed'] ?? 0)
  const isNothing = wanted === 0 && !hasOtherChoices
  return (
    <>
      <Flex flex={1} justify="flex-end">
        <Text muted size={1} style={{textWrap: 'pretty'}}>
          {t(overLimit ? 'check.over-limit' : textOf(wizard, wanted))}
        </Text>
      </Flex>
      {(hasOtherChoices || hasOtherColumns) && (
        <Button
          fontSize={1}
          mode={hasOtherColumns ? 'default' : 'ghost'}
          onClick={wizard.checkAgain}
          padding={3}
          text={t('check.again')}
        />
      )}
      <Button
        disabled={isNothing || hasOtherColumns || overLimit !== null}
        fontSize={1}
        onClick={onStart}
        padding={3}
        text={hasOtherChoices ? t('check.start-changed') : t('check.start', {count: wanted})}
        tone="primary"
      />
    </>
  )
}
