import {expect, test} from 'vitest'
import {isMoment, knownTimeZone} from './timeZone.ts'

test.each([
  ['Europe/Berlin', 'Europe/Berlin'],
  ['Mars/Olympus', 'UTC'],
  ['', 'UTC'],
  [null, 'UTC'],
])('the zone %j is formatted in %s', (zone, expected) => {
  expect(knownTimeZone(zone)).toBe(expected)
})

test('a text that is no date is not formatted', () => {
  expect(isMoment('2026-03-01T10:00:00.000Z')).toBe(true)
  expect(isMoment('yesterday')).toBe(false)
})
