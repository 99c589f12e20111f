import * as fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {TEST_ZONES} from '../testing/timeZones.ts'
import {addDays, localDateOf, startOfDay, type DateUnit} from '../time/localDate.ts'
import {
  anniversaryMoments,
  anniversaryMonthDays,
  daysOfPeriod,
  momentsOfPeriod,
  type Period,
} from './relativeDates.ts'

const UNITS: DateUnit[] = ['day', 'week', 'month', 'quarter', 'year']

const zone = fc.constantFrom(...TEST_ZONES)
const day = fc
  .date({min: new Date('1970-01-01'), max: new Date('2060-01-01'), noInvalidDate: true})
  .map((date) => date.toISOString().slice(0, 10))
const moment = fc
  .date({min: new Date('1970-01-02'), max: new Date('2060-01-01'), noInvalidDate: true})
  .map((date) => date.toISOString())

describe('periods', () => {
  const today = '2026-03-29'
  test.each<[Period, string | null, string | null]>([
    [{kind: 'last', amount: 30, unit: 'day'}, '2026-02-28', '2026-03-30'],
    [{kind: 'last', amount: 2, unit: 'week'}, '2026-03-16', '2026-03-30'],
    [{kind: 'last', amount: 1, unit: 'month'}, '2026-03-01', '2026-03-30'],
    [{kind: 'last', amount: 1, unit: 'day'}, '2026-03-29', '2026-03-30'],
    [{kind: 'next', amount: 7, unit: 'day'}, '2026-03-29', '2026-04-06'],
    [{kind: 'moreThanAgo', amount: 1, unit: 'year'}, null, '2025-03-29'],
    [{kind: 'calendar', unit: 'day', offset: -1}, '2026-03-28', '2026-03-29'],
    [{kind: 'calendar', unit: 'week', offset: -1}, '2026-03-16', '2026-03-23'],
    [{kind: 'calendar', unit: 'month', offset: 1}, '2026-04-01', '2026-05-01'],
    [{kind: 'calendar', unit: 'quarter', offset: 0}, '2026-01-01', '2026-04-01'],
    [{kind: 'calendar', unit: 'quarter', offset: -1}, '2025-10-01', '2026-01-01'],
    [{kind: 'calendar', unit: 'year', offset: 0}, '2026-01-01', '2027-01-01'],
  ])('%j', (period, from, to) => {
    expect(daysOfPeriod(period, today)).toEqual({from, to})
  })

  test('just before and after midnight in the site’s zone, it is another day', () => {
    const period: Period = {kind: 'calendar', unit: 'day', offset: 0}
    const evening = momentsOfPeriod(period, '2026-03-28T22:59:59.999Z', 'Europe/Berlin')
    const morning = momentsOfPeriod(period, '2026-03-28T23:00:00.000Z', 'Europe/Berlin')
    expect(evening).toEqual({from: '2026-03-27T23:00:00.000Z', to: '2026-03-28T23:00:00.000Z'})
    expect(morning).toEqual({from: '2026-03-28T23:00:00.000Z', to: '2026-03-29T22:00:00.000Z'})
  })

  test('calendar units follow one another, and today is in this one', () => {
    fc.assert(
      fc.property(day, fc.constantFrom(...UNITS), zone, (date, unit, timeZone) => {
        const at = (offset: number) => daysOfPeriod({kind: 'calendar', unit, offset}, date)
        expect(at(-1).to).toBe(at(0).from)
        expect(at(0).to).toBe(at(1).from)
        const {from, to} = at(0)
        expect(from !== null && from <= date && to !== null && date < to).toBe(true)
        expect(startOfDay(from ?? '', timeZone) <= startOfDay(to ?? '', timeZone)).toBe(true)
      }),
    )
  })

  test('a longer period never begins later', () => {
    const amount = fc.integer({min: 1, max: 400})
    fc.assert(
      fc.property(day, fc.constantFrom(...UNITS), amount, (date, unit, count) => {
        const last = (n: number) => daysOfPeriod({kind: 'last', amount: n, unit}, date)
        const next = (n: number) => daysOfPeriod({kind: 'next', amount: n, unit}, date)
        expect((last(count + 1).from ?? '') < (last(count).from ?? '')).toBe(true)
        expect((next(count + 1).to ?? '') > (next(count).to ?? '')).toBe(true)
        const {to} = daysOfPeriod({kind: 'moreThanAgo', amount: count, unit}, date)
        expect(addDays(to ?? '', 1)).toBe(last(count).from)
      }),
    )
  })

  test('a later day never gives an earlier period', () => {
    const period = fc.oneof(
      fc.record({
        kind: fc.constantFrom('last' as const, 'next' as const),
        amount: fc.integer({min: 1, max: 100}),
        unit: fc.constantFrom(...UNITS),
      }),
      fc.record({
        kind: fc.constant('calendar' as const),
        unit: fc.constantFrom(...UNITS),
        offset: fc.integer({min: -2, max: 2}),
      }),
    )
    fc.assert(
      fc.property(period, day, zone, (own, date, timeZone) => {
        const moments = [date, addDays(date, 1)].map((today) => daysOfPeriod(own, today))
        const [one, two] = moments.map(({from, to}) => [
          startOfDay(from ?? '', timeZone),
          startOfDay(to ?? '', timeZone),
        ])
        expect((one?.[0] ?? '') <= (two?.[0] ?? '')).toBe(true)
        expect((one?.[1] ?? '') <= (two?.[1] ?? '')).toBe(true)
      }),
    )
  })
})

describe('anniversaries', () => {
  test('of 29 February are on the 28th in years that have no other', () => {
    const today = {kind: 'next', days: 0} as const
    expect(anniversaryMonthDays(today, '2026-02-28')).toEqual(['02-28', '02-29'])
    expect(anniversaryMonthDays(today, '2028-02-28')).toEqual(['02-28'])
    expect(anniversaryMonthDays(today, '2028-02-29')).toEqual(['02-29'])
    expect(anniversaryMonthDays({kind: 'on', monthDay: '02-28'}, '2026-02-28')).toEqual(['02-28'])
  })

  test('wrap around the end of the year', () => {
    const days = anniversaryMonthDays({kind: 'next', days: 3}, '2026-12-30')
    expect(days).toEqual(['12-30', '12-31', '01-01', '01-02'])
  })

  test('of moments are those whose day in the zone is among them', () => {
    const ahead = fc.integer({min: 0, max: 364})
    fc.assert(
      fc.property(moment, day, ahead, zone, (at, today, days, timeZone) => {
        const anniversary = {kind: 'next', days} as const
        const local = localDateOf(at, timeZone)
        fc.pre(local.slice(0, 4) <= today.slice(0, 4) && timeZone !== 'America/St_Johns')
        const intervals = anniversaryMoments(anniversary, today, timeZone)
        const isIn = intervals.some(({from, to}) => (from ?? '') <= at && at < (to ?? ''))
        expect(isIn).toBe(anniversaryMonthDays(anniversary, today).includes(local.slice(5)))
      }),
      {numRuns: 300},
    )
  })
})
