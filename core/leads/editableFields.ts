import {cleanLine} from '../people/cleanText.ts'
import {problem, type Problem} from '../problems/problem.ts'
import {LEAD_FIELDS, type TextFieldName} from './leadFields.ts'
import {cleanLinkedIn, isLinkedIn} from './linkedIn.ts'
import {isPhone} from './phone.ts'

/** Most tags that a lead may carry. */
export const MAX_TAGS = 50

/** Longest text that is put back into a field by undoing, whatever the field takes now. */
const MAX_PUT_BACK = 1000

/** Why a value does not fit a field; no text of it repeats the value. */
export type ValueProblem = Problem<
  | 'field.too-long'
  | 'field.not-phone'
  | 'field.not-linkedin'
  | 'field.not-user'
  | 'field.not-member'
  | 'field.not-number'
  | 'field.not-yes-no'
  | 'field.not-date'
>

/** Id of a user as Sanity gives them. */
const USER_ID = /^[\w-]+$/u

/** A text as it is stored in a field; longer by one than allowed where it is too long. */
export function cleanField(field: TextFieldName, value: string): string {
  const {type, maxLength} = LEAD_FIELDS[field]
  const line = cleanLine(value, maxLength + 1)
  if (type === 'phone') return line.replace(/^(?:tel:\s*)+/iu, '')
  return type === 'linkedIn' ? cleanLinkedIn(line) : line
}

/** A text that a field held before. */
export function cleanFormer(value: string): string {
  return cleanLine(value, MAX_PUT_BACK)
}

/**
 * Why a cleaned text does not fit a field; `null` when it does. An empty text empties the field, which
 * is always allowed.
 *
 * @param members - ids of the project's members, who can own leads; `null` when they are not known
 */
export function valueProblem(
  field: TextFieldName,
  value: string,
  members: ReadonlySet<string> | null = null,
): ValueProblem | null {
  if (value === '') return null
  const {type, maxLength} = LEAD_FIELDS[field]
  if (value.length > maxLength) return problem('field.too-long', {limit: maxLength})
  switch (type) {
    case 'phone':
      return isPhone(value) ? null : problem('field.not-phone')
    case 'linkedIn':
      return isLinkedIn(value) ? null : problem('field.not-linkedin')
    case 'user':
      if (!USER_ID.test(value)) return problem('field.not-user')
      return members === null || members.has(value) ? null : problem('field.not-member')
    default:
      return null
  }
}
