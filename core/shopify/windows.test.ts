import {assert, integer, property} from 'fast-check'
import {expect, test} from 'vitest'
import {
  countSearchOf,
  FIRST_MOMENT,
  halvesOf,
  isInWindow,
  searchOf,
  toSeconds,
  type CustomerWindow,
} from './windows.ts'

const START = Date.parse(FIRST_MOMENT)
const YEARS = 25 * 365 * 86_400_000

test('a search quotes its times', () => {
  const window = {from: FIRST_MOMENT, to: '2026-01-01T10:00:00Z'}
  expect(searchOf(window)).toBe(
    "customer_date:>='2004-01-01T00:00:00Z' AND customer_date:<='2026-01-01T10:00:00Z'",
  )
  expect(countSearchOf(window)).toBe(
    "created_at:>='2004-01-01T00:00:00Z' AND created_at:<'2026-01-01T10:00:00Z'",
  )
})

test('halves contain every moment of a window once, down to a second', () => {
  assert(
    property(integer({min: 1, max: YEARS}), integer({min: 0, max: YEARS}), (length, offset) => {
      const whole = {from: FIRST_MOMENT, to: toSeconds(START + 1_000 + length)}
      const at = new Date(START + (offset % (Date.parse(whole.to) - START))).toISOString()
      let windows: CustomerWindow[] = [whole]
      for (let depth = 0; depth < 40; depth += 1) {
        const within = windows.filter((each) => isInWindow(each, at))
        expect(within).toHaveLength(1)
        const halves = within[0] ? halvesOf(within[0]) : null
        if (!halves) break
        windows = halves
      }
      const [last] = windows.filter((each) => isInWindow(each, at))
      expect(Date.parse(last?.to ?? '') - Date.parse(last?.from ?? '')).toBe(1_000)
    }),
  )
})

test('a window of a second is not divided', () => {
  expect(halvesOf({from: '2026-01-01T10:00:00Z', to: '2026-01-01T10:00:01Z'})).toBeNull()
})
