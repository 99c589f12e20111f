import type {SanityClient} from '@sanity/client'
import {startTransition, useEffect, useEffectEvent, useRef, useState} from 'react'
import type {DraftFile} from '../../../../core/imports/importDraft.ts'
import type {RememberedMapping} from '../../../../core/imports/rememberedMapping.ts'
import {takeFiles} from '../../../ui/droppedFiles.ts'
import {useSiteContext} from '../../../ui/siteContext.tsx'
import type {Member} from '../../../ui/users/members.ts'
import {forget, readRemembered} from '../columns/rememberedMappings.ts'
import {asRemembered, draftFile, draftFiles, type ProposedColumns} from '../draftFiles.ts'
import type {FileParser, SheetOptions} from '../parsing/fileParser.ts'
import type {Attempts} from '../useAttempt.ts'
import type {WizardEvent} from '../wizardState.ts'

/** Opening files, with the mappings that were used before for their header rows. */
export interface Opening {
  isOpening: boolean
  openFiles: (files: readonly File[]) => void
  readAgain: (key: string, options: SheetOptions) => void
  /** The mapping of a file that somebody used before; `null` where its columns are guessed. */
  remembered: (key: string) => RememberedMapping | null
  guessAgain: (key: string) => void
  /** Forgets the mapping of a file for everybody, and guesses its columns. */
  forgetColumns: (key: string) => void
}

/** What {@link useOpening} depends on. */
export interface OpeningOptions {
  client: SanityClient
  parser: FileParser
  /** Empty while they are not known. */
  members: readonly Member[]
  attempts: Attempts
  dispatch: (event: WizardEvent) => void
}

/** Opens files that a person chose, or dropped on another page, and proposes what their columns are for. */
export function useOpening(options: OpeningOptions): Opening {
  const {client, parser, members, dispatch} = options
  // They may become known while a file is read.
  const known = useRef(members)
  useEffect(() => {
    known.current = members
  }, [members])
  const {attempt} = options.attempts
  const {site, document} = useSiteContext()
  const [isOpening, setOpening] = useState(false)
  const [proposals, setProposals] = useState<Readonly<Record<string, ProposedColumns | null>>>({})
  useEffect(() => () => parser.close(), [parser])

  /** Puts the mappings that were used before into files. */
  const proposeColumns = async (drafts: readonly DraftFile[]): Promise<DraftFile[]> => {
    const rows = drafts.map(({mapping}) => mapping.columns.map(({heading}) => heading))
    const remembered = await readRemembered(client, site, rows)
    const proposed = drafts.map((file, at) => asRemembered(file, remembered[at]))
    const added = proposed.map((each) => [each.file.key, each.proposed] as const)
    setProposals((before) => ({...before, ...Object.fromEntries(added)}))
    return proposed.map(({file}) => file)
  }

  const openFiles = (chosen: readonly File[]) =>
    void attempt(async () => {
      setOpening(true)
      try {
        const opened = await parser.open(chosen)
        const drafts = await proposeColumns(draftFiles(document, opened.sheets, known.current))
        startTransition(() => dispatch({type: 'opened', ...opened, files: drafts}))
      } finally {
        setOpening(false)
      }
    })

  const openDropped = useEffectEvent(() => {
    const dropped = takeFiles()
    if (dropped.length > 0) openFiles(dropped)
  })
  useEffect(() => {
    // Not within the effect: opening files changes the state at once.
    const timer = setTimeout(openDropped)
    return () => clearTimeout(timer)
  }, [])

  const guessAgain = (key: string) => {
    const proposed = proposals[key]
    if (!proposed) return
    dispatch({type: 'map-file', key, columns: proposed.guessed})
    setProposals((before) => ({...before, [key]: null}))
  }

  return {
    isOpening,
    openFiles,
    readAgain: (key, chosen) =>
      void attempt(async () => {
        const sheet = await parser.look(key, chosen)
        const [file] = await proposeColumns([draftFile(document, sheet, known.current)])
        if (file) dispatch({type: 'read-again', sheet, options: chosen, file})
      }),
    remembered: (key) => proposals[key]?.remembered ?? null,
    guessAgain,
    forgetColumns: (key) =>
      void attempt(async () => {
        const proposed = proposals[key]
        if (!proposed) return
        await forget(client, proposed.remembered)
        guessAgain(key)
      }),
  }
}
