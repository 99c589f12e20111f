import type {SanityClient} from '@sanity/client'
import {useState} from 'react'
import {useTranslation} from 'sanity'
import type {RecentChange} from '../../../../core/changes/recent/recentChanges.ts'
import {useErrorReason, useProblemText} from '../../../ui/useProblemText.ts'
import {bulkLocaleNamespace} from '../../locale/bulkLocale.ts'
import type {BulkReport} from '../bulkReport.ts'
import {reasonsOf, resultText} from '../BulkResult.tsx'
import {useBulkWork, type BulkPhase} from '../useBulkWork.ts'
import {useLeadRemoval} from '../useLeadRemoval.ts'
import {leadsLocaleNamespace} from '../../locale/leadsLocale.ts'

/** The result of undoing a change. */
export interface RecentResult {
  isFailure: boolean
  text: string
  /** Why leads were left out or failed. */
  reasons: readonly string[]
}

/** Undoes changes of the list, one at a time. */
export interface RecentWork {
  /** Id of the change that is being undone; `null` for none. */
  busyId: string | null
  phase: BulkPhase
  resultOf: (changeId: string) => RecentResult | undefined
  /** Undoes a whole change. */
  undo: (change: RecentChange) => void
  /** Restores one of the leads that a change deleted. */
  restore: (change: RecentChange, leadId: string) => void
}

/** The report that undoing takes. */
function reportOf({id, way, action, tally}: RecentChange): BulkReport {
  return {
    jobId: id,
    way,
    action,
    tally,
    left: 0,
    leftIds: [],
    failures: [],
    moreFailures: 0,
    skipped: [],
    canUndo: true,
  }
}

/**
 * Undoes changes of the list, and keeps the result of each.
 *
 * @param onDone - called with the change's id when its leads may have changed
 */
export function useRecentWork(
  client: SanityClient,
  onDone: (changeId: string) => void,
): RecentWork {
  const errorReason = useErrorReason()
  const problemText = useProblemText()
  const work = useBulkWork(client)
  const {restoreFrom} = useLeadRemoval(client)
  const {t} = useTranslation(bulkLocaleNamespace)
  const {t: tLeads} = useTranslation(leadsLocaleNamespace)
  const [busyId, setBusyId] = useState<string | null>(null)
  const [results, setResults] = useState<ReadonlyMap<string, RecentResult>>(new Map())

  const resultOf = (report: BulkReport): RecentResult => ({
    isFailure: report.tally.failed > 0,
    text: resultText(t, report),
    reasons: reasonsOf([...report.failures, ...report.skipped], problemText)
      .slice(0, 5)
      .map(({reason, count}) => t('result.reason', {count, reason})),
  })
  const perform = async (changeId: string, job: () => Promise<RecentResult | null>) => {
    if (busyId !== null) return
    setBusyId(changeId)
    let result: RecentResult | null
    try {
      result = await job()
    } catch (error) {
      result = {isFailure: true, text: errorReason(error).reason, reasons: []}
    }
    setResults((before) => {
      const next = new Map(before)
      if (result) next.set(changeId, result)
      else next.delete(changeId)
      return next
    })
    setBusyId(null)
    onDone(changeId)
  }

  return {
    busyId,
    phase: work.phase,
    resultOf: (changeId) => results.get(changeId),
    undo: (change) =>
      void perform(change.id, async () => {
        const end = await work.follow(reportOf(change), 'undo')
        if (end.kind === 'busy') throw new Error(t('undo.busy'))
        if (end.kind === 'error') throw new Error(end.reason)
        return end.kind === 'done' ? resultOf(end.report) : null
      }),
    restore: (change, leadId) =>
      void perform(change.id, async () => {
        const report = await restoreFrom(change.id, [leadId])
        const text = tLeads('recent.restored', {count: report.tally.succeeded})
        return {...resultOf(report), text}
      }),
  }
}
