import {isDecimalText} from '../audience/comparisons/numberComparison.ts'
import {parseBooleanWord} from '../audience/comparisons/valueComparisons.ts'
import type {CustomFieldType} from '../audience/customFields.ts'
import {cleanLine} from '../people/cleanText.ts'
import {problem} from '../problems/problem.ts'
import type {ValueProblem} from './editableFields.ts'

/** Longest value of a custom field, in UTF-16 code units. */
export const MAX_CUSTOM_VALUE = 1000

const DAY = /^\d{4}-\d\d-\d\d$/u

function isDay(text: string): boolean {
  if (!DAY.test(text)) return false
  const at = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text)
}

/**
 * The value of a custom field as it is stored, as a text: filters read numbers and answers of this
 * form.
 */
export function cleanCustomValue(type: CustomFieldType, value: string): string {
  const line = cleanLine(value, MAX_CUSTOM_VALUE + 1)
  const answer = type === 'boolean' ? parseBooleanWord(line) : null
  return answer === null ? line : String(answer)
}

/** Why a cleaned value does not fit a custom field; `null` when it does. An empty one always does. */
export function customValueProblem(type: CustomFieldType, value: string): ValueProblem | null {
  if (value === '') return null
  if (value.length > MAX_CUSTOM_VALUE) return problem('field.too-long', {limit: MAX_CUSTOM_VALUE})
  switch (type) {
    case 'number':
      return isDecimalText(value) ? null : problem('field.not-number')
    case 'boolean':
      return parseBooleanWord(value) === null ? problem('field.not-yes-no') : null
    case 'date':
      return isDay(value) ? null : problem('field.not-date')
    default:
      return null
  }
}
