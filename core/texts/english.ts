/** Translates a key and fills in its values; i18next's `t` is one. */
export type Translate = (key: string, values?: Readonly<Record<string, string | number>>) => string

const PLURALS = new Intl.PluralRules('en')
const NUMBERS = new Intl.NumberFormat('en')

/**
 * Translates to English.
 *
 * @param texts - by their keys, as in a locale bundle: a value replaces `{{name}}`, `{{name, number}}`
 *   groups its digits, and a `count` chooses between keys that end in `_one` and `_other`
 * @returns what gives an unknown key back as it is
 */
export function englishOf(texts: Readonly<Record<string, string>>): Translate {
  return (key, values = {}) => {
    const {count} = values
    const form = typeof count === 'number' ? `${key}_${PLURALS.select(count)}` : key
    const text = texts[form] ?? texts[key] ?? key
    return text.replaceAll(
      /\{\{(\w+)(, number)?\}\}/gu,
      (_, name: string, format: string | undefined) => {
        const value = values[name] ?? ''
        return format && typeof value === 'number' ? NUMBERS.format(value) : String(value)
      },
    )
  }
}
