import {fillText} from '../texts/english.ts'
import type {RowProblem, RowProblemCode} from './importMapping.ts'

/**
 * English texts of the problems of rows. A value of the problem replaces `{{name}}`; `number` formats it as
 * one.
 */
export const ROW_PROBLEM_TEXTS = {
  'unreadable-row': 'The row could not be read: check its quotation marks.',
  erased: 'This person had their data erased, and is not added again.',
  'not-json': 'The line is not one JSON object.',
  'unknown-names': 'The record has a name that none of the first {{limit, number}} records has.',
  'empty-row': 'The row has no values.',
  'too-many-cells': 'The row has more values than the file has columns: check its separators.',
  'no-email': 'The row has no e-mail address.',
  'not-email': 'This is not one e-mail address.',
  'too-long': 'The text is longer than {{limit, number}} characters.',
  'not-phone': 'This is not a telephone number of 5 to 15 digits.',
  'not-linkedin': 'This is not the address of a page at linkedin.com.',
  'not-user': 'This is not the id of a user.',
  'not-member': 'No member of the project has this id.',
  'not-number': 'This is not a number.',
  'not-yes-no': 'This is neither yes nor no.',
  'not-date': 'This is not a date, or not in the order of the column.',
  'not-attributes': 'This is not a JSON object of names and values.',
  'future-date': 'The date is in the future.',
  'unknown-status': 'The mapping does not say which status this is.',
  'unknown-subscription': 'The mapping does not say what this means for the newsletter.',
  'unknown-list': 'No list was chosen for {{count, number}} of the names.',
  'too-many-tags': 'A lead may carry at most {{limit, number}} tags; the others were left out.',
} as const satisfies Readonly<Record<RowProblemCode, string>>

/** Says in English what is wrong with a row or a cell. The text does not repeat the value. */
export function describeRowProblem({code, values}: Pick<RowProblem, 'code' | 'values'>): string {
  return fillText(ROW_PROBLEM_TEXTS[code], values)
}
