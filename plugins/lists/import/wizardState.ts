import type {DraftFile, ImportDraft} from '../../../core/imports/importDraft.ts'
import type {ColumnMapping, ImportedSubscription} from '../../../core/imports/importMapping.ts'
import type {FileProblem, OpenedSheet, SheetOptions} from './parsing/fileParser.ts'

/** The pages of the wizard, in order. */
export const WIZARD_STEPS = ['files', 'columns', 'people', 'check'] as const

/** A page of the wizard. */
export type WizardStep = (typeof WIZARD_STEPS)[number]

/** A table that was opened, and what a person chose about how it is read. */
export interface WizardSheet {
  opened: OpenedSheet
  options: SheetOptions
}

/** What the wizard holds. */
export interface WizardState {
  step: WizardStep
  draft: ImportDraft
  /** By the key of the draft's file. */
  sheets: Readonly<Record<string, WizardSheet>>
  problems: readonly FileProblem[]
}

/** What happens in the wizard. */
export type WizardEvent =
  | {type: 'go'; step: WizardStep}
  | {
      type: 'opened'
      sheets: readonly OpenedSheet[]
      files: readonly DraftFile[]
      problems: readonly FileProblem[]
    }
  /** A table was read again with other options, so its columns are guessed again. */
  | {type: 'read-again'; sheet: OpenedSheet; options: SheetOptions; file: DraftFile}
  | {type: 'remove-file'; key: string}
  | {type: 'include-file'; key: string; isIncluded: boolean}
  | {type: 'map-column'; key: string; index: number; column: ColumnMapping}
  | {type: 'map-file'; key: string; columns: readonly ColumnMapping[]}
  | {type: 'set-subscription'; key: string; subscription: ImportedSubscription | null}
  /** Names of lists that were found in the columns of a file. */
  | {type: 'name-lists'; key: string; names: readonly string[]}
  | {type: 'change'; draft: Partial<Omit<ImportDraft, 'files' | 'consent'>>}
  | {type: 'change-consent'; consent: Partial<ImportDraft['consent']>}

/** A wizard that has just been opened. */
export function newWizard(draft: ImportDraft): WizardState {
  return {step: 'files', draft, sheets: {}, problems: []}
}

function withFiles(
  state: WizardState,
  change: (file: DraftFile) => DraftFile,
  key: string,
): WizardState {
  const files = state.draft.files.map((file) => (file.key === key ? change(file) : file))
  return {...state, draft: {...state.draft, files}}
}

/** The wizard after an event. */
export function wizardReducer(state: WizardState, event: WizardEvent): WizardState {
  switch (event.type) {
    case 'go':
      return {...state, step: event.step}
    case 'opened': {
      const added = event.sheets.map((opened) => [opened.key, {opened, options: {}}] as const)
      return {
        ...state,
        sheets: {...state.sheets, ...Object.fromEntries(added)},
        draft: {...state.draft, files: [...state.draft.files, ...event.files]},
        problems: event.problems,
      }
    }
    case 'read-again': {
      const {sheet, options, file} = event
      const sheets = {...state.sheets, [sheet.key]: {opened: sheet, options}}
      return withFiles({...state, sheets}, () => file, sheet.key)
    }
    case 'remove-file': {
      const sheets = Object.entries(state.sheets).filter(([key]) => key !== event.key)
      const files = state.draft.files.filter(({key}) => key !== event.key)
      return {...state, sheets: Object.fromEntries(sheets), draft: {...state.draft, files}}
    }
    case 'include-file':
      return withFiles(state, (file) => ({...file, isIncluded: event.isIncluded}), event.key)
    case 'map-column':
      return withFiles(
        state,
        (file) => ({
          ...file,
          mapping: {
            ...file.mapping,
            columns: file.mapping.columns.map((column, index) =>
              index === event.index ? event.column : column,
            ),
          },
        }),
        event.key,
      )
    case 'map-file':
      return withFiles(
        state,
        (file) => ({...file, mapping: {...file.mapping, columns: [...event.columns]}}),
        event.key,
      )
    case 'set-subscription':
      return withFiles(state, (file) => ({...file, subscription: event.subscription}), event.key)
    case 'name-lists':
      return withFiles(state, (file) => ({...file, listNames: event.names}), event.key)
    case 'change':
      return {...state, draft: {...state.draft, ...event.draft}}
    default:
      return {
        ...state,
        draft: {...state.draft, consent: {...state.draft.consent, ...event.consent}},
      }
  }
}
