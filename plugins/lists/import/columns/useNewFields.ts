import type {SanityClient} from '@sanity/client'
import type {CustomFieldType} from '../../../../core/audience/customFields.ts'
import {siteCustomFields} from '../../../../core/audience/siteFields.ts'
import {
  customFieldOf,
  customNameOf,
  customTypeOf,
} from '../../../../core/imports/guessing/customProposal.ts'
import {samplesOf} from '../../../../core/imports/guessing/samples.ts'
import type {DraftFile} from '../../../../core/imports/importDraft.ts'
import type {ColumnMapping, ImportMapping} from '../../../../core/imports/importMapping.ts'
import {plainFieldName} from '../../../../core/leads/registeredFields.ts'
import {commitCustomField} from '../../../ui/customField/commitCustomField.ts'
import {useSiteContext} from '../../../ui/siteContext.tsx'
import {columnsOf} from '../draftFiles.ts'
import type {Attempts} from '../useAttempt.ts'
import type {WizardEvent, WizardState} from '../wizardState.ts'

/** Custom fields that the columns of files need. */
export interface NewFields {
  /**
   * Creates custom fields that the mapping names and the site does not have. Two files may name the same.
   *
   * @returns the mappings with the names of the fields
   */
  createFields: () => Promise<ImportMapping[]>
  /**
   * Makes a custom field of a column that is left behind. `false` where a person has to name it first.
   */
  keepColumn: (key: string, index: number) => Promise<boolean>
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

/** Creates custom fields for columns. */
export function useNewFields({
  client,
  state,
  files,
  attempts,
  dispatch,
}: NewFieldsOptions): NewFields {
  const {document, addCustomField} = useSiteContext()

  const createFields = async (): Promise<ImportMapping[]> => {
    const mappings = files.map(({mapping}) => ({...mapping, columns: [...mapping.columns]}))
    const known = new Map(
      siteCustomFields(document).map(
        ({name, type}) => [plainFieldName(name), {name, type}] as const,
      ),
    )
    const wanted = new Map<string, {title: string; type: CustomFieldType}>()
    for (const {target} of mappings.flatMap(({columns}) => columns)) {
      if (target.kind !== 'custom') continue
      const plain = plainFieldName(target.name)
      const {type} = wanted.get(plain) ?? target
      const asked = {title: target.name, type: type === target.type ? type : ('text' as const)}
      if (!known.has(plain)) wanted.set(plain, asked)
    }
    const created = await Promise.allSettled(
      Array.from(wanted, async ([plain, asked]) => {
        const field = await commitCustomField(client, document, asked)
        return {plain, field, name: field.name ?? asked.title, type: asked.type}
      }),
    )
    // All at once: a page between them would have columns whose names are taken.
    for (const result of created) {
      if (result.status === 'rejected') continue
      const {plain, field, name, type} = result.value
      addCustomField(field)
      known.set(plain, {name, type})
    }
    for (const [at, {key, mapping}] of files.entries()) {
      for (const [index, column] of mapping.columns.entries()) {
        const {target} = column
        if (target.kind !== 'custom') continue
        const own = known.get(plainFieldName(target.name))
        if (!own || own.name === target.name) continue
        const renamed = {...column, target: {...target, ...own}}
        dispatch({type: 'map-column', key, index, column: renamed})
        mappings[at]?.columns.splice(index, 1, renamed)
      }
    }
    const failed = created.find((result) => result.status === 'rejected')
    if (failed) throw failed.reason
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
    await attempts.attempt(async () => {
      if (target) return
      const type = customTypeOf(heading, samplesOf(samples))
      const field = await commitCustomField(client, document, {title, type})
      addCustomField(field)
      target = {kind: 'custom', name: field.name ?? title, type}
    })
    if (target) keepEverywhere(heading, target)
    return true
  }

  return {createFields, keepColumn}
}
