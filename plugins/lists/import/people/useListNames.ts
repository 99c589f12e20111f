import {useTranslation} from 'sanity'
import type {DraftFile} from '../../../../core/imports/importDraft.ts'
import {importLocaleNamespace} from '../importLocale.ts'
import type {FileParser} from '../parsing/fileParser.ts'
import type {Attempts} from '../useAttempt.ts'
import type {WizardEvent, WizardState} from '../wizardState.ts'

/** @returns what reads all names of lists in the columns that are mapped to lists */
export function useListNames(options: {
  state: WizardState
  /** Files that are imported. */
  files: readonly DraftFile[]
  parser: FileParser
  attempts: Attempts
  dispatch: (event: WizardEvent) => void
}): () => Promise<void> {
  const {state, files, parser, attempts, dispatch} = options
  const {t} = useTranslation(importLocaleNamespace)
  return async () => {
    for (const {key, mapping} of files) {
      const names: string[] = []
      for (const [column, {target}] of mapping.columns.entries()) {
        if (target.kind !== 'lists') continue
        const chosen = state.sheets[key]?.options ?? {}
        const {values, isWhole} = await parser.values(key, chosen, column, target.separator)
        names.push(...values.map(({value}) => value))
        if (!isWhole) attempts.setFailure(t('columns.too-many-values'))
      }
      if (names.length > 0) dispatch({type: 'name-lists', key, names})
    }
  }
}
