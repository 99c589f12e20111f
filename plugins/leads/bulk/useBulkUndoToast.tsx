import {Button, Flex, Text} from '@sanity/ui'
import {useToast} from '@sanity/ui/toast'
import {useEffect, useEffectEvent} from 'react'
import {useTranslation} from 'sanity'
import {bulkLocaleNamespace} from './bulkLocale.ts'
import type {BulkReport} from './bulkReport.ts'
import {resultText} from './resultText.ts'
import type {BulkWork} from './useBulkWork.ts'

/** How long it can be undone from the toast; from the bar it can be as long as that is open. */
const DURATION_MS = 12_000

/** Says how a bulk change ended, wherever the person looks by then, and offers to undo it. */
export function useBulkUndoToast(
  report: BulkReport | null,
  work: BulkWork,
  onEnded: () => void,
): void {
  const {t} = useTranslation(bulkLocaleNamespace)
  const toast = useToast()
  const jobId = report?.jobId ?? null
  const say = useEffectEvent(() => {
    if (!report) return
    const undo = t(report.action?.kind === 'delete' ? 'result.restore' : 'result.undo')
    toast.push({
      closable: true,
      description: report.canUndo ? (
        <Flex>
          <Button
            fontSize={1}
            mode="ghost"
            onClick={() => void work.follow(report, 'undo')}
            padding={2}
            text={undo}
          />
        </Flex>
      ) : (
        <Text size={1}>{t(`action.${report.action?.kind ?? 'undo'}`)}</Text>
      ),
      duration: DURATION_MS,
      id: `bulk-${report.jobId}`,
      status: report.tally.failed > 0 ? 'warning' : 'success',
      title: resultText(t, report),
    })
    onEnded()
  })
  useEffect(() => {
    if (jobId) say()
  }, [jobId])
}
