import {fillText} from '../texts/english.ts'
import type {Diagnostic} from './envelope.ts'

/** What diagnostics say in English, by their codes: what is wrong, and what to do about it. */
const DIAGNOSTIC_TEXTS = {
  'env.LEADS_SECRET': {
    message: 'LEADS_SECRET is not set.',
    action: 'Set it to a long random text. Forms are refused until then.',
  },
  'env.SANITY_API_TOKEN': {
    message: 'SANITY_API_TOKEN is not set.',
    action: 'Set it to a token that may write. Nothing can be read or written until then.',
  },
  'env.LEADS_PUBLIC_API_URL': {
    message: 'LEADS_PUBLIC_API_URL is not set.',
    action: 'Set it to the address of the endpoints, which links in e-mails begin with.',
  },
  'import.characters-lost': {
    message: '{{count, number}} characters of the file could not be read as {{encoding}}.',
    action: 'Name the encoding of the file in the options, and import it again.',
  },
  'import.file-not-sure': {
    message:
      'The file was read as {{encoding}}, with “{{delimiter}}” between values. Rows of headings: {{headings}}. This is not certain.',
    action: 'Check the columns. Name encoding, delimiter and header in the options.',
  },
  'import.no-consent': {
    message:
      'The file says that people are subscribed, but no consent is stated. They become leads, and nobody is subscribed.',
    action: 'State their consent in the options, and import the file again.',
  },
  'import.unknown-lists': {
    message: 'The site does not have these lists: {{lists}}. Nobody is added to them.',
    action: 'Create the lists, or name the ids of others in the option listNames.',
  },
} as const

/** The code of a diagnostic that has texts. */
export type DiagnosticCode = keyof typeof DIAGNOSTIC_TEXTS

/** A diagnostic with its English texts, and with the values for texts in another language. */
export function diagnostic(
  code: DiagnosticCode,
  level: Diagnostic['level'],
  values: Readonly<Record<string, string | number>> = {},
): Diagnostic {
  const {message, action} = DIAGNOSTIC_TEXTS[code]
  const isPlain = Object.keys(values).length === 0
  return {code, level, message: fillText(message, values), action, ...(isPlain ? {} : {values})}
}
