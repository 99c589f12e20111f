import {activityKindOf} from './activityFields.ts'
import type {CheckedRule} from './checkAudience.ts'
import {NEVER, type Comparison, type ComparisonMoment} from './comparison.ts'
import {
  activityComparison,
  anniversaryComparison,
  dateComparison,
} from './comparisons/dateComparison.ts'
import {numberComparison, numberTextComparison} from './comparisons/numberComparison.ts'
import {
  booleanComparison,
  booleanTextComparison,
  choiceComparison,
  choiceKnown,
  setComparison,
  setKnown,
  textComparison,
  textKnown,
  valueKnown,
} from './comparisons/valueComparisons.ts'
import type {AudienceField} from './field.ts'

function knownComparison(field: AudienceField): Comparison {
  switch (field.storage) {
    case 'text':
      return textKnown(field)
    case 'set':
      return setKnown(field)
    case 'number':
    case 'boolean':
      return valueKnown(field)
    default:
      return choiceKnown(field)
  }
}

/**
 * Creates the comparison of a rule's condition. It leaves out negation and segments, which
 * `audienceToGroq` and `audienceToPredicate` add.
 */
export function compareRule({field, condition}: CheckedRule, moment: ComparisonMoment): Comparison {
  switch (condition.test) {
    case 'known':
      return knownComparison(field)
    case 'text':
      return textComparison(field, condition)
    case 'choice':
      return choiceComparison(field, condition)
    case 'set':
      return setComparison(field, condition)
    case 'number':
      return field.storage === 'numberText'
        ? numberTextComparison(field, condition)
        : numberComparison(field, condition)
    case 'boolean':
      return field.storage === 'booleanText'
        ? booleanTextComparison(field, condition)
        : booleanComparison(field, condition)
    case 'date':
      return dateComparison(field, condition, moment)
    case 'anniversary':
      return anniversaryComparison(field, condition, moment)
    case 'activity':
      return activityComparison(activityKindOf(field), condition, moment)
    default:
      return NEVER
  }
}
