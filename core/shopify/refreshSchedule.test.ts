import {assert, constantFrom, integer, property, string} from 'fast-check'
import {expect, test} from 'vitest'
import {dueSince} from './refreshSchedule.ts'

const HOUR_MS = 3_600_000
const moment = integer({min: Date.UTC(2026, 0, 1), max: Date.UTC(2030, 0, 1)})
const LENGTHS = {daily: 24 * HOUR_MS, weekly: 7 * 24 * HOUR_MS} as const

test('a refresh is due once in each day, or week, whenever that is asked', () => {
  assert(
    property(constantFrom('daily', 'weekly'), string(), moment, (schedule, site, now) => {
      const due = dueSince(schedule, site, now) ?? NaN
      const length = LENGTHS[schedule]
      expect(due).toBeLessThanOrEqual(now)
      expect(due).toBeGreaterThan(now - length)
      expect(due % HOUR_MS).toBe(0)
      expect(dueSince(schedule, site, due)).toBe(due)
      expect(dueSince(schedule, site, due + length - 1)).toBe(due)
      expect(dueSince(schedule, site, due + length)).toBe(due + length)
    }),
  )
})

test('weeks begin on Monday', () => {
  const due = dueSince('weekly', 'artameta', Date.UTC(2026, 10, 29, 12)) ?? 0
  expect(new Date(due).getUTCDay()).toBe(1)
})

test('nothing is due where snapshots are taken on request', () => {
  expect(dueSince('manual', 'artameta', Date.UTC(2026, 10, 29))).toBeNull()
})
