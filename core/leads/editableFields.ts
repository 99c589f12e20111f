import {cleanLine} from '../people/cleanText.ts'
import {LEAD_FIELDS, type TextFieldName} from './leadFields.ts'
import {cleanLinkedIn, isLinkedIn} from './linkedIn.ts'
import {isPhone} from './phone.ts'

/** Most tags that a lead may carry. */
export const MAX_TAGS = 50

/** Longest text that is put back into a field by undoing, whatever the field takes now. */
const MAX_PUT_BACK = 1000

/** Why a value does not fit a field. The code is for other languages. */
export interface FieldIssue {
  code:
    | 'too-long'
    | 'too-many-tags'
    | 'not-phone'
    | 'not-linkedin'
    | 'not-user'
    | 'not-member'
    | 'not-number'
    | 'not-yes-no'
    | 'not-date'
  /** A sentence in English, which does not repeat the value. */
  reason: string
  /** The limit that the sentence names. */
  limit?: number
}

/** Id of a user as Sanity gives them. */
const USER_ID = /^[\w-]+$/u

/** The issue of a text that is longer than a field takes. */
export function tooLong(limit: number): FieldIssue {
  return {code: 'too-long', reason: `Use at most ${limit} characters.`, limit}
}

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
export function fieldIssue(
  field: TextFieldName,
  value: string,
  members: ReadonlySet<string> | null = null,
): FieldIssue | null {
  if (value === '') return null
  const {type, maxLength} = LEAD_FIELDS[field]
  if (value.length > maxLength) return tooLong(maxLength)
  switch (type) {
    case 'phone':
      return isPhone(value)
        ? null
        : {
            code: 'not-phone',
            reason: 'Use a telephone number with 5 to 15 digits, such as +46 70 123 45 67.',
          }
    case 'linkedIn':
      return isLinkedIn(value)
        ? null
        : {
            code: 'not-linkedin',
            reason: 'Use the address of a page at linkedin.com, starting with https://.',
          }
    case 'user':
      if (!USER_ID.test(value)) return {code: 'not-user', reason: 'Use the id of a user.'}
      return members === null || members.has(value)
        ? null
        : {code: 'not-member', reason: 'Choose a member of this project.'}
    default:
      return null
  }
}
