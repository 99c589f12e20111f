import {Card, Flex, Stack, Text} from '@sanity/ui'
import {useTranslation} from 'sanity'
import {useProblemText} from '../../ui/useProblemText.ts'
import {governanceLocaleNamespace} from '../governanceLocale.ts'
import {Progress} from '../governanceStyles.ts'
import {ToolButton} from '../../ui/ToolButton.tsx'
import type {BatchProgress} from './batchProgress.ts'

/** Failures that are listed. */
const LISTED = 5

/** The progress of the refreshes of several sites, and how they ended. */
export function BatchBar(props: {
  progress: BatchProgress
  onCancel: () => void
  onRetry: () => void
  onClose: () => void
}) {
  const {progress, onCancel, onRetry, onClose} = props
  const {t} = useTranslation(governanceLocaleNamespace)
  const problemText = useProblemText()
  const {total, succeeded, running, failed, cancelled} = progress
  const done = total - running.length
  const isRunning = running.length > 0
  return (
    <Card
      borderBottom
      paddingX={4}
      paddingY={3}
      tone={isRunning ? 'primary' : failed.length > 0 ? 'caution' : 'positive'}
    >
      <Stack gap={3}>
        <Flex align="center" gap={3}>
          <Text aria-live="polite" size={1}>
            {t('batch.progress', {done, total, succeeded, failed: failed.length, cancelled})}
          </Text>
          <Progress aria-label={t('batch.label')} max={total} value={done} />
          {isRunning && (
            <ToolButton onClick={onCancel} text={t('batch.cancel', {count: running.length})} />
          )}
          {!isRunning && failed.length > 0 && (
            <ToolButton onClick={onRetry} text={t('batch.retry', {count: failed.length})} />
          )}
          {!isRunning && <ToolButton mode="bleed" onClick={onClose} text={t('dialog.close')} />}
        </Flex>
        {failed.slice(0, LISTED).map(({site, title, problems}) => (
          <Text key={site} size={1}>
            {title}: {problemText(...problems)}
          </Text>
        ))}
        {failed.length > LISTED && (
          <Text muted size={1}>
            {t('batch.more', {count: failed.length - LISTED})}
          </Text>
        )}
      </Stack>
    </Card>
  )
}
