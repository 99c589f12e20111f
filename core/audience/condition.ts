import type {Anniversary, Period} from './relativeDates.ts'

/** An end of a range of numbers. */
export interface NumberBound {
  value: number
  /** Whether the value itself belongs to the range. */
  inclusive: boolean
}

/** There is a value; see `FieldType` for what counts as missing. */
export interface KnownCondition {
  test: 'known'
}

/** A text is, contains, starts or ends with one of some texts. */
export interface TextCondition {
  test: 'text'
  how: 'is' | 'contains' | 'startsWith' | 'endsWith'
  /** As the user typed them, NFC, without surrounding white space. */
  texts: readonly string[]
}

/** A value is one of some values, exactly. */
export interface ChoiceCondition {
  test: 'choice'
  values: readonly string[]
}

/** A list has any or all of some values, or those and no others. */
export interface SetCondition {
  test: 'set'
  how: 'any' | 'all' | 'exactly'
  values: readonly string[]
}

/** A number lies in a range; both ends equal and inclusive: it is that number. */
export interface NumberCondition {
  test: 'number'
  from: NumberBound | null
  to: NumberBound | null
}

/** Something is true, or false. */
export interface BooleanCondition {
  test: 'boolean'
  value: boolean
}

/** A date lies in a period. */
export interface DateCondition {
  test: 'date'
  period: Period
}

/** The day and month of a date recur. */
export interface AnniversaryCondition {
  test: 'anniversary'
  anniversary: Anniversary
}

/** An activity happened so often, in a period or ever. */
export interface ActivityCondition {
  test: 'activity'
  times: number
  /** Whether more often would be too often. */
  exactly: boolean
  /** The period and the operator that chose it, for the sentence; `null` for ever. */
  during: {operator: string; period: Period} | null
}

/** A lead is in any or all of some segments. */
export interface SegmentCondition {
  test: 'segment'
  how: 'any' | 'all'
  ids: readonly string[]
}

/** What a rule asks, before a negative operator turns it into its opposite. */
export type Condition =
  | KnownCondition
  | TextCondition
  | ChoiceCondition
  | SetCondition
  | NumberCondition
  | BooleanCondition
  | DateCondition
  | AnniversaryCondition
  | ActivityCondition
  | SegmentCondition
