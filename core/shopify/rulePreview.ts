import type {CheckedGroup, CheckedRule} from '../audience/checkAudience.ts'
import type {Condition} from '../audience/condition.ts'
import {englishAudience, type TranslateAudience} from '../audience/strings/audienceStrings.ts'
import {ruleToSentence} from '../audience/toSentence.ts'
import type {SyncRule} from './syncRule.ts'

/**
 * Describes a rule in one line, such as `enabled · condition · totals, ranges and e-mail domains · tag equals vip`.
 *
 * @param translate - translates keys of `AUDIENCE_STRINGS`; default English
 */
export function rulePreview(
  {mode, level, audience}: Pick<SyncRule, 'mode' | 'level' | 'audience'>,
  translate: TranslateAudience = englishAudience,
): string {
  if (mode === 'disabled') return translate('rule-preview.disabled')
  const words = ['enabled', `mode.${mode}`, `level.${level}`]
  return [
    ...words.map((word) => translate(`rule-preview.${word}`)),
    ...(audience?.root ? [describeGroup(audience.root, true, translate)] : []),
  ].join(' · ')
}

function describeGroup(
  {members, combinator, not}: CheckedGroup,
  isOutermost: boolean,
  translate: TranslateAudience,
): string {
  const parts = members.map((each) =>
    each.kind === 'group' ? describeGroup(each, false, translate) : describeRule(each, translate),
  )
  const text = join(parts, combinator, translate)
  if (not) return translate('sentence.not', {text})
  return isOutermost || members.length < 2 ? text : translate('sentence.group', {text})
}

function describeRule(rule: CheckedRule, translate: TranslateAudience): string {
  const {condition, field, operator: name} = rule
  if (condition.test === 'date' || condition.test === 'anniversary') {
    return ruleToSentence(rule, {translate})
  }
  const subject = translate(`subject.${field.name}`)
  const operator = translate(`rule-preview.operator.${name}`)
  const value = describeValues(condition, translate)
  return value === ''
    ? translate('rule-preview.presence', {subject, operator})
    : translate('rule-preview.rule', {subject, operator, value})
}

function describeValues(condition: Condition, translate: TranslateAudience): string {
  switch (condition.test) {
    case 'text':
      return join(condition.texts, 'or', translate)
    case 'choice':
      return join(condition.values, 'or', translate)
    case 'set':
      return join(condition.values, condition.how === 'any' ? 'or' : 'and', translate)
    case 'number': {
      const {from, to} = condition
      if (from && to && from.value !== to.value) {
        return translate('rule-preview.range', {from: from.value, to: to.value})
      }
      return String(from?.value ?? to?.value ?? '')
    }
    default:
      return ''
  }
}

function join(
  parts: readonly string[],
  combinator: 'and' | 'or',
  translate: TranslateAudience,
): string {
  const [first = '', ...others] = parts
  return others.reduce(
    (left, right) => translate(`sentence.nested.${combinator}`, {left, right}),
    first,
  )
}
