import type {SanityClient} from '@sanity/client'
import {useCallback, useEffect, useMemo, useRef, useState} from 'react'
import {useCurrentUser, useTranslation, useUserStore} from 'sanity'
import {ulid} from 'ulid'
import type {LeadSelection} from '../../../../core/audience/leadSelection.ts'
import {engagementLook} from '../../../ui/EngagementBadge.tsx'
import {useErrorReason} from '../../../ui/useProblemText.ts'
import {saveFile} from '../../../ui/saveFile.ts'
import {useSiteContext} from '../../../ui/siteContext.tsx'
import {statusLook} from '../../../ui/StatusBadge.tsx'
import {bulkLocaleNamespace} from '../../locale/bulkLocale.ts'
import type {ExportColumn} from '../../../../core/exports/exportColumns.ts'
import {useGridLabels} from '../../columns/columnLabels.ts'
import {exportFileName, recordedFile, UnrecordedError} from './recordedFile.ts'
import type {LeadExport} from './exportLeads.ts'
import {useExportLabels} from './useExportLabels.ts'

/** The state of an export. */
export type ExportPhase =
  | {kind: 'ready'}
  | {kind: 'running'; rows: number; expected: number}
  /** If `rows` is 0, no file was saved. */
  | {kind: 'done'; rows: number; expected: number}
  | {kind: 'cancelled'}
  | {kind: 'failed'; reason: string}

interface LeadExportWork {
  phase: ExportPhase
  /** Makes and saves the file; `expected` is the number of leads that the dialog showed. */
  start: (selection: LeadSelection, expected: number) => Promise<void>
  /** Cancels the export; no file is saved. */
  cancel: () => void
}

/** The file shows values as the grid does. */
function useTexts(): LeadExport['texts'] {
  const {document: site} = useSiteContext()
  const labels = useGridLabels()
  const columnLabel = useExportLabels()
  return useMemo(
    () => ({
      column: columnLabel,
      status: (value) => statusLook(site.leadStatuses ?? [], value).text,
      engagement: (value) => (engagementLook(value) ? labels.engagement(value) : value),
      subscription: labels.subscription,
    }),
    [columnLabel, labels, site],
  )
}

/** Exports leads for the current user, with a record; unmounting the component cancels the export. */
export function useLeadExport(
  client: SanityClient,
  columns: readonly ExportColumn[],
): LeadExportWork {
  const errorReason = useErrorReason()
  const {document: site} = useSiteContext()
  const texts = useTexts()
  const users = useUserStore()
  const userId = useCurrentUser()?.id ?? ''
  const {t} = useTranslation(bulkLocaleNamespace)
  const [phase, setPhase] = useState<ExportPhase>({kind: 'ready'})
  const running = useRef<AbortController | null>(null)
  useEffect(() => () => running.current?.abort(), [])

  const start = useCallback(
    async (selection: LeadSelection, expected: number) => {
      const own = new AbortController()
      const {signal} = own
      running.current = own
      const readOwners = async (ids: readonly string[]) => {
        const found = await users.getUsers([...ids])
        return new Map(
          found.flatMap(({id, displayName}) => (displayName ? [[id, displayName]] : [])),
        )
      }
      setPhase({kind: 'running', rows: 0, expected})
      try {
        const work = {
          client,
          site,
          selection,
          columns,
          format: 'csv' as const,
          expected,
          texts,
          readOwners,
          signal,
        }
        const recorder = {userId, newUlid: ulid, now: Date.now}
        const {contents, rows} = await recordedFile({...work, ...recorder}, (done) => {
          if (!signal.aborted) setPhase({kind: 'running', rows: done, expected})
        })
        if (rows > 0) saveFile(exportFileName(site, 'csv', new Date().toISOString()), contents)
        setPhase({kind: 'done', rows, expected})
      } catch (error) {
        // `cancel` has set the phase.
        if (signal.aborted) return
        const isUnrecorded = error instanceof UnrecordedError
        const {reason} = errorReason(isUnrecorded ? error.cause : error)
        const text = isUnrecorded ? t(`export.unrecorded.${error.moment}`, {reason}) : reason
        setPhase({kind: 'failed', reason: text})
      }
    },
    [client, columns, errorReason, site, t, texts, userId, users],
  )
  const cancel = useCallback(() => {
    running.current?.abort()
    setPhase({kind: 'cancelled'})
  }, [])
  return {phase, start, cancel}
}
