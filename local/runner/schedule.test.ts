import * as fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {createSchedule, ScheduleError, type Schedule} from './schedule.ts'

function cron(expression: string, timeZone = 'UTC'): Schedule {
  const [minute = '', hour = '', dayOfMonth = '', month = '', dayOfWeek = ''] =
    expression.split(' ')
  return createSchedule({minute, hour, dayOfMonth, month, dayOfWeek}, timeZone)
}

function next(expression: string, after: string, timeZone = 'UTC'): string | null {
  const time = cron(expression, timeZone).next(Date.parse(after))
  return time === null ? null : new Date(time).toISOString().slice(0, 16)
}

describe('createSchedule', () => {
  test.each([
    ['* * * * *', '2026-01-01T00:00:00Z', 'UTC', '2026-01-01T00:01'],
    ['* * * * *', '2026-01-01T00:00:59.999Z', 'UTC', '2026-01-01T00:01'],
    ['*/15 * * * *', '2026-01-01T00:46:00Z', 'UTC', '2026-01-01T01:00'],
    ['0 9 * * mon-fri', '2026-01-02T09:00:00Z', 'UTC', '2026-01-05T09:00'],
    ['0 9 * * 7', '2026-01-01T00:00:00Z', 'UTC', '2026-01-04T09:00'],
    ['30 8 1 JAN *', '2026-01-01T08:30:00Z', 'UTC', '2027-01-01T08:30'],
    ['0 0 13 * fri', '2026-01-01T00:00:00Z', 'UTC', '2026-01-02T00:00'],
    ['0 0 29 2 *', '2026-01-01T00:00:00Z', 'UTC', '2028-02-29T00:00'],
    ['5,10-12 0 * * *', '2026-01-01T00:10:00Z', 'UTC', '2026-01-01T00:11'],
    ['0 9 * * *', '2026-07-01T00:00:00Z', 'Europe/Berlin', '2026-07-01T07:00'],
    ['45 5 * * *', '2026-07-01T00:00:00Z', 'Asia/Kathmandu', '2026-07-02T00:00'],
  ])('%s after %s in %s is due at %s', (expression, after, timeZone, expected) => {
    expect(next(expression, after, timeZone)).toBe(expected)
  })

  test('runs after the gap at a local time that daylight saving skips', () => {
    expect(next('30 2 * * *', '2026-03-29T00:00:00Z', 'Europe/Berlin')).toBe('2026-03-29T01:00')
    expect(next('30 * * * *', '2026-03-29T00:30:00Z', 'Europe/Berlin')).toBe('2026-03-29T01:30')
  })

  test('runs once at a local time that daylight saving repeats', () => {
    expect(next('30 2 * * *', '2026-10-25T00:00:00Z', 'Europe/Berlin')).toBe('2026-10-25T00:30')
    expect(next('30 2 * * *', '2026-10-25T00:30:00Z', 'Europe/Berlin')).toBe('2026-10-26T01:30')
    expect(next('30 * * * *', '2026-10-25T00:30:00Z', 'Europe/Berlin')).toBe('2026-10-25T01:30')
  })

  test('reports a schedule that is never due', () => {
    expect(next('0 0 30 2 *', '2026-01-01T00:00:00Z')).toBeNull()
  })

  test('is always later, on a whole minute that the schedule names', () => {
    const value = (low: number, high: number) => fc.integer({min: low, max: high}).map(String)
    const anyOr = (field: fc.Arbitrary<string>) => fc.oneof(fc.constant('*'), field)
    const matches = (field: string, actual: number) => field === '*' || Number(field) === actual
    fc.assert(
      fc.property(
        fc.integer({min: 0, max: 4_000_000_000_000}),
        anyOr(value(0, 59)),
        anyOr(value(0, 23)),
        anyOr(value(0, 6)),
        (after, minute, hour, dayOfWeek) => {
          const time = cron(`${minute} ${hour} * * ${dayOfWeek}`).next(after)
          if (time === null) throw new Error('nothing due')
          const date = new Date(time)
          expect(time).toBeGreaterThan(after)
          expect(time % 60_000).toBe(0)
          expect(matches(minute, date.getUTCMinutes())).toBe(true)
          expect(matches(hour, date.getUTCHours())).toBe(true)
          expect(matches(dayOfWeek, date.getUTCDay())).toBe(true)
        },
      ),
    )
  })
})

test.each([
  '60 * * * *',
  '* 24 * * *',
  '* * 0 * *',
  '* * * 13 *',
  '* * * * 8',
  'x * * * *',
  '*/0 * * * *',
  '5-1 * * * *',
  '1-2-3 * * * *',
  '1/2/3 * * * *',
  '* * * *',
])('refuses %s', (expression) => {
  expect(() => cron(expression)).toThrow(ScheduleError)
  expect(() => cron(expression)).toThrow(/cron field/)
})

test('refuses a time zone that does not exist', () => {
  expect(() => cron('* * * * *', 'Nowhere/Land')).toThrow(/"Nowhere\/Land" is not valid/)
})
