import {use, type ReactNode} from 'react'
import {useTranslation} from 'sanity'
import {parseBooleanWord} from '../../../core/audience/comparisons/valueComparisons.ts'
import type {EditedLead} from '../../../core/changes/leadEdit.ts'
import {UserName} from '../../ui/users/UserName.tsx'
import type {LeadEdits} from '../edits/useLeadEdits.ts'
import {leadsLocaleNamespace} from '../locale/leadsLocale.ts'
import type {Field} from './FieldList.tsx'
import {SafeLink} from './SafeLink.tsx'
import {EditableValue} from '../edits/fields/EditableValue.tsx'
import {ownerName, OwnersContext} from '../edits/fields/ownersContext.ts'
import type {PanelField} from '../edits/fields/panelFields.ts'
import type {FieldEditing} from '../edits/fields/useFieldEdit.ts'

function useAnswers(): (field: PanelField, value: string) => string | null {
  const {t} = useTranslation(leadsLocaleNamespace)
  return (field, value) => {
    const answer = field.type === 'boolean' ? parseBooleanWord(value) : null
    return answer === null ? null : t(answer ? 'edit-field.yes' : 'edit-field.no')
  }
}

/** Draws a value of a field that is not empty. */
export function useDrawField(): (field: PanelField, value: string) => ReactNode {
  const answerOf = useAnswers()
  return (field, value) => {
    if (field.type === 'phone') {
      return <a href={`tel:${value.replaceAll(/[^+\d]/gu, '')}`}>{value}</a>
    }
    if (field.type === 'linkedIn') return <SafeLink href={value} />
    if (field.type === 'user') return <UserName id={value} />
    return answerOf(field, value) ?? value
  }
}

/** What fields are called. */
export function useFieldNames(): (field: PanelField) => string {
  const {t} = useTranslation(leadsLocaleNamespace)
  return ({label}) => ('key' in label ? t(label.key) : label.text)
}

/**
 * The fields that can be edited, each with its value and the button that edits it.
 *
 * @param edits - `null` for who may only read
 */
export function useEditableFields(
  lead: EditedLead,
  fields: readonly PanelField[],
  edits: LeadEdits | null,
): Field[] {
  const owners = use(OwnersContext)
  const answerOf = useAnswers()
  const draw = useDrawField()
  const nameOf = useFieldNames()
  const editing: FieldEditing | null = edits && {
    lead,
    edits,
    members: owners && new Set(owners.map(({id}) => id)),
    shown: (field, value) =>
      field.type === 'user' ? ownerName(owners, value) : (answerOf(field, value) ?? value),
  }
  return fields.map((field): Field => {
    const label = nameOf(field)
    const {key, value} = field
    if (!editing) return {key, label, value: value === '' ? null : draw(field, value)}
    const editor = <EditableValue draw={draw} editing={editing} field={field} label={label} />
    return {key, label, value: editor, isBlock: true}
  })
}
