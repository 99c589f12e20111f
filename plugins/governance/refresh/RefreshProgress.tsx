import {StopIcon} from '@sanity/icons/Stop'
import {Card, Flex, Spinner, Stack, Text} from '@sanity/ui'
import {useTranslation} from 'sanity'
import {jobTally} from '../../../core/jobs/jobRecord.ts'
import {parseProblems} from '../../../core/problems/storedProblems.ts'
import {useProblemText} from '../../ui/useProblemText.ts'
import type {RefreshEntry} from '../data/siteSync.ts'
import {governanceLocaleNamespace} from '../governanceLocale.ts'
import {Progress} from '../governanceStyles.ts'
import {ToolButton} from '../../ui/ToolButton.tsx'

/** The progress of a running refresh, with a button to cancel it. */
export function RefreshProgress(props: {
  job: RefreshEntry
  label: string
  /** Left out where the person may not cancel it. */
  onCancel?: () => void
}) {
  const {job, label, onCancel} = props
  const {t} = useTranslation(governanceLocaleNamespace)
  const problemText = useProblemText()
  const {succeeded, unchanged, skipped, failed} = jobTally({
    totals: job.totals ?? null,
    unchanged: job.unchanged ?? null,
  })
  const total = job.totals?.total ?? 0
  const done = succeeded + unchanged + skipped + failed
  const isStopping = job.cancelRequested === true
  return (
    <Card border padding={3} radius={2} tone="primary">
      <Flex align="center" gap={3}>
        <Spinner muted />
        <Stack flex={1} gap={2}>
          <Text aria-live="polite" size={1}>
            {isStopping ? t('refresh.stopping') : label}
            {total > 0 && ` ${t('refresh.parts', {done, total})}`}
          </Text>
          {total > 0 && <Progress aria-label={label} max={total} value={done} />}
          {job.waitingFor && (
            <Text muted size={1}>
              {t('refresh.waiting', {reason: problemText(...parseProblems(job.waitingFor))})}
            </Text>
          )}
        </Stack>
        {onCancel && (
          <ToolButton
            icon={StopIcon}
            isDisabled={isStopping}
            onClick={onCancel}
            text={t('refresh.cancel')}
          />
        )}
      </Flex>
    </Card>
  )
}
