import * as fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {RECENT_DAYS, startOfRecentDays} from '../../../core/diagnostics/recentDays.ts'
import {intakeDays, intakeTotals} from './intakeDays.ts'

const NOW = '2026-11-20T02:30:00Z'

describe('intake by day', () => {
  it('counts by the calendar of the site, not of the reader', () => {
    const times = {newsletter: ['2026-11-20T02:00:00Z'], lead: ['2026-11-19T22:30:00Z']}
    const berlin = intakeDays(times, {timeZone: 'Europe/Berlin'}, NOW)
    expect(berlin.at(-1)).toEqual({day: '2026-11-20', newsletter: 1, lead: 0})
    expect(berlin.at(-2)).toEqual({day: '2026-11-19', newsletter: 0, lead: 1})
    const newYork = intakeDays(times, {timeZone: 'America/New_York'}, NOW)
    expect(newYork.at(-1)).toEqual({day: '2026-11-19', newsletter: 1, lead: 1})
  })

  it('has every day once, also where clocks change', () => {
    const days = intakeDays({newsletter: [], lead: []}, {timeZone: 'Europe/Berlin'}, NOW)
    expect(new Set(days.map(({day}) => day)).size).toBe(RECENT_DAYS)
    expect(days.map(({day}) => day)).toContain('2026-10-25')
  })

  it('covers the requested days, and drops only earlier ones', () => {
    const zones = fc.constantFrom('Pacific/Auckland', 'America/Santiago', 'UTC', 'Asia/Kolkata')
    const ages = fc.array(fc.integer({min: 0, max: (RECENT_DAYS - 2) * 86_400_000}))
    fc.assert(
      fc.property(zones, ages, (timeZone, drawn) => {
        const newsletter = drawn.map((age) => new Date(Date.parse(NOW) - age).toISOString())
        const since = startOfRecentDays({timeZone}, NOW)
        expect(newsletter.every((time) => time > since)).toBe(true)
        const days = intakeDays({newsletter, lead: ['never']}, {timeZone}, NOW)
        expect(intakeTotals(days)).toEqual({newsletter: newsletter.length, lead: 0})
      }),
    )
  })
})
