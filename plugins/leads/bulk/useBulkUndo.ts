import {useEffect, useEffectEvent} from 'react'
import {useTranslation} from 'sanity'
import type {UndoEnd, UndoableChange} from '../undo/undoable.ts'
import type {Undo} from '../undo/useUndo.tsx'
import {bulkLocaleNamespace} from './bulkLocale.ts'
import type {BulkReport} from './bulkReport.ts'
import {reasonsOf, resultText, type Translate} from './resultText.ts'
import type {BulkWork} from './useBulkWork.ts'

/** Why some leads were not changed: the most frequent reasons. */
function reasonText(t: Translate, report: BulkReport): string {
  const reasons = reasonsOf([...report.failures, ...report.skipped]).slice(0, 2)
  return reasons.map((each) => t('result.reason', {...each})).join(' ')
}

function endOf(t: Translate, report: BulkReport): UndoEnd {
  const {succeeded, skipped, failed} = report.tally
  const said = t('undo.said', {action: t('action.undo'), result: resultText(t, report)})
  const missed = skipped + failed + report.left
  if (missed === 0) return {kind: 'undone', said}
  return {kind: succeeded === 0 ? 'kept' : 'partly', said, reason: reasonText(t, report)}
}

function undoable(t: Translate, report: BulkReport, follow: BulkWork['follow']): UndoableChange {
  const action = t(`action.${report.action?.kind ?? 'undo'}`)
  const isWhole = report.tally.failed + report.tally.skipped + report.left === 0
  return {
    said: t('undo.said', {action, result: resultText(t, report)}),
    note: isWhole ? undefined : reasonText(t, report),
    undo: async () => {
      const end = await follow(report, 'undo')
      if (end.kind === 'made') return endOf(t, end.report)
      if (end.kind === 'given') return {kind: 'undone', said: t('undo.given')}
      throw new Error(end.kind === 'busy' ? t('undo.busy') : end.reason)
    },
  }
}

/** Offers to undo what the page itself has changed, as soon as that is done. */
export function useBulkUndo(work: BulkWork, undo: Undo | undefined): void {
  const {t} = useTranslation(bulkLocaleNamespace)
  const report = work.phase.kind === 'made' ? work.phase.report : null
  const offered = report?.canUndo && report.action?.kind !== 'undo' ? report : null
  const offer = useEffectEvent((made: BulkReport) =>
    undo?.track(made.jobId, Promise.resolve(undoable(t, made, work.follow))),
  )
  useEffect(() => {
    if (offered) offer(offered)
  }, [offered])
}
