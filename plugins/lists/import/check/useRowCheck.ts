import type {SanityClient} from '@sanity/client'
import {useState} from 'react'
import type {Corrections} from '../../../../core/imports/corrections.ts'
import {
  includedFiles,
  type ImportDraft,
  type NamedList,
} from '../../../../core/imports/importDraft.ts'
import {useSiteContext} from '../../../ui/siteContext.tsx'
import type {FileParser} from '../parsing/fileParser.ts'
import type {WizardState} from '../wizardState.ts'
import {useImportWork, type ImportWork} from './useImportWork.ts'

/** Checking the rows, and what was decided otherwise since. */
export interface RowCheck {
  work: ImportWork
  checkAgain: () => void
  /** Whether the person decided otherwise since the rows were checked. */
  hasOtherChoices: boolean
  /** Whether columns are for something else since the rows were checked. */
  hasOtherColumns: boolean
  /** Corrects uploaded rows, and checks all rows again. */
  correct: (corrections: Corrections) => Promise<void>
  /**
   * Starts the import.
   *
   * @param prepare - makes what it needs in the site
   * @returns its id, or `null` when it could not start
   */
  start: (prepare: () => Promise<void>) => Promise<string | null>
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
 * Checks the rows of a wizard, and starts their import.
 *
 * @param lists - lists that the files name
 */
export function useRowCheck(
  client: SanityClient,
  parser: FileParser,
  state: WizardState,
  lists: readonly NamedList[],
): RowCheck {
  const {site} = useSiteContext()
  const work = useImportWork(client, site, parser)
  const [checked, setChecked] = useState({choices: '', columns: ''})
  const {draft} = state
  const note = () => setChecked({choices: choicesOf(draft), columns: columnsForWhat(draft)})
  return {
    work,
    checkAgain: () => {
      note()
      work.check(state, lists)
    },
    hasOtherChoices: checked.choices !== choicesOf(draft),
    hasOtherColumns: checked.columns !== columnsForWhat(draft),
    correct: (corrections) => {
      note()
      return work.correct(state, lists, corrections)
    },
    start: (prepare) => work.start(draft, lists, prepare),
  }
}
