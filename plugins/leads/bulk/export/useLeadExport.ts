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
import {commitOnce, committer} from '../../../../core/changes/commitDecision.ts'
import {EXPORT_REQUEST_VERSION} from '../../../../core/changes/exports/exportIntent.ts'
import {newExportJob} from '../../../../core/changes/exports/exportJob.ts'
import type {NameReader} from '../../../../core/exports/cacheNames.ts'
import {MAX_DIRECT} from '../selectionFilter.ts'
import type {ExportChoice} from './exportChoice.ts'
import {SAMPLE_ROWS} from './ExportSample.tsx'
import {useGridLabels} from '../../columns/columnLabels.ts'
import {exportFileName, recordedFile, UnrecordedError} from './recordedFile.ts'
import {sampleLeads, type LeadExport} from './exportLeads.ts'
import {useExportLabels} from './useExportLabels.ts'

/** The state of an export. */
export type ExportPhase =
  | {kind: 'ready'}
  | {kind: 'running'; rows: number; expected: number}
  /** If `rows` is 0, no file was saved. */
  | {kind: 'done'; rows: number; expected: number}
  | {kind: 'cancelled'}
  /** A function prepares it. */
  | {kind: 'asked'; jobId: string}
  | {kind: 'failed'; reason: string}

interface LeadExportWork {
  phase: ExportPhase
  /**
   * Makes and saves the file, or asks a function to prepare it where it has many rows.
   *
   * @param expected - the number of leads that the dialog showed
   */
  start: (selection: LeadSelection, expected: number, choice: ExportChoice) => Promise<void>
  /** Cancels the export; no file is saved. */
  cancel: () => void
  /** Reads the first rows of the file. */
  readSample: (
    selection: LeadSelection,
    choice: ExportChoice,
    signal: AbortSignal,
  ) => Promise<string[][]>
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
export function useLeadExport(client: SanityClient): LeadExportWork {
  const errorReason = useErrorReason()
  const {document: site} = useSiteContext()
  const texts = useTexts()
  const users = useUserStore()
  const user = useCurrentUser()
  const {t} = useTranslation(bulkLocaleNamespace)
  const [phase, setPhase] = useState<ExportPhase>({kind: 'ready'})
  const running = useRef<AbortController | null>(null)
  useEffect(() => () => running.current?.abort(), [])
  const userId = user?.id ?? ''
  const email = user?.email ?? ''

  const readOwners = useCallback<NameReader>(
    async (ids) => {
      const found = await users.getUsers([...ids])
      return new Map(found.flatMap(({id, displayName}) => (displayName ? [[id, displayName]] : [])))
    },
    [users],
  )
  const readSample = useCallback<LeadExportWork['readSample']>(
    (selection, choice, signal) =>
      sampleLeads({client, site, selection, ...choice, texts, readOwners, signal}, SAMPLE_ROWS),
    [client, readOwners, site, texts],
  )
  const start = useCallback<LeadExportWork['start']>(
    async (selection, expected, choice) => {
      const own = new AbortController()
      const {signal} = own
      running.current = own
      setPhase({kind: 'running', rows: 0, expected})
      try {
        if (expected > MAX_DIRECT) {
          const columns = choice.columns.map((id) => ({id, heading: texts.column(id)}))
          const job = newExportJob({
            site: site.key,
            ulid: ulid(),
            request: {
              version: EXPORT_REQUEST_VERSION,
              format: choice.format,
              columns,
              leads: selection,
              ...(email === '' ? {} : {notify: email}),
            },
            expected,
            createdBy: userId,
          })
          await commitOnce(committer(client, 'leads.export.ask', 'async'), [{create: job}])
          setPhase({kind: 'asked', jobId: job._id})
          return
        }
        const work = {client, site, selection, ...choice, expected, texts, readOwners, signal}
        const recorder = {userId, newUlid: ulid, now: Date.now}
        const {contents, rows} = await recordedFile({...work, ...recorder}, (done) => {
          if (!signal.aborted) setPhase({kind: 'running', rows: done, expected})
        })
        const name = exportFileName(site, choice.format, new Date().toISOString())
        if (rows > 0) saveFile(name, contents)
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
    [client, email, errorReason, readOwners, site, t, texts, userId],
  )
  const cancel = useCallback(() => {
    running.current?.abort()
    setPhase({kind: 'cancelled'})
  }, [])
  return {phase, start, cancel, readSample}
}
