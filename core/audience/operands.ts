import {z} from 'zod'
import {isLocalDate} from '../time/localDate.ts'
import {MAX_DAYS_AHEAD} from './relativeDates.ts'

/** Most values that one condition may list. */
export const MAX_VALUES = 100

/** Longest text that a condition may compare with; Sanity ignores longer search terms. */
export const MAX_TEXT = 1000

/** Greatest magnitude of a number that a condition may compare with. */
export const MAX_NUMBER = 999_999_999_999_999

/** What an operator compares with; the builder shows an editor for it. */
export type OperandKind =
  | 'none'
  | 'text'
  | 'texts'
  | 'choice'
  | 'choices'
  | 'number'
  | 'numberRange'
  | 'boolean'
  | 'date'
  | 'dateRange'
  | 'span'
  | 'monthDay'
  | 'days'
  | 'times'

const typed = z
  .string({error: 'Enter a text.'})
  .refine((text) => text.isWellFormed(), {error: 'The text has characters that can’t be stored.'})
  .transform((text) => text.normalize('NFC').trim())
  .pipe(
    z
      .string()
      .min(1, 'Enter a text.')
      .max(MAX_TEXT, `A text can have ${MAX_TEXT} characters at most.`),
  )

const chosen = z
  .string({error: 'Choose a value.'})
  .min(1, 'Choose a value.')
  .max(MAX_TEXT, `A value can have ${MAX_TEXT} characters at most.`)
  .refine((text) => text.isWellFormed(), {error: 'The value has characters that can’t be stored.'})

function listOf<Item extends z.ZodType<string>>(item: Item, none: string) {
  return z
    .array(item, {error: none})
    .min(1, none)
    .max(MAX_VALUES, `A condition can list ${MAX_VALUES} values. Split it in two, joined by “or”.`)
    .transform((values) => [...new Set(values)])
}

const number = z
  .number({error: 'Enter a number.'})
  .refine((value) => Math.abs(value) <= MAX_NUMBER, {error: 'The number is too large.'})
  .refine((value) => Number(value.toFixed(9)) === value, {
    error: 'A number can have nine digits after the point.',
  })
  .transform((value) => value + 0)

const day = z
  .string({error: 'Choose a date.'})
  .refine(isLocalDate, {error: 'Write the date as year-month-day, such as 2026-01-31.'})

function inOrder<Value>(pair: readonly [Value, Value]): boolean {
  return pair[0] <= pair[1]
}

const UNITS = ['day', 'week', 'month', 'quarter', 'year'] as const

/** What an operator compares with, and the schema that parses it from a rule's value. */
export interface Operand<Schema extends z.ZodType = z.ZodType> {
  kind: OperandKind
  schema: Schema
}

function operand<Schema extends z.ZodType>(kind: OperandKind, schema: Schema): Operand<Schema> {
  return {kind, schema}
}

const range = z
  .tuple([number, number], {error: 'Enter the lowest and the highest number.'})
  .refine(inOrder, {error: 'The lowest number must come first.'})

const dates = z
  .tuple([day, day], {error: 'Choose the first and the last day.'})
  .refine(inOrder, {error: 'The first day must come before the last.'})

const span = z.object(
  {
    amount: z
      .int({error: 'Enter how many.'})
      .min(1, 'Enter 1 or more.')
      .max(1000, 'Enter 1000 at most.'),
    unit: z.enum(UNITS, {error: 'Choose days, weeks, months, quarters or years.'}),
  },
  {error: 'Enter how many days, weeks or months.'},
)

const monthDay = z
  .string({error: 'Choose a day of the year.'})
  .refine((text) => /^\d{2}-\d{2}$/u.test(text) && isLocalDate(`2024-${text}`), {
    error: 'Write the day as month-day, such as 01-31.',
  })

const daysAhead = z
  .int({error: 'Enter how many days.'})
  .min(0, 'Enter 0 or more.')
  .max(MAX_DAYS_AHEAD, `Enter ${MAX_DAYS_AHEAD} at most.`)

/** Operands by kind. The schemas' errors are sentences for the user. */
export const OPERANDS = {
  none: operand(
    'none',
    z.unknown().transform(() => null),
  ),
  text: operand('text', typed),
  texts: operand('texts', listOf(typed, 'Enter at least one text.')),
  choice: operand('choice', chosen),
  choices: operand('choices', listOf(chosen, 'Choose at least one value.')),
  number: operand('number', number),
  numberRange: operand('numberRange', range),
  boolean: operand('boolean', z.boolean({error: 'Choose yes or no.'})),
  date: operand('date', day),
  dateRange: operand('dateRange', dates),
  span: operand('span', span),
  monthDay: operand('monthDay', monthDay),
  days: operand('days', daysAhead),
} as const
