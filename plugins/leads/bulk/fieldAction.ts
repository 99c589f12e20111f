import type {BulkAction} from '../../../core/changes/bulk/bulkIntent.ts'
import {cleanField, fieldIssue, type FieldIssue} from '../../../core/leads/editableFields.ts'
import {TEXT_FIELDS} from '../../../core/leads/leadFields.ts'

/** Choice of a custom field that the site has not defined. */
export const OTHER_FIELD = 'other'

/** What the choice of a custom field begins with. */
export const CUSTOM_CHOICE = 'custom:'

/** What is wrong with a value: its code, and the limit that it exceeds. */
export type FieldProblem = Pick<FieldIssue, 'code' | 'limit'>

/** Why a value does not fit a field; `null` when it does. An empty one always does. */
export function fieldProblem(field: string, value: string): FieldProblem | null {
  const text = value.trim()
  if (text === '') return null
  if (field === 'score') return Number.isFinite(Number(text)) ? null : {code: 'not-number'}
  const known = TEXT_FIELDS.find((name) => name === field)
  return known ? fieldIssue(known, cleanField(known, text)) : null
}

/**
 * What is to be done, by what was filled in; `null` while that is not enough.
 *
 * @param field - a field, {@link OTHER_FIELD}, or a custom field's name after {@link CUSTOM_CHOICE}
 * @param otherName - name of the custom field for {@link OTHER_FIELD}
 */
export function fieldAction(field: string, otherName: string, value: string): BulkAction | null {
  if (field === '' || fieldProblem(field, value)) return null
  const text = value.trim()
  if (field === 'score') return {kind: 'setScore', value: text === '' ? null : Number(text)}
  const known = TEXT_FIELDS.find((name) => name === field)
  if (known) return {kind: 'setField', field: known, value: text}
  const name = field === OTHER_FIELD ? otherName.trim() : field.slice(CUSTOM_CHOICE.length)
  return name === '' ? null : {kind: 'setCustomField', name, value: text}
}
