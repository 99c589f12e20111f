import type {GuessReason} from './guessColumns.ts'
import type {LeftBehindReason} from './vendors/vendorPreset.ts'

/** English texts for the reasons of guesses. */
export const GUESS_REASON_TEXTS: Readonly<Record<GuessReason, string>> = {
  vendor: 'A known column of the service that exported the file',
  heading: 'By its heading',
  'similar-heading': 'By a similar heading',
  values: 'By its values',
  'custom-field': 'A custom field of the site has this name',
  'new-field': 'Not known: a new custom field can keep it',
  taken: 'Another column fits the same field better',
  'kept-by-site': 'The site itself keeps this of every lead',
  'own-report': 'The reasons why rows of an earlier import were not imported',
  empty: 'The column has no values',
  'no-heading': 'The column has no heading, and its values do not show what they are',
}

/** English texts for the reasons why a column of a service's export is left behind. */
export const LEFT_BEHIND_TEXTS: Readonly<Record<LeftBehindReason, string>> = {
  technical: 'Describes records of the service',
  calculated: 'Calculated by the service, and soon out of date',
  'other-channel': 'About another channel than e-mail',
  taken: 'Another column has the same data',
  'kept-by-site': 'The site itself keeps this of every lead',
  empty: 'The column has no values',
  'no-heading': 'The column has no heading',
}
