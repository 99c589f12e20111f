import type {SanityClient} from '@sanity/client'
import {useCallback, useEffect, useRef, useState} from 'react'
import {useCurrentUser} from 'sanity'
import {ulid as newUlid} from 'ulid'
import {addCorrections, type Corrections} from '../../../../core/imports/corrections.ts'
import {
  importIntent,
  includedFiles,
  type ImportDraft,
  type ImportOrder,
  type NamedList,
  type UploadedFiles,
} from '../../../../core/imports/importDraft.ts'
import {importId, newImport} from '../../../../core/imports/importJob.ts'
import {personColumns} from '../../../../core/imports/uploadedRow.ts'
import type {FileParser, SheetToRead} from '../parsing/fileParser.ts'
import {pauseFor} from '../upload/pauseFor.ts'
import {resumableUpload} from '../upload/resumableUpload.ts'
import {storedChunks, uploadRows, type UploadProgress} from '../upload/uploadRows.ts'
import type {WizardState} from '../wizardState.ts'
import {createImport} from './createImport.ts'
import {createLists, idsOfLists} from './createLists.ts'

/** What the wizard does in the store. */
export type ImportPhase =
  | {kind: 'idle'}
  | {kind: 'uploading'; progress: UploadProgress}
  /** The dry run was asked for; its document shows the progress. */
  | {kind: 'checking'; jobId: string}
  | {kind: 'starting'}
  | {kind: 'failed'; error: unknown}

/** Uploads rows, checks them, and starts imports. */
export interface ImportWork {
  phase: ImportPhase
  /** Uploads the rows of a draft, where that is not done, and checks them. */
  check: (state: WizardState, lists: readonly NamedList[]) => void
  /** Corrects uploaded rows, and checks all rows again. */
  correct: (
    state: WizardState,
    lists: readonly NamedList[],
    corrections: Corrections,
  ) => Promise<void>
  /** Stops an upload. */
  cancel: () => void
  /**
   * Starts the import of what was checked.
   *
   * @param prepare - makes what else it needs in the site
   * @returns its id, or `null` when it could not start
   */
  start: (
    draft: ImportDraft,
    lists: readonly NamedList[],
    prepare: () => Promise<void>,
  ) => Promise<string | null>
}

/** Rows that were uploaded: of which files, with which corrections. */
interface UploadedRows {
  sheets: string
  corrections: Corrections
  files: UploadedFiles
}

/** Corrections of rows, and how their files were read: rows that are read otherwise have other numbers. */
interface CorrectedRows {
  of: string
  cells: Corrections
}

const NONE: Corrections = {}

/** Identifies how files are read. */
function readingOf(sheets: readonly SheetToRead[]): string {
  return JSON.stringify(sheets.map(({key, options}) => [key, options]))
}

function sheetsToRead({draft, sheets}: WizardState): SheetToRead[] {
  return includedFiles(draft).map(({key, mapping}) => ({
    key,
    options: sheets[key]?.options ?? {},
    columns: personColumns(mapping, draft.match),
  }))
}

/**
 * The work of one wizard.
 *
 * @param parser - reads the files that the wizard opened
 */
export function useImportWork(client: SanityClient, site: string, parser: FileParser): ImportWork {
  const createdBy = useCurrentUser()?.id ?? ''
  const [phase, setPhase] = useState<ImportPhase>({kind: 'idle'})
  const uploaded = useRef<UploadedRows | null>(null)
  const corrected = useRef<CorrectedRows>({of: '', cells: NONE})
  const checked = useRef<string | null>(null)
  const stop = useRef<AbortController | null>(null)
  // The same for every attempt, so that none creates anything twice.
  const [writeUlid] = useState(newUlid)
  const [listUlids] = useState(() => new Map<string, string>())
  useEffect(() => () => stop.current?.abort(), [])

  const create = useCallback(
    async (order: Omit<ImportOrder, 'now'>, ulid: string) => {
      const intent = importIntent({...order, now: new Date().toISOString()})
      const {sourceTotals} = order.draft
      return createImport(client, newImport({site, ulid, intent, createdBy, sourceTotals}))
    },
    [client, createdBy, site],
  )

  const upload = useCallback(
    async (state: WizardState, signal: AbortSignal): Promise<UploadedFiles> => {
      const sheets = sheetsToRead(state)
      const {of, cells} = corrected.current
      const corrections = of === readingOf(sheets) ? cells : NONE
      const key = JSON.stringify(sheets)
      const before = uploaded.current?.sheets === key ? uploaded.current : null
      if (before?.corrections === corrections) return before.files
      const names = includedFiles(state.draft).map(({name}) => name)
      const resumed = before
        ? {ulid: before.files.upload, isResumed: true}
        : await resumableUpload(site, JSON.stringify([names, sheets]), {newUlid})
      const target = {site, ulid: resumed.ulid, createdBy}
      const stored = resumed.isResumed
        ? await storedChunks(client, target, signal)
        : new Map<number, string>()
      const chunks = await uploadRows(parser.chunks(sheets, corrections), {
        client,
        upload: target,
        stored,
        signal,
        onProgress: (progress) => setPhase({kind: 'uploading', progress}),
        pause: pauseFor,
        now: () => new Date().toISOString(),
      })
      const files = {upload: resumed.ulid, chunks}
      uploaded.current = {sheets: key, corrections, files}
      if ('forget' in resumed) await resumed.forget()
      return files
    },
    [client, createdBy, parser, site],
  )

  const check = useCallback(
    async (state: WizardState, lists: readonly NamedList[]) => {
      stop.current?.abort()
      const controller = new AbortController()
      stop.current = controller
      const isFirst = uploaded.current === null
      setPhase({kind: 'uploading', progress: {rows: 0, chunks: 0, waitingFor: null}})
      try {
        const files = await upload(state, controller.signal)
        const ulid = isFirst ? files.upload : newUlid()
        checked.current = ulid
        const ids = idsOfLists(site, lists, listUlids)
        const order = {draft: state.draft, files, mode: 'check', lists: ids, check: null} as const
        setPhase({kind: 'checking', jobId: await create(order, ulid)})
      } catch (error) {
        const isOwn = controller.signal.aborted
        setPhase(isOwn ? {kind: 'idle'} : {kind: 'failed', error})
      }
    },
    [create, listUlids, site, upload],
  )

  const correct = async (
    state: WizardState,
    lists: readonly NamedList[],
    corrections: Corrections,
  ): Promise<void> => {
    const of = readingOf(sheetsToRead(state))
    const earlier = corrected.current.of === of ? corrected.current.cells : NONE
    corrected.current = {of, cells: addCorrections(earlier, corrections)}
    await check(state, lists)
  }

  const start: ImportWork['start'] = async (draft, lists, prepare) => {
    if (!uploaded.current) return null
    const {files} = uploaded.current
    setPhase({kind: 'starting'})
    try {
      await prepare()
      const ids = idsOfLists(site, lists, listUlids)
      const id = importId(site, writeUlid, 'rows')
      await createLists(client, {site, lists, ids, draft, importId: id, createdBy})
      const order = {draft, files, mode: 'write', lists: ids, check: checked.current} as const
      return await create(order, writeUlid)
    } catch (error) {
      setPhase({kind: 'failed', error})
      return null
    }
  }

  return {
    phase,
    check: (state, lists) => void check(state, lists),
    correct,
    cancel: () => stop.current?.abort(),
    start,
  }
}
