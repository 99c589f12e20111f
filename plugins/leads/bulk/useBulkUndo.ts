import {useEffectEvent, useLayoutEffect} from 'react'
import {useTranslation} from 'sanity'
import type {UndoableChange, Undo} from '../edits/undo/useUndo.tsx'
import {bulkLocaleNamespace} from '../locale/bulkLocale.ts'
import type {BulkReport} from './bulkReport.ts'
import type {Translate} from './BulkResult.tsx'
import type {BulkWork} from './useBulkWork.ts'

function undoable(t: Translate, report: BulkReport, follow: BulkWork['follow']): UndoableChange {
  return {
    // No title: the bulk bar shows both results.
    title: null,
    undo: async () => {
      const end = await follow(report, 'undo')
      if (end.kind === 'busy') throw new Error(t('undo.busy'))
      if (end.kind === 'error') throw new Error(end.reason)
      return null
    },
  }
}

/** Makes the keyboard shortcut undo a bulk change that the page has just made. */
export function useBulkUndo(work: BulkWork, undo: Undo | undefined): void {
  const {t} = useTranslation(bulkLocaleNamespace)
  const report = work.phase.kind === 'done' ? work.phase.report : null
  const offered = report?.canUndo && report.action?.kind !== 'undo' ? report : null
  const offer = useEffectEvent((made: BulkReport) =>
    undo?.track(made.jobId, Promise.resolve(undoable(t, made, work.follow))),
  )
  // The key works from the moment that the result is seen.
  useLayoutEffect(() => {
    if (offered) offer(offered)
  }, [offered])
}
