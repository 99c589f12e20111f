import type {Audience, CheckedGroup, CheckedRule} from './audience.ts'
import type {ActivityCondition} from './condition.ts'
import {onlyNumber} from './comparisons/numberComparison.ts'
import type {AudienceField} from './field.ts'
import {OPERATORS} from './operators.ts'
import {sentenceValues, type SentenceOptions, type SentenceValues} from './sentenceValues.ts'

/** A field as it stands inside a sentence. */
function subjectOf(field: AudienceField, {translate}: SentenceValues): string {
  return field.label === null
    ? translate(`subject.${field.name}`)
    : translate('subject.custom', {label: field.label})
}

function saidActivity(
  rule: CheckedRule,
  condition: ActivityCondition,
  say: SentenceValues,
): string {
  const {operator, field} = rule
  const {during, times} = condition
  const event = say.translate(`${operator === 'didNotHappen' ? 'no-event' : 'event'}.${field.name}`)
  // “At most twice” is kept as the opposite of “three times”.
  const count = operator === 'atMost' ? times - 1 : times
  const key = `sentence.activity.${operator}`
  const counts = operator !== 'happened' && operator !== 'didNotHappen'
  const text = say.translate(key, counts ? {event, count} : {event})
  const word = during?.operator === 'onOrAfter' ? 'since' : during?.operator
  const when = during && word ? say.when(word, during.period) : null
  return when === null ? text : say.translate('sentence.during', {text, when})
}

function saidRule(rule: CheckedRule, say: SentenceValues): string {
  const {condition, field, operator, negated} = rule
  const subject = subjectOf(field, say)
  const {translate} = say
  switch (condition.test) {
    case 'known':
      return field.type === 'set'
        ? translate(`sentence.${field.name}.${operator}`)
        : translate(negated ? 'sentence.empty' : 'sentence.known', {subject})
    case 'text':
      return translate(`sentence.text.${operator}`, {subject, value: say.texts(condition.texts)})
    case 'choice':
      return translate(`sentence.choice.${operator}`, {
        subject,
        value: say.choices(field, condition.values, 'or'),
      })
    case 'set':
    case 'segment': {
      const values = condition.test === 'set' ? condition.values : condition.ids
      const value = say.choices(field, values, condition.how === 'any' ? 'or' : 'and')
      return translate(`sentence.${field.name}.${operator}`, {value})
    }
    case 'number': {
      const [low, high] = [condition.from?.value, condition.to?.value]
      const first = onlyNumber(condition) ?? low ?? high ?? 0
      return translate(`sentence.number.${operator}`, {
        subject,
        value: say.number(first),
        to: say.number(high ?? first),
      })
    }
    case 'boolean':
      return translate(`sentence.boolean.${operator}`, {
        subject,
        value: translate(condition.value ? 'sentence.yes' : 'sentence.no'),
      })
    case 'date': {
      const plain = OPERATORS.date.get(operator)?.opposes ?? operator
      const when = say.when(plain, condition.period)
      return translate(negated ? 'sentence.date.isNot' : 'sentence.date.is', {subject, when})
    }
    case 'anniversary': {
      const {anniversary} = condition
      if (anniversary.kind === 'on') {
        const value = say.monthDay(anniversary.monthDay)
        return translate('sentence.date.anniversaryOn', {subject, value})
      }
      const {days: count} = anniversary
      return count === 0
        ? translate('sentence.date.anniversaryToday', {subject})
        : translate('sentence.date.anniversaryInNext', {subject, count})
    }
    default:
      return saidActivity(rule, condition, say)
  }
}

/**
 * Says one condition, starting with a small letter, as it would stand inside a sentence: for a
 * builder's rule or for why a lead is in.
 */
export function ruleToSentence(rule: CheckedRule, options: SentenceOptions = {}): string {
  return saidRule(rule, sentenceValues(options))
}

function saidMembers(group: CheckedGroup, place: 'root' | 'nested', say: SentenceValues): string {
  const parts = group.members.map((member) => ({
    text: member.kind === 'group' ? saidNested(member, say) : saidRule(member, say),
    excludes: member.kind === 'group' && member.not,
  }))
  const [first, ...others] = parts
  return others.reduce((left, {text: right, excludes}) => {
    const joint = group.combinator === 'and' && excludes ? 'but' : group.combinator
    return say.translate(`sentence.${place}.${joint}`, {left, right})
  }, first?.text ?? '')
}

function saidNested(group: CheckedGroup, say: SentenceValues): string {
  const text = saidMembers(group, 'nested', say)
  if (group.not) return say.translate('sentence.not', {text})
  return group.members.length > 1 ? say.translate('sentence.group', {text}) : text
}

/**
 * Says in a sentence who is meant, such as “Status is Won, and (tagged “VIP” or score is at least
 * 50), but not (on list “Fair”)”. Groups inside groups stand in parentheses, so that AND and OR can't
 * be misread; conditions that include people without a value say so. What is switched off is not
 * said. The result is plain text, never HTML, without control characters, and without a full stop.
 */
export function audienceToSentence({root}: Audience, options: SentenceOptions = {}): string {
  const say = sentenceValues(options)
  const text = root ? saidRoot(root, say) : say.translate('sentence.everybody')
  // The first word may stand in parentheses. What stands in quotation marks is left as it is.
  return text.replace(/^\(*./u, (start) => start.toLocaleUpperCase(say.locale))
}

function saidRoot(root: CheckedGroup, say: SentenceValues): string {
  const text = saidMembers(root, 'root', say)
  return root.not ? say.translate('sentence.root.not', {text}) : text
}
