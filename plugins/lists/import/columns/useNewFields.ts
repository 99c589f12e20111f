import type {SanityClient} from '@sanity/client'
import {useMemo, useState} from 'react'
import type {CustomFieldDefinition} from '../../../../core/audience/customFields.ts'
import {siteCustomFields} from '../../../../core/audience/siteFields.ts'
import {createCustomField, type NewCustomField} from '../../../../core/changes/createCustomField.ts'
import type {Unstored} from '../../../../core/documents/stored.ts'
import {
  customFieldOf,
  customNameOf,
  customTypeOf,
} from '../../../../core/imports/guessing/customProposal.ts'
import {samplesOf} from '../../../../core/imports/guessing/samples.ts'
import type {DraftFile} from '../../../../core/imports/importDraft.ts'
import type {ColumnMapping, ImportMapping} from '../../../../core/imports/importMapping.ts'
import {nameFields, withField} from '../../../../core/imports/newFields.ts'
import {plainFieldName} from '../../../../core/leads/registeredFields.ts'
import type {CustomField} from '../../../../core/sanity.types.generated.ts'
import {ChangeError} from '../../../ui/changeStore.ts'
import {useSiteContext, type WorkspaceSite} from '../../../ui/siteContext.tsx'
import {createFields} from '../check/createFields.ts'
import {columnsOf} from '../draftFiles.ts'
import type {Attempts} from '../useAttempt.ts'
import type {WizardEvent, WizardState} from '../wizardState.ts'

/** A custom field that is not there yet. */
type AskedField = Unstored<CustomField>

/** Custom fields that the columns of files need. None is created before the import starts. */
export interface NewFields {
  /** The site's custom fields, with those that the import will create. */
  custom: readonly CustomFieldDefinition[]
  /**
   * Names the custom fields of the mappings.
   *
   * @returns the mappings with the names of the fields
   * @throws ChangeError when a field cannot be created
   */
  nameColumns: () => ImportMapping[]
  /**
   * Notes a field that a person asked for.
   *
   * @throws ChangeError when it cannot be created
   */
  askField: (asked: NewCustomField) => AskedField
  /**
   * Fills a custom field from a column that is left behind. `false` where a person has to name it first.
   */
  keepColumn: (key: string, index: number) => Promise<boolean>
  /** Creates the fields that the mappings name. */
  createFields: () => Promise<void>
}

/** What {@link useNewFields} depends on. */
export interface NewFieldsOptions {
  client: SanityClient
  state: WizardState
  /** Files that are imported. */
  files: readonly DraftFile[]
  attempts: Attempts
  dispatch: (event: WizardEvent) => void
}

/** Names custom fields for columns, and creates them with the import. */
export function useNewFields({
  client,
  state,
  files,
  attempts,
  dispatch,
}: NewFieldsOptions): NewFields {
  const {document, addCustomField} = useSiteContext()
  const [asked, setAsked] = useState<readonly AskedField[]>([])
  const site = useMemo(
    () => asked.reduce<WorkspaceSite>((before, field) => withField(before, field), document),
    [asked, document],
  )
  const custom = useMemo(() => siteCustomFields(site), [site])

  const note = (...fields: readonly AskedField[]) => {
    const ids = new Set(fields.map(({_id}) => _id))
    setAsked((before) => [...before.filter(({_id}) => !ids.has(_id)), ...fields])
  }
  const name = () => {
    const mappings = files.map(({mapping}) => mapping)
    const named = nameFields(mappings, document, asked)
    if (named.problems.length > 0) throw new ChangeError(named.problems)
    return named
  }

  const nameColumns = (): ImportMapping[] => {
    const {mappings, newFields} = name()
    note(...newFields)
    for (const [at, {key, mapping}] of files.entries()) {
      for (const [index, column] of (mappings[at]?.columns ?? []).entries()) {
        if (column !== mapping.columns[index]) dispatch({type: 'map-column', key, index, column})
      }
    }
    return mappings
  }

  const askField = (wanted: NewCustomField): AskedField => {
    const decision = createCustomField(wanted, site)
    if (decision.kind !== 'changed') {
      throw new ChangeError(decision.kind === 'refused' ? decision.problems : [])
    }
    note(decision.written)
    return decision.written
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
    const own = customFieldOf(heading, custom)
    const title = own?.name ?? customNameOf(heading)
    if (title === null) return false
    const isTaken = columns.some(
      ({target}) =>
        target.kind === 'custom' && plainFieldName(target.name) === plainFieldName(title),
    )
    if (isTaken) return false
    await attempts.attempt(async () => {
      const {name: field, type} =
        own ?? askField({title, type: customTypeOf(heading, samplesOf(samples))})
      keepEverywhere(heading, {kind: 'custom', name: field, type})
    })
    return true
  }

  return {
    custom,
    nameColumns,
    askField,
    keepColumn,
    createFields: async () => createFields(client, document, name().newFields, addCustomField),
  }
}
