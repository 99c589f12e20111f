import type {SanityClient} from '@sanity/client'
import {useEffect, useEffectEvent, useMemo, useReducer, useState} from 'react'
import {useCurrentUser, useTranslation} from 'sanity'
import type {CustomFieldDefinition} from '../../../core/audience/customFields.ts'
import {useOwners} from '../../leads/edits/fields/ownersContext.ts'
import {siteCustomFields} from '../../../core/audience/siteFields.ts'
import {checkMapping, type MappingProblem} from '../../../core/imports/checkMapping.ts'
import {
  customFieldOf,
  customNameOf,
  customTypeOf,
} from '../../../core/imports/guessing/customProposal.ts'
import {samplesOf} from '../../../core/imports/guessing/samples.ts'
import {guessColumns, type ColumnGuess} from '../../../core/imports/guessColumns.ts'
import {
  asksForSubscriptions,
  consentGaps,
  includedFiles,
  namedLists,
  newImportDraft,
  type ConsentGap,
  type DraftFile,
  type ImportDraft,
  type NamedList,
} from '../../../core/imports/importDraft.ts'
import type {ColumnMapping, ImportMapping} from '../../../core/imports/importMapping.ts'
import type {RememberedMapping} from '../../../core/imports/rememberedMapping.ts'
import {plainFieldName} from '../../../core/leads/registeredFields.ts'
import {localDateOf, siteTimeZone} from '../../../core/time/localDate.ts'
import {commitCustomField} from '../../ui/customField/commitCustomField.ts'
import {takeFiles} from '../../ui/droppedFiles.ts'
import {useErrorReason} from '../../ui/useProblemText.ts'
import {useSiteContext} from '../../ui/siteContext.tsx'
import type {Corrections} from './check/correctRows.ts'
import {useImportWork, type ImportWork} from './check/useImportWork.ts'
import {forget, readRemembered, saveMapping} from './columns/rememberedMappings.ts'
import {importLocaleNamespace} from './importLocale.ts'
import type {FileParser, SheetOptions} from './parsing/fileParser.ts'
import {
  asRemembered,
  columnsOf,
  draftFile,
  draftFiles,
  guessContext,
  isOwner,
  withOwners,
  type ProposedColumns,
} from './draftFiles.ts'
import {newWizard, wizardReducer, WIZARD_STEPS, type WizardEvent} from './wizardState.ts'

/** A wizard: what it holds, and what can be done on its page. */
export interface Wizard {
  state: ReturnType<typeof newWizard>
  dispatch: (event: WizardEvent) => void
  guesses: Readonly<Record<string, readonly ColumnGuess[]>>
  problems: Readonly<Record<string, readonly MappingProblem[]>>
  custom: readonly CustomFieldDefinition[]
  /** What the consent lacks; empty until the person tried to continue. */
  gaps: readonly ConsentGap[]
  /** When the wizard was opened; ISO 8601, UTC. */
  now: string
  today: string
  /** Lists that the files name. */
  lists: readonly NamedList[]
  work: ImportWork
  checkAgain: () => void
  /** Whether the person decided otherwise since the rows were checked. */
  hasOtherChoices: boolean
  /** Whether columns are for something else since the rows were checked. */
  hasOtherColumns: boolean
  /**
   * Makes a custom field of a column that is left behind. `false` where a person has to name it first.
   */
  keepColumn: (key: string, index: number) => Promise<boolean>
  /** Corrects uploaded rows, and checks all rows again. */
  correct: (corrections: Corrections) => Promise<void>
  /** Starts the import; resolves to its id, or to `null` when it could not start. */
  start: () => Promise<string | null>
  isOpening: boolean
  /** What could not be done. */
  failure: string | null
  openFiles: (files: readonly File[]) => void
  readAgain: (key: string, options: SheetOptions) => void
  /** The mapping of a file that somebody used before; `null` where its columns are guessed. */
  remembered: (key: string) => RememberedMapping | null
  guessAgain: (key: string) => void
  /** Forgets the mapping of a file for everybody, and guesses its columns. */
  forgetColumns: (key: string) => void
  readValues: (key: string, index: number) => void
  /** Values of a column that a person may give a meaning, as far as they are known. */
  valuesOf: (key: string, index: number) => readonly string[]
  /** Whether the next page can be opened. */
  canGoOn: boolean
  goOn: () => void
  goBack: () => void
}

/** What was decided about leads that exist, to be compared. */
function choicesOf({existing, fields, rows}: ImportDraft): string {
  return JSON.stringify([existing, fields, rows])
}

/** What the columns of the files that are imported are for, to be compared. */
function columnsForWhat(draft: ImportDraft): string {
  return JSON.stringify(includedFiles(draft).map(({mapping}) => mapping))
}

/**
 * The state of a wizard and what it does. What cannot be undone, such as starting the import, is not here.
 *
 * @param parser - reads the files
 * @param knownLists - the site's lists
 */
export function useWizard(
  client: SanityClient,
  parser: FileParser,
  knownLists: readonly {value: string; title: string}[],
): Wizard {
  const {site, document, addCustomField} = useSiteContext()
  const owners = useOwners(site)
  const members = useMemo(() => owners ?? [], [owners])
  const {t} = useTranslation(importLocaleNamespace)
  const errorReason = useErrorReason()
  const timeZone = siteTimeZone(document)
  const [state, dispatch] = useReducer(wizardReducer, timeZone, (zone) =>
    newWizard(newImportDraft(zone)),
  )
  const work = useImportWork(client, site, parser)
  const [isOpening, setOpening] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)
  const [hasTried, setTried] = useState(false)
  const [checked, setChecked] = useState('')
  const [checkedColumns, setCheckedColumns] = useState('')
  const [found, setFound] = useState<Readonly<Record<string, readonly string[]>>>({})
  const [proposals, setProposals] = useState<Readonly<Record<string, ProposedColumns | null>>>({})
  const userId = useCurrentUser()?.id ?? ''
  useEffect(() => () => parser.close(), [parser])

  const files = includedFiles(state.draft)
  const lists = namedLists(state.draft, knownLists)
  const [now] = useState(() => new Date().toISOString())
  const today = localDateOf(now, timeZone)
  const gaps = asksForSubscriptions(state.draft) ? consentGaps(state.draft, today) : []
  const guesses = useMemo(() => {
    const context = guessContext(document, members)
    const all = Object.entries(state.sheets).map(
      ([key, {opened}]) => [key, guessColumns(columnsOf(opened), context)] as const,
    )
    return Object.fromEntries(all)
  }, [document, members, state.sheets])
  const problems = useMemo(() => {
    const context = {
      customFields: siteCustomFields(document),
      statuses: (document.leadStatuses ?? []).map(({value}) => value),
      members: owners && new Set(owners.map(({id}) => id)),
      mayMatch: true,
    }
    const all = state.draft.files.map(({key, mapping}) => {
      const values = mapping.columns.map((_, index) => found[`${key} ${index}`] ?? [])
      return [key, checkMapping(mapping, {...context, values})] as const
    })
    return Object.fromEntries(all)
  }, [document, found, owners, state.draft.files])

  const attempt = async (task: () => Promise<void>) => {
    setFailure(null)
    try {
      await task()
    } catch (error) {
      setFailure(errorReason(error).reason)
    }
  }

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
        const drafts = await proposeColumns(draftFiles(document, opened.sheets, members))
        dispatch({type: 'opened', ...opened, files: drafts})
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

  const readAgain = (key: string, options: SheetOptions) =>
    void attempt(async () => {
      const sheet = await parser.look(key, options)
      const [file] = await proposeColumns([draftFile(document, sheet, members)])
      if (file) dispatch({type: 'read-again', sheet, options, file})
    })

  const guessAgain = (key: string) => {
    const proposed = proposals[key]
    if (!proposed) return
    dispatch({type: 'map-file', key, columns: proposed.guessed})
    setProposals((before) => ({...before, [key]: null}))
  }

  const forgetColumns = (key: string) =>
    void attempt(async () => {
      const proposed = proposals[key]
      if (!proposed) return
      await forget(client, proposed.remembered)
      guessAgain(key)
    })

  const readValues = (key: string, index: number) =>
    void attempt(async () => {
      const {values, isWhole} = await parser.values(key, state.sheets[key]?.options ?? {}, index)
      const texts = values.map(({value}) => value)
      setFound((before) => ({...before, [`${key} ${index}`]: texts}))
      const column = files.find((file) => file.key === key)?.mapping.columns[index]
      if (column && isOwner(column)) {
        dispatch({type: 'map-column', key, index, column: withOwners(column, texts, members)})
      }
      if (!isWhole) setFailure(t('columns.too-many-values'))
    })

  /**
   * Creates custom fields that the mapping names and the site does not have. Two files may name the same.
   *
   * @returns the mappings with the names of the fields
   */
  const createFields = async (): Promise<ImportMapping[]> => {
    const mappings = files.map(({mapping}) => ({...mapping, columns: [...mapping.columns]}))
    const known = new Map(
      siteCustomFields(document).map(({name}) => [plainFieldName(name), name] as const),
    )
    for (const [at, {key, mapping}] of files.entries()) {
      for (const [index, column] of mapping.columns.entries()) {
        const {target} = column
        if (target.kind !== 'custom') continue
        const plain = plainFieldName(target.name)
        if (!known.has(plain)) {
          const field = await commitCustomField(client, document, {
            title: column.heading || target.name,
            type: target.type,
          })
          addCustomField(field)
          known.set(plain, field.name ?? target.name)
        }
        const name = known.get(plain) ?? target.name
        if (name === target.name) continue
        const renamed = {...column, target: {...target, name}}
        dispatch({type: 'map-column', key, index, column: renamed})
        mappings[at]?.columns.splice(index, 1, renamed)
      }
    }
    return mappings
  }

  /** Fills a custom field from all columns of a heading that are left behind: files of a service repeat them. */
  const keepEverywhere = (heading: string, target: ColumnMapping['target']) => {
    for (const {key, mapping} of files) {
      const index = mapping.columns.findIndex(
        (column) => column.target.kind === 'ignore' && column.heading.trim() === heading,
      )
      const column = mapping.columns[index]
      if (column) dispatch({type: 'map-column', key, index, column: {...column, target}})
    }
  }

  const keepColumn = async (key: string, at: number): Promise<boolean> => {
    const sheet = state.sheets[key]
    const columns = files.find((file) => file.key === key)?.mapping.columns
    const column = columns?.[at]
    if (!sheet || !columns || !column) return false
    const heading = column.heading.trim()
    const samples = columnsOf(sheet.opened)[at]?.samples ?? []
    const own = customFieldOf(heading, siteCustomFields(document))
    const title = own?.name ?? customNameOf(heading)
    if (title === null) return false
    const isTaken = columns.some(
      ({target}) =>
        target.kind === 'custom' && plainFieldName(target.name) === plainFieldName(title),
    )
    if (isTaken) return false
    let target = own && {kind: 'custom' as const, name: own.name, type: own.type}
    await attempt(async () => {
      if (target) return
      const type = customTypeOf(heading, samplesOf(samples))
      const field = await commitCustomField(client, document, {title, type})
      addCustomField(field)
      target = {kind: 'custom', name: field.name ?? title, type}
    })
    if (target) keepEverywhere(heading, target)
    return true
  }

  /** Reads all names of lists in the columns that are mapped to lists. */
  const readListNames = async () => {
    for (const {key, mapping} of files) {
      const names: string[] = []
      for (const [column, {target}] of mapping.columns.entries()) {
        if (target.kind !== 'lists') continue
        const options = state.sheets[key]?.options ?? {}
        const {values, isWhole} = await parser.values(key, options, column, target.separator)
        names.push(...values.map(({value}) => value))
        if (!isWhole) setFailure(t('columns.too-many-values'))
      }
      if (names.length > 0) dispatch({type: 'name-lists', key, names})
    }
  }

  /** Remembers mappings for the next file of their header rows; the import does not depend on it. */
  const rememberAll = async (mappings: readonly ImportMapping[]): Promise<void> => {
    const rows = mappings.map((mapping) => saveMapping(client, {site, mapping, userId}))
    await Promise.allSettled(rows)
  }

  const hasProblems = files.some(({key}) =>
    (problems[key] ?? []).some(({severity}) => severity === 'error'),
  )
  const canGoOn = files.length > 0 && !isOpening && !(state.step === 'columns' && hasProblems)
  const index = WIZARD_STEPS.indexOf(state.step)

  const checkAgain = () => {
    setChecked(choicesOf(state.draft))
    setCheckedColumns(columnsForWhat(state.draft))
    work.check(state, lists)
  }

  /** Finds the members that owners in the first rows are, as soon as somebody looks at the columns. */
  const proposeOwners = () => {
    for (const {key, mapping} of files) {
      for (const [at, column] of mapping.columns.entries()) {
        if (!isOwner(column)) continue
        const mapped = withOwners(column, samplesAt(key, at), members)
        dispatch({type: 'map-column', key, index: at, column: mapped})
      }
    }
  }

  const samplesAt = (key: string, at: number): readonly string[] => {
    const opened = state.sheets[key]?.opened
    return opened ? (columnsOf(opened)[at]?.samples ?? []) : []
  }

  const valuesOf = (key: string, at: number): readonly string[] => {
    const read = found[`${key} ${at}`]
    if (read) return read
    const column = files.find((file) => file.key === key)?.mapping.columns[at]
    if (column && isOwner(column)) return [...new Set(samplesAt(key, at))]
    return guesses[key]?.[at]?.unknownValues ?? []
  }

  const goOn = () =>
    void attempt(async () => {
      if (state.step === 'files') proposeOwners()
      if (state.step === 'columns') {
        const mappings = await createFields()
        await readListNames()
        await rememberAll(mappings)
      }
      if (state.step === 'people' && gaps.length > 0) {
        setTried(true)
        return
      }
      const next = WIZARD_STEPS[index + 1]
      if (!next) return
      dispatch({type: 'go', step: next})
      if (next === 'check') checkAgain()
    })

  const goBack = () => {
    work.cancel()
    const previous = WIZARD_STEPS[index - 1]
    if (previous) dispatch({type: 'go', step: previous})
  }

  return {
    state,
    dispatch,
    guesses,
    problems,
    custom: siteCustomFields(document),
    gaps: hasTried ? gaps : [],
    now,
    today,
    lists,
    checkAgain,
    hasOtherChoices: checked !== choicesOf(state.draft),
    hasOtherColumns: checkedColumns !== columnsForWhat(state.draft),
    keepColumn,
    correct: (corrections) => work.correct(state, lists, corrections),
    start: () => work.start(state.draft, lists),
    work,
    isOpening,
    failure,
    openFiles,
    readAgain,
    remembered: (key) => proposals[key]?.remembered ?? null,
    guessAgain,
    forgetColumns,
    readValues,
    valuesOf,
    canGoOn,
    goOn,
    goBack,
  }
}
