import {z} from 'zod'
import type {ActivityCondition, Condition} from '../condition.ts'
import {PERIOD_OPERATORS} from './dateOperators.ts'
import {byName, opposite, type Operator, type ReadCondition} from './operator.ts'

const Times = z
  .int({error: 'Enter how often.'})
  .min(1, 'Enter 1 or more.')
  .max(10_000, 'Enter 10,000 at most.')

const Happening = z.object(
  {
    times: z.unknown().optional(),
    when: z
      .object({operator: z.string(), value: z.unknown().optional()}, {error: 'Choose when.'})
      .nullish(),
  },
  {error: 'Choose how often and when.'},
)

type When = NonNullable<z.output<typeof Happening>['when']>

function readPeriod(when: When | null | undefined): ActivityCondition['during'] | string {
  if (!when) return null
  const choice = PERIOD_OPERATORS.get(when.operator)
  if (!choice) return 'Choose when, such as “in the last 30 days”.'
  const read = choice.read(when.value)
  if (!read.ok) return read.reason
  if (read.condition.test !== 'date') return 'Choose a period.'
  return {operator: choice.name, period: read.condition.period}
}

function readHappening(
  value: unknown,
  condition: (times: number) => {times: number; exactly: boolean},
  counts: boolean,
): ReadCondition {
  const happening = Happening.safeParse(value ?? {})
  if (!happening.success) {
    return {ok: false, reason: happening.error.issues[0]?.message ?? 'Choose how often and when.'}
  }
  const times = counts ? Times.safeParse(happening.data.times) : {success: true as const, data: 1}
  if (!times.success)
    return {ok: false, reason: times.error.issues[0]?.message ?? 'Enter how often.'}
  const during = readPeriod(happening.data.when)
  if (typeof during === 'string') return {ok: false, reason: during}
  const result: Condition = {test: 'activity', ...condition(times.data), during}
  return {ok: true, condition: result}
}

function happening(
  name: string,
  condition: (times: number) => {times: number; exactly: boolean},
  counts = true,
): Operator {
  return {
    name,
    operand: 'times',
    negated: false,
    opposes: null,
    labelKey: `operator.activity.${name}`,
    read: (value) => readHappening(value, condition, counts),
  }
}

const once = happening('happened', (times) => ({times, exactly: false}), false)
const moreThan = happening('moreThan', (times) => ({times: times + 1, exactly: false}))

/**
 * Operators of what people did. The value is `{times?, when?: {operator, value?}}`: `times` where
 * the operator counts, and a period in the words of dates; without a period, ever.
 */
export const ACTIVITY_OPERATORS = byName([
  once,
  opposite(once, 'activity', 'didNotHappen'),
  happening('atLeast', (times) => ({times, exactly: false})),
  opposite(moreThan, 'activity', 'atMost'),
  happening('exactly', (times) => ({times, exactly: true})),
])
