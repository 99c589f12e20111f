import {ACTIVITY_STRINGS} from '../activityFields.ts'
import {FIELD_STRINGS} from './fieldStrings.ts'
import {OPERATOR_STRINGS} from './operatorStrings.ts'
import {SENTENCE_STRINGS} from './sentenceStrings.ts'
import {SUBJECT_STRINGS} from './subjectStrings.ts'

/**
 * Every text of the audience language, in English, as a locale bundle carries it: `{{name}}` is
 * replaced by a value, keys that end in `_one` and `_other` are chosen by a `count`.
 */
export const AUDIENCE_STRINGS: Readonly<Record<string, string>> = {
  ...FIELD_STRINGS,
  ...ACTIVITY_STRINGS,
  ...OPERATOR_STRINGS,
  ...SENTENCE_STRINGS,
  ...SUBJECT_STRINGS,
}

/** Gives the text of a key with values in their places; the `t` of i18next is one. */
export type TranslateAudience = (
  key: string,
  values?: Readonly<Record<string, string | number>>,
) => string

const plurals = new Intl.PluralRules('en')

/** The English texts. A key that there is none for comes back as it is. */
export const englishAudience: TranslateAudience = (key, values = {}) => {
  const {count} = values
  const form = typeof count === 'number' ? `${key}_${plurals.select(count)}` : key
  const text = AUDIENCE_STRINGS[form] ?? AUDIENCE_STRINGS[key] ?? key
  return text.replaceAll(/\{\{(\w+)\}\}/gu, (_, name: string) => String(values[name] ?? ''))
}
