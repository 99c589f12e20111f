import {leadField, type LeadFieldName} from '../leads/leadFields.ts'

/** The fields of the sample, with values of two invented people. */
const COLUMNS: readonly (readonly [LeadFieldName, string, string])[] = [
  ['email', 'ada@example.com', 'lin@example.org'],
  ['name', 'Ada Example', 'Lin Sample'],
  ['company', 'Example Ltd', ''],
  ['jobTitle', 'Buyer', 'Owner'],
  ['phone', '+44 20 7946 0018', ''],
  ['tags', 'fair, vip', 'fair'],
]

/** The rows of a sample file: headings that the import recognises, and two people. */
export function sampleSheet(): string[][] {
  const headings = COLUMNS.map(([name]) => leadField(name).title)
  return [headings, COLUMNS.map(([, first]) => first), COLUMNS.map(([, , second]) => second)]
}
