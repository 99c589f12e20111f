import {z} from 'zod'
import type {PlainProblemCode} from '../problems/problem.ts'
import {inCode} from '../problems/zodProblems.ts'
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
  .string(inCode('value.text-missing'))
  .refine((text) => text.isWellFormed(), inCode('value.text-malformed'))
  .transform((text) => text.normalize('NFC').trim())
  .pipe(
    z.string().min(1, inCode('value.text-missing')).max(MAX_TEXT, inCode('value.text-too-long')),
  )

const chosen = z
  .string(inCode('value.choice-missing'))
  .min(1, inCode('value.choice-missing'))
  .max(MAX_TEXT, inCode('value.choice-too-long'))
  .refine((text) => text.isWellFormed(), inCode('value.choice-malformed'))

function listOf<Item extends z.ZodType<string>>(item: Item, none: PlainProblemCode) {
  return z
    .array(item, inCode(none))
    .min(1, inCode(none))
    .max(MAX_VALUES, inCode('value.too-many'))
    .transform((values) => [...new Set(values)])
}

const number = z
  .number(inCode('value.number-missing'))
  .refine((value) => Math.abs(value) <= MAX_NUMBER, inCode('value.number-too-large'))
  .refine((value) => Number(value.toFixed(9)) === value, inCode('value.number-digits'))
  .transform((value) => value + 0)

const day = z.string(inCode('value.date-missing')).refine(isLocalDate, inCode('value.date-form'))

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
  .tuple([number, number], inCode('value.numbers-missing'))
  .refine(inOrder, inCode('value.numbers-order'))

const dates = z
  .tuple([day, day], inCode('value.dates-missing'))
  .refine(inOrder, inCode('value.dates-order'))

const span = z.object(
  {
    amount: z
      .int(inCode('value.how-many'))
      .min(1, inCode('value.at-least-1'))
      .max(1000, inCode('value.at-most')),
    unit: z.enum(UNITS, inCode('value.unit')),
  },
  inCode('value.span-missing'),
)

const monthDay = z
  .string(inCode('value.month-day-missing'))
  .refine(
    (text) => /^\d{2}-\d{2}$/u.test(text) && isLocalDate(`2024-${text}`),
    inCode('value.month-day-form'),
  )

const daysAhead = z
  .int(inCode('value.days-missing'))
  .min(0, inCode('value.at-least-0'))
  .max(MAX_DAYS_AHEAD, inCode('value.at-most'))

/** Operands by kind. The messages of the schemas' errors are codes of problems. */
export const OPERANDS = {
  none: operand(
    'none',
    z.unknown().transform(() => null),
  ),
  text: operand('text', typed),
  texts: operand('texts', listOf(typed, 'value.texts-missing')),
  choice: operand('choice', chosen),
  choices: operand('choices', listOf(chosen, 'value.choices-missing')),
  number: operand('number', number),
  numberRange: operand('numberRange', range),
  boolean: operand('boolean', z.boolean(inCode('value.yes-no'))),
  date: operand('date', day),
  dateRange: operand('dateRange', dates),
  span: operand('span', span),
  monthDay: operand('monthDay', monthDay),
  days: operand('days', daysAhead),
} as const
