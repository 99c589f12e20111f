import {cleanLine} from '../people/cleanText.ts'
import {addDays, type LocalDate} from '../time/localDate.ts'
import type {Audience, CheckedGroup, CheckedRule} from './checkAudience.ts'
import {onlyNumber} from './comparisons/numberComparison.ts'
import type {ActivityCondition} from './condition.ts'
import type {AudienceField, OptionSource} from './field.ts'
import {OPERATORS} from './operators.ts'
import type {Period} from './relativeDates.ts'
import {englishAudience, type TranslateAudience} from './strings/audienceStrings.ts'

/** Language and titles of a sentence. */
export interface SentenceOptions {
  /** BCP 47 tag for dates, numbers and lists. Default `en-GB`. */
  locale?: string
  /** Translates keys of `AUDIENCE_STRINGS`. Default English. */
  translate?: TranslateAudience
  /** The title of a status, list, segment, campaign, form, user or text. Default its id. */
  titleOf?: (source: OptionSource, id: string) => string | null | undefined
}

/**
 * Describes an audience in a sentence, such as “Status is Won, and (tagged “VIP” or score is at
 * least 50), but not (on list “Fair”)”. Groups inside groups stand in parentheses, so that AND and OR
 * can't be misread; conditions that include leads without a value say so. What is switched off is
 * left out. The result is plain text, never HTML, without control characters, and without a full stop.
 */
export function audienceToSentence({root}: Audience, options: SentenceOptions = {}): string {
  const words = createWording(options)
  const text = root ? describeRoot(root, words) : words.translate('sentence.everybody')
  // The first word may stand in parentheses. What stands in quotation marks is left as it is.
  return text.replace(/^\(*./u, (start) => start.toLocaleUpperCase(words.locale))
}

/**
 * Describes one condition, starting with a small letter: for a builder's rule or for why a lead is
 * in.
 */
export function ruleToSentence(rule: CheckedRule, options: SentenceOptions = {}): string {
  return describeRule(rule, createWording(options))
}

function describeRoot(root: CheckedGroup, words: Wording): string {
  const text = describeMembers(root, 'root', words)
  return root.not ? words.translate('sentence.root.not', {text}) : text
}

function describeNested(group: CheckedGroup, words: Wording): string {
  const text = describeMembers(group, 'nested', words)
  if (group.not) return words.translate('sentence.not', {text})
  return group.members.length > 1 ? words.translate('sentence.group', {text}) : text
}

function describeMembers(group: CheckedGroup, place: 'root' | 'nested', words: Wording): string {
  const parts = group.members.map((member) => ({
    text: member.kind === 'group' ? describeNested(member, words) : describeRule(member, words),
    excludes: member.kind === 'group' && member.not,
  }))
  const [first, ...others] = parts
  return others.reduce((left, {text: right, excludes}) => {
    const joint = group.combinator === 'and' && excludes ? 'but' : group.combinator
    return words.translate(`sentence.${place}.${joint}`, {left, right})
  }, first?.text ?? '')
}

function describeRule(rule: CheckedRule, words: Wording): string {
  const {condition, field, operator, negated} = rule
  const {translate} = words
  const subject =
    field.label === null
      ? translate(`subject.${field.name}`)
      : translate('subject.custom', {label: field.label})
  switch (condition.test) {
    case 'known':
      return field.type === 'set'
        ? translate(`sentence.${field.name}.${operator}`)
        : translate(negated ? 'sentence.empty' : 'sentence.known', {subject})
    case 'text':
      return translate(`sentence.text.${operator}`, {subject, value: words.texts(condition.texts)})
    case 'choice':
      return translate(`sentence.choice.${operator}`, {
        subject,
        value: words.choices(field, condition.values, 'or'),
      })
    case 'set':
    case 'segment': {
      const values = condition.test === 'set' ? condition.values : condition.ids
      const value = words.choices(field, values, condition.how === 'any' ? 'or' : 'and')
      return translate(`sentence.${field.name}.${operator}`, {value})
    }
    case 'number': {
      const [low, high] = [condition.from?.value, condition.to?.value]
      const first = onlyNumber(condition) ?? low ?? high ?? 0
      return translate(`sentence.number.${operator}`, {
        subject,
        value: words.number(first),
        to: words.number(high ?? first),
      })
    }
    case 'boolean':
      return translate(`sentence.boolean.${operator}`, {
        subject,
        value: translate(condition.value ? 'sentence.yes' : 'sentence.no'),
      })
    case 'date': {
      const positive = OPERATORS.date.get(operator)?.opposes ?? operator
      const when = words.when(positive, condition.period)
      return translate(negated ? 'sentence.date.isNot' : 'sentence.date.is', {subject, when})
    }
    case 'anniversary': {
      const {anniversary} = condition
      if (anniversary.kind === 'on') {
        const value = words.monthDay(anniversary.monthDay)
        return translate('sentence.date.anniversaryOn', {subject, value})
      }
      const {days: count} = anniversary
      return count === 0
        ? translate('sentence.date.anniversaryToday', {subject})
        : translate('sentence.date.anniversaryInNext', {subject, count})
    }
    default:
      return describeActivity(rule, condition, words)
  }
}

function describeActivity(
  {operator, field}: CheckedRule,
  {during, times}: ActivityCondition,
  {translate, when: describePeriod}: Wording,
): string {
  const event = translate(`${operator === 'didNotHappen' ? 'no-event' : 'event'}.${field.name}`)
  // “At most twice” is the opposite of “three times”.
  const count = operator === 'atMost' ? times - 1 : times
  const key = `sentence.activity.${operator}`
  const counts = operator !== 'happened' && operator !== 'didNotHappen'
  const text = translate(key, counts ? {event, count} : {event})
  const word = during?.operator === 'onOrAfter' ? 'since' : during?.operator
  const when = during && word ? describePeriod(word, during.period) : null
  return when === null ? text : translate('sentence.during', {text, when})
}

/** Formats the values of a sentence in its language. */
interface Wording {
  translate: TranslateAudience
  locale: string
  /** Several texts of users, quoted, joined by “or”. */
  texts: (texts: readonly string[]) => string
  /** Several identifiers by their titles. */
  choices: (field: AudienceField, values: readonly string[], joint: 'or' | 'and') => string
  number: (value: number) => string
  monthDay: (monthDay: string) => string
  when: (operator: string, period: Period) => string
}

/** Most values that are listed one by one, and most characters of each. */
const MAX_LISTED = 8
const MAX_LENGTH = 80

/** These titles stand without quotation marks: they are a site's own short words. */
const PLAIN_SOURCES: readonly (OptionSource | null)[] = ['statuses']

function createWording(options: SentenceOptions): Wording {
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
