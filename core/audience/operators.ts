import type {Condition} from './condition.ts'
import {ACTIVITY_OPERATORS} from './operators/activityOperators.ts'
import {DATE_OPERATORS} from './operators/dateOperators.ts'
import type {Operator} from './operators/operator.ts'
import {
  BOOLEAN_OPERATORS,
  CHOICE_OPERATORS,
  NUMBER_OPERATORS,
  SEGMENT_OPERATORS,
  SET_OPERATORS,
  TEXT_OPERATORS,
} from './operators/valueOperators.ts'

/**
 * What a field holds, and with it which operators it has.
 *
 * The rules that all operators share, in whatever language they are carried out:
 *
 * - **Missing values.** A condition holds only for people who have a value. An operator that denies
 *   (`is not`, `none of`, `does not contain`, `not in the last …`) is the exact opposite of the one
 *   it denies, so it holds for everybody else, **people without a value included**. `NOT` on a
 *   group is the exact opposite of the group in the same way.
 * - **What counts as missing.** A text or date that is absent, null or empty, a list that is absent
 *   or empty, anything else that is absent or null. A value of a type that the field does not have
 *   is treated as if it fitted no condition; of texts and lists, as missing.
 * - **Texts** are compared without regard to upper and lower case, as JavaScript's `toLowerCase`
 *   and GROQ's `lower()` fold it. White space around what a rule compares with is ignored; what is
 *   stored is taken as it is, because intake and import trim it. No accents are folded.
 * - **Chosen values** (statuses, tags, lists, campaigns, kinds) are identifiers and compared exactly.
 * - **Dates** are whole days of the site's time zone; weeks start on Monday.
 */
export type FieldType =
  | 'text'
  | 'choice'
  | 'set'
  | 'number'
  | 'boolean'
  | 'date'
  | 'activity'
  | 'segment'

/** Operators of each type by name, in the order in which a builder offers them. */
export const OPERATORS: Readonly<Record<FieldType, ReadonlyMap<string, Operator>>> = {
  text: TEXT_OPERATORS,
  choice: CHOICE_OPERATORS,
  set: SET_OPERATORS,
  number: NUMBER_OPERATORS,
  boolean: BOOLEAN_OPERATORS,
  date: DATE_OPERATORS,
  activity: ACTIVITY_OPERATORS,
  segment: SEGMENT_OPERATORS,
}

/**
 * Whether a rule with the operator also holds for people for whom the value is missing. Sentences
 * say so, and a builder should.
 */
export function includesMissing(
  operator: Pick<Operator, 'negated'>,
  condition: Condition,
): boolean {
  return operator.negated && condition.test !== 'segment' && condition.test !== 'activity'
}
