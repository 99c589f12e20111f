import {leadFieldStrings} from '../../leads/leadFields.ts'

/** Fields and events as they stand inside a sentence. */
export const SUBJECT_STRINGS = {
  ...leadFieldStrings('subject', 'phrase'),
  'subject.emailDomain': 'e-mail domain',
  'subject.segment': 'segments',
  'subject.source.kind': 'source',
  'subject.source.label': 'source label',
  'subject.source.formId': 'form',
  'subject.source.pageUrl': 'page address',
  'subject.source.utm.source': 'UTM source',
  'subject.source.utm.medium': 'UTM medium',
  'subject.source.utm.campaign': 'UTM campaign',
  'subject.source.utm.term': 'UTM term',
  'subject.source.utm.content': 'UTM content',
  'subject.consent.given': 'consent given',
  'subject.consent.at': 'consent date',
  'subject.consent.purpose': 'consent purpose',
  'subject.consent.textId': 'consent text',
  'subject.consent.textVersion': 'consent text version',
  'subject.custom': '“{{label}}”',
} as const satisfies Readonly<Record<string, string>>
