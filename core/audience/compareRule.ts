import {activityKindOf} from './activityFields.ts'
import type {CheckedRule} from './audience.ts'
import {NOWHERE, type Comparison, type ComparisonMoment} from './comparison.ts'
import {activityComparison} from './comparisons/activityComparison.ts'
import {booleanComparison, booleanTextComparison} from './comparisons/booleanComparison.ts'
import {choiceComparison, choiceKnown, valueKnown} from './comparisons/choiceComparison.ts'
import {anniversaryComparison, dateComparison} from './comparisons/dateComparison.ts'
import {numberComparison} from './comparisons/numberComparison.ts'
import {numberTextComparison} from './comparisons/numberTextComparison.ts'
import {setComparison, setKnown} from './comparisons/setComparison.ts'
import {textComparison, textKnown} from './comparisons/textComparison.ts'
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
 * Makes the comparison that a rule's condition asks for, in both languages. It knows neither the
 * rule's negation nor segments, which `toGroq` and `toPredicate` see to.
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
      return NOWHERE
  }
}
