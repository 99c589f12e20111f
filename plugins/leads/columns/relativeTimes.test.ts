import {expect, test} from 'vitest'
import {describeTimes} from './relativeTimes.ts'

const describeTime = describeTimes(Date.parse('2026-03-29T12:00:00.000Z'), 'en-US', 'Europe/Berlin')

test.each([
  ['2026-03-29T11:59:50.000Z', 'this minute'],
  ['2026-03-29T11:30:00.000Z', '30 min. ago'],
  ['2026-03-29T01:00:00.000Z', '11 hr. ago'],
  ['2026-03-28T11:00:00.000Z', 'yesterday'],
  ['2026-03-10T12:00:00.000Z', '2 wk. ago'],
  ['2024-03-10T12:00:00.000Z', '2 yr. ago'],
  ['2026-03-31T12:00:00.000Z', 'in 2 days'],
  ['not a date', 'not a date'],
])('%s is %s', (at, text) => {
  expect(describeTime(at).text).toBe(text)
})

test('the full time is given in the zone of the site', () => {
  expect(describeTime('2026-03-29T11:30:00.000Z').title).toMatch(
    /Mar 29, 2026, 1:30\sPM \(Europe\/Berlin\)/u,
  )
})
