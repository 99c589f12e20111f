import {parseBooleanWord} from '../audience/comparisons/valueComparisons.ts'
import {isDecimalText} from '../audience/comparisons/numberComparison.ts'
import type {CustomFieldType} from '../audience/customFields.ts'
import {cleanLine} from '../people/cleanText.ts'
import {tooLong, type FieldIssue} from './editableFields.ts'

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
export function customFieldIssue(type: CustomFieldType, value: string): FieldIssue | null {
  if (value === '') return null
  if (value.length > MAX_CUSTOM_VALUE) return tooLong(MAX_CUSTOM_VALUE)
  switch (type) {
    case 'number':
      return isDecimalText(value)
        ? null
        : {code: 'not-number', reason: 'Use a number such as 12 or -3.5.'}
    case 'boolean':
      return parseBooleanWord(value) !== null
        ? null
        : {code: 'not-yes-no', reason: 'Use yes or no.'}
    case 'date':
      return isDay(value) ? null : {code: 'not-date', reason: 'Use a date such as 2026-11-30.'}
    default:
      return null
  }
}
