import type {BulkAction} from '../../../core/changes/bulk/bulkIntent.ts'
import {cleanField, valueProblem} from '../../../core/leads/editableFields.ts'
import {TEXT_FIELDS} from '../../../core/leads/leadFields.ts'
import {problem, type Problem} from '../../../core/problems/problem.ts'

/** Option for a custom field that the site has not defined. */
export const OTHER_FIELD = 'other'

/** Prefix of the options for the site's custom fields. */
export const CUSTOM_CHOICE = 'custom:'

/** Why a value does not fit a field; `null` when it does. An empty one always does. */
export function enteredProblem(field: string, value: string): Problem | null {
  const text = value.trim()
  if (text === '') return null
  if (field === 'score')
    return Number.isFinite(Number(text)) ? null : problem('field.score-not-number')
  const known = TEXT_FIELDS.find((name) => name === field)
  return known ? valueProblem(known, cleanField(known, text)) : null
}

/**
 * Makes an action from the form's inputs; `null` while they are incomplete or invalid.
 *
 * @param field - a field, {@link OTHER_FIELD}, or a custom field's name after {@link CUSTOM_CHOICE}
 * @param otherName - name of the custom field for {@link OTHER_FIELD}
 */
export function fieldAction(field: string, otherName: string, value: string): BulkAction | null {
  if (field === '' || enteredProblem(field, value)) return null
  const text = value.trim()
  if (field === 'score') return {kind: 'setScore', value: text === '' ? null : Number(text)}
  const known = TEXT_FIELDS.find((name) => name === field)
  if (known) return {kind: 'setField', field: known, value: text}
  const name = field === OTHER_FIELD ? otherName.trim() : field.slice(CUSTOM_CHOICE.length)
  return name === '' ? null : {kind: 'setCustomField', name, value: text}
}
