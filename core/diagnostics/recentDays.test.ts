import * as fc from 'fast-check'
import {expect, it} from 'vitest'
import {daysOfPeriod, momentsOfPeriod} from '../audience/relativeDates.ts'
import {TEST_ZONES} from '../testing/timeZones.ts'
import {addDays, localDateOf} from '../time/localDate.ts'
import {RECENT_DAYS, recentDays, startOfRecentDays} from './recentDays.ts'

const NOW = '2026-11-20T02:30:00Z'

it('are days of the site, the last of them today', () => {
  const berlin = recentDays({timeZone: 'Europe/Berlin'}, NOW)
  expect([berlin.length, berlin[0], berlin.at(-1)]).toEqual([30, '2026-10-22', '2026-11-20'])
  expect(recentDays({timeZone: 'America/New_York'}, NOW).at(-1)).toBe('2026-11-19')
})

it('are the days that a condition “in the last 30 days” means', () => {
  const period = {kind: 'last', amount: RECENT_DAYS, unit: 'day'} as const
  fc.assert(
    fc.property(
      fc.constantFrom(...TEST_ZONES),
      fc.date({noInvalidDate: true, min: new Date('2020-01-01'), max: new Date('2040-01-01')}),
      (timeZone, date) => {
        const now = date.toISOString()
        const {from, to} = daysOfPeriod(period, localDateOf(now, timeZone))
        const days = recentDays({timeZone}, now)
        expect([days[0], addDays(days.at(-1) ?? '', 1)]).toEqual([from, to])
        expect(startOfRecentDays({timeZone}, now)).toBe(momentsOfPeriod(period, now, timeZone).from)
      },
    ),
  )
})

it('start at midnight of the site, also where clocks changed since', () => {
  expect(startOfRecentDays({timeZone: 'Europe/Berlin'}, NOW)).toBe('2026-10-21T22:00:00.000Z')
  expect(startOfRecentDays({timeZone: 'nowhere'}, NOW)).toBe('2026-10-22T00:00:00.000Z')
})
