import {expect, it} from 'vitest'
import {recentDays, startOfRecentDays} from './recentDays.ts'

const NOW = '2026-11-20T02:30:00Z'

it('are days of the site, the last of them today', () => {
  const berlin = recentDays({timeZone: 'Europe/Berlin'}, NOW)
  expect([berlin.length, berlin[0], berlin.at(-1)]).toEqual([30, '2026-10-22', '2026-11-20'])
  expect(recentDays({timeZone: 'America/New_York'}, NOW).at(-1)).toBe('2026-11-19')
})

it('start at midnight of the site, also where clocks changed since', () => {
  expect(startOfRecentDays({timeZone: 'Europe/Berlin'}, NOW)).toBe('2026-10-21T22:00:00.000Z')
  expect(startOfRecentDays({timeZone: 'nowhere'}, NOW)).toBe('2026-10-22T00:00:00.000Z')
})
