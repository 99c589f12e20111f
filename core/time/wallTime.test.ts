import {expect, test} from 'vitest'
import {startOfDay} from './localDate.ts'
import {wallClock} from './wallTime.ts'

const clock = wallClock('Europe/Stockholm')

function moment(wall: string): string {
  return new Date(clock(Date.parse(`${wall}Z`))).toISOString()
}

test('finds the moment at which clocks show a time', () => {
  expect(moment('2026-01-15T12:00:00')).toBe('2026-01-15T11:00:00.000Z')
  expect(moment('2026-07-15T12:00:00')).toBe('2026-07-15T10:00:00.000Z')
  expect(moment('2026-03-29T01:59:59')).toBe('2026-03-29T00:59:59.000Z')
  expect(moment('2026-03-29T03:00:00')).toBe('2026-03-29T01:00:00.000Z')
})

test('uses the earlier of two moments, and moves a skipped time forward', () => {
  expect(moment('2026-10-25T02:30:00')).toBe('2026-10-25T00:30:00.000Z')
  expect(moment('2026-03-29T02:30:00')).toBe('2026-03-29T01:30:00.000Z')
})

test('agrees with the start of days where clocks skip no midnight', () => {
  for (let month = 1; month <= 12; month += 1) {
    const day = `2025-${String(month).padStart(2, '0')}-27`
    expect(moment(`${day}T00:00:00`)).toBe(startOfDay(day, 'Europe/Stockholm'))
  }
})

test('refuses a zone that does not exist', () => {
  expect(() => wallClock('Europe/Atlantis')).toThrow(RangeError)
})
