import type {RowProblem} from './importMapping.ts'

/** Sentences in English for the problems of rows. None repeats a value of the row. */
const SENTENCES: Readonly<Record<RowProblem['code'], string>> = {
  'empty-row': 'The row is empty.',
  'unreadable-row': 'The row cannot be read.',
  'too-many-cells': 'The row has more values than the file has columns.',
  'no-email': 'The row has no e-mail address.',
  'not-email': 'This is not an e-mail address.',
  'not-attributes': 'These attributes are not JSON with texts and numbers.',
  'too-long': 'The value is longer than the field allows.',
  'not-phone': 'This is not a telephone number.',
  'not-linkedin': 'This is not the address of a page at linkedin.com.',
  'not-member': 'This is not a member of the project.',
  'not-user': 'This is not the id of a user.',
  'not-number': 'This is not a number.',
  'not-yes-no': 'This is neither yes nor no.',
  'not-date': 'This is not a date.',
  'future-date': 'This date is in the future.',
  'unknown-status': 'The site has no such status.',
  'unknown-subscription': 'It is not decided what this value says of the newsletter.',
  'unknown-list': 'It is not decided which list this is.',
  'too-many-tags': 'There are more tags than a lead may carry.',
}

/** A sentence in English for a problem of a row; tools have their own in other languages. */
export function describeProblem({code, values}: Pick<RowProblem, 'code' | 'values'>): string {
  const sentence = SENTENCES[code]
  const limit = values?.['limit']
  return limit === undefined ? sentence : `${sentence} At most ${limit} are allowed.`
}
