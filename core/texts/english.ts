/** Translates a key and fills in its values; i18next's `t` is one. */
export type Translate = (key: string, values?: Readonly<Record<string, string | number>>) => string

let plurals: Intl.PluralRules | undefined
let numbers: Intl.NumberFormat | undefined

/** Made when they are first needed: each takes milliseconds, of which a call of a function has few. */
function pluralForm(count: number): Intl.LDMLPluralRule {
  plurals ??= new Intl.PluralRules('en')
  return plurals.select(count)
}

function groupDigits(value: number): string {
  numbers ??= new Intl.NumberFormat('en')
  return numbers.format(value)
}

/** Fills values into an English text: they replace `{{name}}`, and `{{name, number}}` groups digits. */
export function fillText(
  text: string,
  values: Readonly<Record<string, string | number>> = {},
): string {
  return text.replaceAll(
    /\{\{(\w+)(, number)?\}\}/gu,
    (_, name: string, format: string | undefined) => {
      const value = values[name] ?? ''
      return format && typeof value === 'number' ? groupDigits(value) : String(value)
    },
  )
}

/**
 * Translates to English.
 *
 * @param texts - by their keys, as in a locale bundle; see {@link fillText}. A `count` chooses between keys
 *   that end in `_one` and `_other`
 * @returns what gives an unknown key back as it is
 */
export function englishOf(texts: Readonly<Record<string, string>>): Translate {
  return (key, values = {}) => {
    const {count} = values
    const form = typeof count === 'number' ? `${key}_${pluralForm(count)}` : key
    return fillText(texts[form] ?? texts[key] ?? key, values)
  }
}
