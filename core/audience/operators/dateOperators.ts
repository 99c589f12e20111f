import type {Anniversary, Period} from '../relativeDates.ts'
import type {Condition} from '../condition.ts'
import {addDays, type DateUnit} from '../../time/localDate.ts'
import {OPERANDS} from '../operandSchemas.ts'
import {byName, operator, opposite, type Operator} from './operator.ts'
import {presence} from './valueOperators.ts'

function during(period: Period): Condition {
  return {test: 'date', period}
}

function comesRound(anniversary: Anniversary): Condition {
  return {test: 'anniversary', anniversary}
}

function date(name: string, period: (day: string) => Period): Operator {
  return operator('date', name, OPERANDS.date, (day) => during(period(day)))
}

function calendar(name: string, unit: DateUnit, offset: number): Operator {
  return operator('date', name, OPERANDS.none, () => during({kind: 'calendar', unit, offset}))
}

function around(unit: DateUnit, suffix: string): Operator[] {
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

/** Operators that choose a period: those that an activity's period may use, too. */
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
  ...around('week', 'Week'),
  ...around('month', 'Month'),
  ...around('quarter', 'Quarter'),
  ...around('year', 'Year'),
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
      comesRound({kind: 'on', monthDay}),
    ),
    operator('date', 'anniversaryToday', OPERANDS.none, () => comesRound({kind: 'next', days: 0})),
    operator('date', 'anniversaryInNext', OPERANDS.days, (days) =>
      comesRound({kind: 'next', days}),
    ),
    ...presence('date'),
  ]),
])
