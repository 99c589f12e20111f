import type {SanityClient} from '@sanity/client'
import {useCallback, useEffect, useMemo, useRef, useState} from 'react'
import {useCurrentUser, useTranslation, useUserStore} from 'sanity'
import {ulid} from 'ulid'
import type {LeadSelection} from '../../../../core/audience/leadSelection.ts'
import {engagementLook} from '../../../ui/EngagementBadge.tsx'
import {errorReason} from '../../../ui/errorReason.ts'
import {saveFile} from '../../../ui/saveFile.ts'
import {useSiteContext} from '../../../ui/siteContext.tsx'
import {statusLook} from '../../../ui/StatusBadge.tsx'
import {bulkLocaleNamespace} from '../../locale/bulkLocale.ts'
import type {ColumnId} from '../../data/columnId.ts'
import {useGridLabels} from '../../columns/columnLabels.ts'
import {exportFileName, recordedFile, UnrecordedError} from './recordedFile.ts'
import type {LeadExport} from './exportLeads.ts'

/** What an export is at. */
export type ExportPhase =
  | {kind: 'ready'}
  | {kind: 'running'; rows: number; expected: number}
  /** `rows` leads were exported; where that is none, no file was saved. */
  | {kind: 'done'; rows: number; expected: number}
  | {kind: 'cancelled'}
  | {kind: 'failed'; reason: string}

/** An export, and how it goes on. */
interface LeadExportWork {
  phase: ExportPhase
  /** Makes the file and saves it; `expected` is the number that the person was told. */
  start: (selection: LeadSelection, expected: number) => Promise<void>
  /** Stops it; no file is saved. */
  cancel: () => void
}

/** What stands in the file for the store's values: what the grid shows. */
function useTexts(): LeadExport['texts'] {
  const {document: site} = useSiteContext()
  const labels = useGridLabels()
  return useMemo(
    () => ({
      column: labels.column,
      status: (value) => statusLook(site.leadStatuses ?? [], value).text,
      engagement: (value) => (engagementLook(value) ? labels.engagement(value) : value),
      subscription: labels.subscription,
    }),
    [labels, site],
  )
}

/**
 * Exports leads for the person who is signed in; the export ends with the component. What cannot be
 * recorded does not leave: it begins when its beginning is written down, and the file is saved when
 * its end is.
 */
export function useLeadExport(client: SanityClient, columns: readonly ColumnId[]): LeadExportWork {
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
        const what = {client, site, selection, columns, expected, texts, readOwners, signal}
        const who = {userId, newUlid: ulid, now: Date.now}
        const {contents, rows} = await recordedFile({...what, ...who}, (so) => {
          if (!signal.aborted) setPhase({kind: 'running', rows: so, expected})
        })
        if (rows > 0) saveFile(exportFileName(site, new Date().toISOString()), contents)
        setPhase({kind: 'done', rows, expected})
      } catch (error) {
        // What was cancelled says so already.
        if (signal.aborted) return
        const isUnrecorded = error instanceof UnrecordedError
        const {reason} = errorReason(isUnrecorded ? error.cause : error)
        const said = isUnrecorded ? t(`export.unrecorded.${error.moment}`, {reason}) : reason
        setPhase({kind: 'failed', reason: said})
      }
    },
    [client, columns, site, t, texts, userId, users],
  )
  const cancel = useCallback(() => {
    running.current?.abort()
    setPhase({kind: 'cancelled'})
  }, [])
  return {phase, start, cancel}
}
