import type {SanityClient} from '@sanity/client'
import {startTransition, useReducer, useState} from 'react'
import {useCurrentUser} from 'sanity'
import {
  asksForSubscriptions,
  consentGaps,
  includedFiles,
  namedLists,
  newImportDraft,
  type ConsentGap,
  type NamedList,
} from '../../../core/imports/importDraft.ts'
import type {ImportMapping} from '../../../core/imports/importMapping.ts'
import {localDateOf, siteTimeZone} from '../../../core/time/localDate.ts'
import {useOwners} from '../../leads/edits/fields/ownersContext.ts'
import {useSiteContext} from '../../ui/siteContext.tsx'
import type {Member} from '../../ui/users/members.ts'
import {useRowCheck, type RowCheck} from './check/useRowCheck.ts'
import {saveMapping} from './columns/rememberedMappings.ts'
import {useMapping, type MappingOfFiles} from './columns/useMapping.ts'
import {useNewFields, type NewFields} from './columns/useNewFields.ts'
import {useOpening, type Opening} from './files/useOpening.ts'
import type {FileParser} from './parsing/fileParser.ts'
import {useListNames} from './people/useListNames.ts'
import {useAttempt} from './useAttempt.ts'
import {newWizard, wizardReducer, WIZARD_STEPS, type WizardEvent} from './wizardState.ts'

/** A wizard: what it holds, and what can be done on its pages. */
export interface Wizard
  extends
    Opening,
    MappingOfFiles,
    Omit<RowCheck, 'start'>,
    Pick<NewFields, 'custom' | 'askField' | 'keepColumn'> {
  state: ReturnType<typeof newWizard>
  dispatch: (event: WizardEvent) => void
  /** What the consent lacks; empty until the person tried to continue. */
  gaps: readonly ConsentGap[]
  /** When the wizard was opened; ISO 8601, UTC. */
  now: string
  today: string
  /** Lists that the files name. */
  lists: readonly NamedList[]
  /** What could not be done. */
  failure: string | null
  /** Whether the next page can be opened. */
  canGoOn: boolean
  /** Whether the next page is being prepared. */
  isGoingOn: boolean
  /** Whether columns have problems with which nothing can be imported. */
  hasProblems: boolean
  goOn: () => void
  /** Starts the import; resolves to its id, or to `null` when it could not start. */
  start: () => Promise<string | null>
  goBack: () => void
}

const NO_MEMBERS: readonly Member[] = []

/**
 * The state of a wizard, and going from page to page. What cannot be undone, such as starting the import, only
 * its last page does.
 *
 * @param parser - reads the files
 * @param knownLists - the site's lists
 */
export function useWizard(
  client: SanityClient,
  parser: FileParser,
  knownLists: readonly {value: string; title: string}[],
): Wizard {
  const {site, document} = useSiteContext()
  const owners = useOwners(site)
  const timeZone = siteTimeZone(document)
  const [state, dispatch] = useReducer(wizardReducer, timeZone, (zone) =>
    newWizard(newImportDraft(zone)),
  )
  const [hasTried, setTried] = useState(false)
  const [isGoingOn, setGoingOn] = useState(false)
  const [now] = useState(() => new Date().toISOString())
  const userId = useCurrentUser()?.id ?? ''
  const attempts = useAttempt()
  const files = includedFiles(state.draft)
  const lists = namedLists(state.draft, knownLists)
  const today = localDateOf(now, timeZone)
  const gaps = asksForSubscriptions(state.draft) ? consentGaps(state.draft, today) : []

  const members = owners ?? NO_MEMBERS
  const opening = useOpening({client, parser, members, attempts, dispatch})
  const {createFields, nameColumns, custom, askField, keepColumn} = useNewFields({
    client,
    state,
    files,
    attempts,
    dispatch,
  })
  const mapping = useMapping({
    state,
    files,
    custom,
    parser,
    owners,
    remembered: opening.remembered,
    attempts,
    dispatch,
  })
  const readListNames = useListNames({state, files, parser, attempts, dispatch})
  const rowCheck = useRowCheck(client, parser, state, lists)

  /** Remembers mappings for the next file of their header rows; the import does not depend on it. */
  const rememberAll = async (mappings: readonly ImportMapping[]): Promise<void> => {
    const rows = mappings.map((each) => saveMapping(client, {site, mapping: each, userId}))
    await Promise.allSettled(rows)
  }

  const hasProblems = files.some(({key}) =>
    (mapping.problems[key] ?? []).some(({severity}) => severity === 'error'),
  )
  const index = WIZARD_STEPS.indexOf(state.step)

  /** Names and reads what the columns need. */
  const settleColumns = async () => {
    setGoingOn(true)
    try {
      const mappings = nameColumns()
      await readListNames()
      // Nobody waits for it.
      void rememberAll(mappings)
    } finally {
      setGoingOn(false)
    }
  }

  const goOn = () =>
    void attempts.attempt(async () => {
      if (state.step === 'columns') await settleColumns()
      if (state.step === 'people' && gaps.length > 0) {
        setTried(true)
        return
      }
      const next = WIZARD_STEPS[index + 1]
      if (!next) return
      // Pages are large: drawn bit by bit, they leave the browser time to answer.
      startTransition(() => dispatch({type: 'go', step: next}))
      if (next === 'check') rowCheck.checkAgain()
    })

  const goBack = () => {
    rowCheck.work.cancel()
    const previous = WIZARD_STEPS[index - 1]
    if (previous) startTransition(() => dispatch({type: 'go', step: previous}))
  }

  return {
    ...opening,
    ...mapping,
    ...rowCheck,
    custom,
    askField,
    keepColumn,
    start: () => rowCheck.start(createFields),
    state,
    dispatch,
    gaps: hasTried ? gaps : [],
    now,
    today,
    lists,
    failure: attempts.failure,
    canGoOn: files.length > 0 && !opening.isOpening && !(state.step === 'columns' && hasProblems),
    isGoingOn,
    hasProblems: state.step === 'columns' && hasProblems,
    goOn,
    goBack,
  }
}
