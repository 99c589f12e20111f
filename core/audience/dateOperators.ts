import {z} from 'zod'
import {problem, type Problem} from '../problems/problem.ts'
import {firstProblem, inCode} from '../problems/zodProblems.ts'
import {addDays, type DateUnit} from '../time/localDate.ts'
import type {ActivityCondition, Condition} from './condition.ts'
import {OPERANDS} from './operands.ts'
import {
  byName,
  operator,
  opposite,
  presence,
  type Operator,
  type ReadCondition,
} from './operator.ts'
import type {Anniversary, Period} from './relativeDates.ts'

function during(period: Period): Condition {
  return {test: 'date', period}
}

function recurs(anniversary: Anniversary): Condition {
  return {test: 'anniversary', anniversary}
}

function date(name: string, period: (day: string) => Period): Operator {
  return operator('date', name, OPERANDS.date, (day) => during(period(day)))
}

function calendar(name: string, unit: DateUnit, offset: number): Operator {
  return operator('date', name, OPERANDS.none, () => during({kind: 'calendar', unit, offset}))
}

function thisLastAndNext(unit: DateUnit, suffix: string): Operator[] {
  return [
    calendar(`this${suffix}`, unit, 0),
    calendar(`last${suffix}`, unit, -1),
    calendar(`next${suffix}`, unit, 1),
  ]
}

function span(name: string, kind: 'last' | 'next' | 'moreThanAgo'): Operator {
  return operator('date', name, OPERANDS.span, ({amount, unit}) => during({kind, amount, unit}))
}

const on = date('on', (day) => ({kind: 'fixed', from: day, to: addDays(day, 1)}))
const between = operator('date', 'between', OPERANDS.dateRange, ([first, last]) =>
  during({kind: 'fixed', from: first, to: addDays(last, 1)}),
)
const inLast = span('inLast', 'last')
const inNext = span('inNext', 'next')

/** Operators that choose a period: for dates, and for the period of an activity. */
export const PERIOD_OPERATORS = byName([
  inLast,
  span('moreThanAgo', 'moreThanAgo'),
  on,
  date('before', (day) => ({kind: 'fixed', from: null, to: day})),
  date('onOrBefore', (day) => ({kind: 'fixed', from: null, to: addDays(day, 1)})),
  date('after', (day) => ({kind: 'fixed', from: addDays(day, 1), to: null})),
  date('onOrAfter', (day) => ({kind: 'fixed', from: day, to: null})),
  between,
  calendar('today', 'day', 0),
  calendar('yesterday', 'day', -1),
  ...thisLastAndNext('week', 'Week'),
  ...thisLastAndNext('month', 'Month'),
  ...thisLastAndNext('quarter', 'Quarter'),
  ...thisLastAndNext('year', 'Year'),
])

/** Operators of dates. */
export const DATE_OPERATORS: ReadonlyMap<string, Operator> = new Map([
  ...PERIOD_OPERATORS,
  ...byName([
    calendar('tomorrow', 'day', 1),
    inNext,
    opposite(inLast, 'date', 'notInLast'),
    opposite(inNext, 'date', 'notInNext'),
    opposite(on, 'date', 'notOn'),
    opposite(between, 'date', 'notBetween'),
    operator('date', 'anniversaryOn', OPERANDS.monthDay, (monthDay) =>
      recurs({kind: 'on', monthDay}),
    ),
    operator('date', 'anniversaryToday', OPERANDS.none, () => recurs({kind: 'next', days: 0})),
    operator('date', 'anniversaryInNext', OPERANDS.days, (days) => recurs({kind: 'next', days})),
    ...presence('date'),
  ]),
])

const Times = z
  .int(inCode('value.how-often'))
  .min(1, inCode('value.at-least-1'))
  .max(10_000, inCode('value.times-too-many'))

const TimesAndPeriod = z.object(
  {
    times: z.unknown().optional(),
    when: z
      .object({operator: z.string(), value: z.unknown().optional()}, inCode('value.when'))
      .nullish(),
  },
  inCode('value.how-often-and-when'),
)

type When = z.output<typeof TimesAndPeriod>['when']

type ReadPeriod = {ok: true; period: ActivityCondition['during']} | {ok: false; problem: Problem}

function readPeriod(when: When): ReadPeriod {
  if (!when) return {ok: true, period: null}
  const choice = PERIOD_OPERATORS.get(when.operator)
  if (!choice) return {ok: false, problem: problem('value.when-such-as')}
  const read = choice.read(when.value)
  if (!read.ok) return read
  if (read.condition.test !== 'date') return {ok: false, problem: problem('value.period')}
  return {ok: true, period: {operator: choice.name, period: read.condition.period}}
}

type Frequency = Pick<ActivityCondition, 'times' | 'exactly'>

function readActivity(
  value: unknown,
  frequency: (times: number) => Frequency,
  counts: boolean,
): ReadCondition {
  const {data, error} = TimesAndPeriod.safeParse(value ?? {})
  if (!data) return {ok: false, problem: firstProblem(error, 'value.how-often-and-when')}
  const times = counts ? Times.safeParse(data.times) : {success: true as const, data: 1}
  if (!times.success) {
    return {ok: false, problem: firstProblem(times.error, 'value.how-often')}
  }
  const read = readPeriod(data.when)
  if (!read.ok) return read
  return {ok: true, condition: {test: 'activity', ...frequency(times.data), during: read.period}}
}

function activity(name: string, frequency: (times: number) => Frequency, counts = true): Operator {
  return {
    name,
    operand: 'times',
    negated: false,
    opposes: null,
    labelKey: `operator.activity.${name}`,
    read: (value) => readActivity(value, frequency, counts),
  }
}

const once = activity('happened', (times) => ({times, exactly: false}), false)
const moreThan = activity('moreThan', (times) => ({times: times + 1, exactly: false}))

/**
 * Operators of activities. The value is `{times?, when?: {operator, value?}}`: `times` where the
 * operator counts, and a period by one of {@link PERIOD_OPERATORS}; without a period, ever.
 */
export const ACTIVITY_OPERATORS = byName([
  once,
  opposite(once, 'activity', 'didNotHappen'),
  activity('atLeast', (times) => ({times, exactly: false})),
  opposite(moreThan, 'activity', 'atMost'),
  activity('exactly', (times) => ({times, exactly: true})),
])
