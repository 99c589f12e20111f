import {cleanLine} from '../people/cleanText.ts'
import type {AudienceField, OptionSource} from './field.ts'
import {addDays, type LocalDate} from '../time/localDate.ts'
import type {Period} from './relativeDates.ts'
import {englishAudience, type TranslateAudience} from './strings/audienceStrings.ts'

/** In which words, and with which titles, an audience is said. */
export interface SentenceOptions {
  /** BCP 47 tag for dates, numbers and lists. Default `en-GB`. */
  locale?: string
  /** Texts; English without. */
  translate?: TranslateAudience
  /** The title of a status, list, segment, campaign, form, user or text; its id without. */
  titleOf?: (source: OptionSource, id: string) => string | null | undefined
}

/** What says values. */
export interface SentenceValues {
  translate: TranslateAudience
  locale: string
  /** Several texts of people, quoted, joined by “or” or “and”. */
  texts: (texts: readonly string[]) => string
  /** Several identifiers by their titles. */
  choices: (field: AudienceField, values: readonly string[], joint: 'or' | 'and') => string
  number: (value: number) => string
  date: (date: LocalDate) => string
  monthDay: (monthDay: string) => string
  when: (operator: string, period: Period) => string
}

/** Most values that are listed one by one, and most characters of each. */
const MAX_LISTED = 8
const MAX_LENGTH = 80

/** Option titles stand without quotation marks: they are ours, or a site's own short words. */
const PLAIN_SOURCES: readonly (OptionSource | null)[] = ['statuses']

/** What says the values of a sentence. */
export function sentenceValues(options: SentenceOptions): SentenceValues {
  const {locale = 'en-GB', translate = englishAudience, titleOf} = options
  const days = new Intl.DateTimeFormat(locale, {dateStyle: 'long', timeZone: 'UTC'})
  const daysOfYear = new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'long',
    timeZone: 'UTC',
  })
  const numbers = new Intl.NumberFormat(locale, {maximumFractionDigits: 9})

  function quoted(text: string): string {
    const line = cleanLine(text)
    const short = line.length > MAX_LENGTH ? `${cleanLine(line, MAX_LENGTH - 1)}…` : line
    return translate('sentence.quoted', {text: short})
  }

  function joined(all: readonly string[], joint: 'or' | 'and'): string {
    const rest = all.length - MAX_LISTED
    const shown =
      rest > 1 ? [...all.slice(0, MAX_LISTED), translate('sentence.more', {count: rest})] : [...all]
    const type = joint === 'or' ? 'disjunction' : 'conjunction'
    return new Intl.ListFormat(locale, {type}).format(shown)
  }

  function title(field: AudienceField, value: string): string {
    if (field.options.includes(value)) return translate(`option.${field.name}.${value}`)
    const source = field.optionsFrom
    const found = source && titleOf?.(source, value)
    return found && PLAIN_SOURCES.includes(source) ? cleanLine(found) : quoted(found || value)
  }

  function date(day: LocalDate): string {
    return days.format(Date.parse(`${day}T00:00:00Z`))
  }

  return {
    translate,
    locale,
    texts: (texts) => joined(texts.map(quoted), 'or'),
    choices: (field, values, joint) =>
      joined(
        values.map((value) => title(field, value)),
        joint,
      ),
    number: (value) => numbers.format(value),
    date,
    monthDay: (monthDay) => daysOfYear.format(Date.parse(`2024-${monthDay}T00:00:00Z`)),
    when: (operator, period) => {
      if ('amount' in period) {
        return translate(`when.${operator}.${period.unit}`, {count: period.amount})
      }
      if (period.kind !== 'fixed') return translate(`when.${operator}`)
      const {from, to} = period
      return translate(`when.${operator}`, {
        ...(from === null ? {} : {from: date(from), previous: date(addDays(from, -1))}),
        ...(to === null ? {} : {to: date(to), last: date(addDays(to, -1))}),
      })
    },
  }
}
