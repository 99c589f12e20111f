import {useEffect, useEffectEvent, useMemo, useRef, useState} from 'react'
import {useTranslation} from 'sanity'
import type {CustomFieldDefinition} from '../../../../core/audience/customFields.ts'
import {checkMapping, type MappingProblem} from '../../../../core/imports/checkMapping.ts'
import {guessColumns, type ColumnGuess} from '../../../../core/imports/guessColumns.ts'
import type {DraftFile} from '../../../../core/imports/importDraft.ts'
import type {RememberedMapping} from '../../../../core/imports/rememberedMapping.ts'
import {useSiteContext} from '../../../ui/siteContext.tsx'
import type {Member} from '../../../ui/users/members.ts'
import {columnsOf, guessContext, isOwner, withMembers, withOwners} from '../draftFiles.ts'
import {importLocaleNamespace} from '../importLocale.ts'
import type {FileParser} from '../parsing/fileParser.ts'
import type {Attempts} from '../useAttempt.ts'
import type {WizardEvent, WizardState} from '../wizardState.ts'

/** What columns are guessed to be, what is wrong with their mapping, and the values in them. */
export interface MappingOfFiles {
  /** By the key of the file. */
  guesses: Readonly<Record<string, readonly ColumnGuess[]>>
  problems: Readonly<Record<string, readonly MappingProblem[]>>
  readValues: (key: string, index: number) => void
  /** Values of a column that a person may give a meaning, as far as they are known. */
  valuesOf: (key: string, index: number) => readonly string[]
}

/** What {@link useMapping} depends on. */
export interface MappingOptions {
  state: WizardState
  /** Files that are imported. */
  files: readonly DraftFile[]
  /** The site's custom fields, with those that the import will create. */
  custom: readonly CustomFieldDefinition[]
  parser: FileParser
  /** `null` while they are not known. */
  owners: readonly Member[] | null
  /** The mapping of a file that somebody used before; `null` where its columns were guessed. */
  remembered: (key: string) => RememberedMapping | null
  attempts: Attempts
  dispatch: (event: WizardEvent) => void
}

const NO_MEMBERS: readonly Member[] = []

/** What the columns of files are for, as a person and guesses say. */
export function useMapping(options: MappingOptions): MappingOfFiles {
  const {state, files, custom, parser, owners, remembered, dispatch} = options
  const {attempt, setFailure} = options.attempts
  const {document} = useSiteContext()
  const {t} = useTranslation(importLocaleNamespace)
  const members = owners ?? NO_MEMBERS
  const [found, setFound] = useState<Readonly<Record<string, readonly string[]>>>({})

  const guesses = useMemo(() => {
    const context = guessContext(document, members)
    const all = Object.entries(state.sheets).map(
      ([key, {opened}]) => [key, guessColumns(columnsOf(opened), context)] as const,
    )
    return Object.fromEntries(all)
  }, [document, members, state.sheets])

  const problems = useMemo(() => {
    const context = {
      customFields: custom,
      statuses: (document.leadStatuses ?? []).map(({value}) => value),
      members: owners && new Set(owners.map(({id}) => id)),
      mayMatch: true,
    }
    const all = state.draft.files.map(({key, mapping}) => {
      const values = mapping.columns.map((_, index) => found[`${key} ${index}`] ?? [])
      return [key, checkMapping(mapping, {...context, values})] as const
    })
    return Object.fromEntries(all)
  }, [custom, document, found, owners, state.draft.files])

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

  const samplesAt = (key: string, at: number): readonly string[] => {
    const opened = state.sheets[key]?.opened
    return opened ? (columnsOf(opened)[at]?.samples ?? []) : []
  }

  // Members are read beside the files, and either may come first.
  const areMembersKnown = useRef(false)
  const proposeOwners = useEffectEvent((sheets: WizardState['sheets']) => {
    if (!owners) return
    const isFirst = !areMembersKnown.current
    areMembersKnown.current = true
    for (const {key, mapping} of state.draft.files) {
      const sheet = sheets[key]?.opened
      if (!sheet) continue
      const {columns} = mapping
      const values = (at: number) => found[`${key} ${at}`] ?? samplesAt(key, at)
      const proposed =
        isFirst && remembered(key) === null
          ? withMembers(document, sheet, columns, owners, values)
          : columns.map((column, at) => withOwners(column, values(at), owners))
      if (JSON.stringify(proposed) === JSON.stringify(columns)) continue
      dispatch({type: 'map-file', key, columns: proposed})
    }
  })
  useEffect(() => {
    if (owners) proposeOwners(state.sheets)
  }, [owners, state.sheets])

  const valuesOf = (key: string, at: number): readonly string[] => {
    const read = found[`${key} ${at}`]
    if (read) return read
    const column = files.find((file) => file.key === key)?.mapping.columns[at]
    if (column && isOwner(column)) return [...new Set(samplesAt(key, at))]
    return guesses[key]?.[at]?.unknownValues ?? []
  }

  return {guesses, problems, readValues, valuesOf}
}
