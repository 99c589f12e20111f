import type {SanityClient} from '@sanity/client'
import {Card, Flex, Stack, Text} from '@sanity/ui'
import {useTranslation} from 'sanity'
import type {BulkJobRecord} from '../../../core/changes/bulk/bulkJob.ts'
import {ToolButton} from '../../ui/ToolButton.tsx'
import {useProblemText, type ProblemText} from '../../ui/useProblemText.ts'
import {bulkLocaleNamespace} from '../locale/bulkLocale.ts'
import type {BulkReport, BulkProblem} from './bulkReport.ts'
import {useFailuresDownload} from './useFailuresDownload.ts'

interface BulkResultProps {
  client: SanityClient
  report: BulkReport
  /** The document of a cancelled bulk change that a function can resume. */
  cancelled?: BulkJobRecord | undefined
  onFollow: (how: 'undo' | 'retry') => void
  onResume: (job: BulkJobRecord) => void
  onDismiss: () => void
}

/** The result of a bulk change with its reasons for failures, and buttons to retry, resume or undo. */
export function BulkResult(props: BulkResultProps) {
  const {client, report, cancelled, onFollow, onResume, onDismiss} = props
  const {t} = useTranslation(bulkLocaleNamespace)
  const {download, isLoading} = useFailuresDownload(client, report)
  const {failed, succeeded} = report.tally
  const problemText = useProblemText()
  const reasons = reasonsOf([...report.failures, ...report.skipped], problemText)
  const tone = failed > 0 ? (succeeded > 0 ? 'caution' : 'critical') : 'positive'
  const canRetry = (failed > 0 || report.leftIds.length > 0) && report.action?.kind !== 'undo'
  return (
    <Card border padding={3} radius={2} tone={tone}>
      <Flex align="center" gap={3} wrap="wrap">
        <Stack flex={1} gap={3}>
          <Text as="output" size={1} weight="medium">
            {report.action && `${t(`action.${report.action.kind}`)}: `}
            {resultText(t, report)}
          </Text>
          {reasons.length > 0 && (
            <Stack aria-label={t('result.reasons')} as="ul" gap={2} style={{margin: 0, padding: 0}}>
              {reasons.slice(0, 5).map(({reason, count}) => (
                <Text as="li" key={reason} size={1} style={{listStyle: 'none'}}>
                  {t('result.reason', {count, reason})}
                </Text>
              ))}
              {report.moreFailures > 0 && (
                <Text as="li" muted size={1} style={{listStyle: 'none'}}>
                  {t('result.more', {count: report.moreFailures})}
                </Text>
              )}
            </Stack>
          )}
        </Stack>
        <Flex gap={2} wrap="wrap">
          {cancelled && (
            <ToolButton onClick={() => onResume(cancelled)} text={t('result.resume')} />
          )}
          {canRetry && <ToolButton onClick={() => onFollow('retry')} text={t('result.retry')} />}
          {failed > 0 && (
            <ToolButton
              isBusy={isLoading}
              onClick={() => void download()}
              text={t('result.download')}
            />
          )}
          {report.canUndo && (
            <ToolButton
              onClick={() => onFollow('undo')}
              text={t(report.action?.kind === 'delete' ? 'result.restore' : 'result.undo')}
            />
          )}
          <ToolButton mode="bleed" onClick={onDismiss} text={t('result.dismiss')} />
        </Flex>
      </Flex>
    </Card>
  )
}

/** The `t` of `useTranslation`. */
export type Translate = (key: string, values?: Record<string, unknown>) => string

/** Describes a result in one line: “95 succeeded, 5 failed”. Leaves out zeros. */
export function resultText(t: Translate, report: BulkReport): string {
  const {succeeded, unchanged, skipped, failed} = report.tally
  const parts = [
    ['succeeded', succeeded],
    ['failed', failed],
    ['skipped', skipped],
    ['unchanged', unchanged],
    ['left', report.left],
  ] as const
  const texts = parts.flatMap(([name, count]) => (count > 0 ? [t(`result.${name}`, {count})] : []))
  return texts.length === 0 ? t('result.nothing') : texts.join(', ')
}

/** The reasons with their numbers of leads, most frequent first. */
export function reasonsOf(
  list: readonly BulkProblem[],
  problemText: ProblemText,
): {reason: string; count: number}[] {
  const counts = new Map<string, number>()
  for (const {problems} of list) {
    const reason = problemText(...problems)
    counts.set(reason, (counts.get(reason) ?? 0) + 1)
  }
  const all = Array.from(counts, ([reason, count]) => ({reason, count}))
  return all.sort((left, right) => right.count - left.count)
}
