import * as fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {TEST_ZONES} from '../testing/timeZones.ts'
import {
  addDays,
  addMonths,
  isLocalDate,
  localDateOf,
  siteTimeZone,
  startOfDay,
  startOfUnit,
} from './localDate.ts'

const zone = fc.constantFrom(...TEST_ZONES)
const day = fc
  .date({min: new Date('1970-01-01'), max: new Date('2060-01-01'), noInvalidDate: true})
  .map((date) => date.toISOString().slice(0, 10))
const moment = fc
  .date({min: new Date('1970-01-02'), max: new Date('2060-01-01'), noInvalidDate: true})
  .map((date) => date.toISOString())

describe('startOfDay', () => {
  test.each([
    ['2026-03-29', 'Europe/Berlin', '2026-03-28T23:00:00.000Z'],
    ['2026-03-30', 'Europe/Berlin', '2026-03-29T22:00:00.000Z'],
    ['2026-10-26', 'Europe/Berlin', '2026-10-25T23:00:00.000Z'],
    ['2026-01-01', 'Pacific/Kiritimati', '2025-12-31T10:00:00.000Z'],
    ['2026-01-01', 'Etc/GMT+12', '2026-01-01T12:00:00.000Z'],
    ['2026-01-01', 'Asia/Kathmandu', '2025-12-31T18:15:00.000Z'],
    // Clocks went from 23:59:59 to 01:00: there was no midnight.
    ['2018-11-04', 'America/Sao_Paulo', '2018-11-04T03:00:00.000Z'],
    ['2024-04-26', 'Africa/Cairo', '2024-04-25T22:00:00.000Z'],
    // Midnight came twice.
    ['2026-11-01', 'America/Havana', '2026-11-01T04:00:00.000Z'],
    // The day was left out.
    ['2011-12-30', 'Pacific/Apia', '2011-12-30T10:00:00.000Z'],
    ['2011-12-31', 'Pacific/Apia', '2011-12-30T10:00:00.000Z'],
  ])('%s in %s is %s', (date, timeZone, start) => {
    expect(startOfDay(date, timeZone)).toBe(start)
  })

  test('days follow one another without gap or overlap, and are those that clocks show', () => {
    fc.assert(
      fc.property(day, zone, (date, timeZone) => {
        const from = startOfDay(date, timeZone)
        const to = startOfDay(addDays(date, 1), timeZone)
        // The one day that was left out.
        fc.pre(!(timeZone === 'Pacific/Apia' && date === '2011-12-30'))
        const hours = (Date.parse(to) - Date.parse(from)) / 3_600_000
        expect(hours).toBeGreaterThanOrEqual(22.5)
        expect(hours).toBeLessThanOrEqual(25.5)
        expect(localDateOf(from, timeZone)).toBe(date)
        const last = new Date(Date.parse(to) - 1).toISOString()
        expect(localDateOf(last, timeZone) <= date).toBe(true)
      }),
      {numRuns: 2000},
    )
  })

  test('a moment lies in the day that clocks show', () => {
    fc.assert(
      fc.property(moment, zone, (now, timeZone) => {
        const today = localDateOf(now, timeZone)
        // There, clocks went back at a minute past midnight for some years.
        fc.pre(timeZone !== 'America/St_Johns')
        expect(startOfDay(today, timeZone) <= now).toBe(true)
        expect(now < startOfDay(addDays(today, 1), timeZone)).toBe(true)
      }),
      {numRuns: 1000},
    )
  })
})

describe('calendar', () => {
  test('recognises valid days', () => {
    expect(['2024-02-29', '2026-12-31', '1000-01-01'].every(isLocalDate)).toBe(true)
    expect(
      ['2025-02-29', '2026-13-01', '2026-1-1', '0999-01-01', '9999-01-01', ''].some(isLocalDate),
    ).toBe(false)
  })

  test('months keep the day, or use the last one', () => {
    expect(addMonths('2026-03-31', -1)).toBe('2026-02-28')
    expect(addMonths('2024-03-31', -1)).toBe('2024-02-29')
    expect(addMonths('2024-02-29', 12)).toBe('2025-02-28')
    expect(addMonths('2026-01-31', -2)).toBe('2025-11-30')
  })

  test('weeks start on Monday, quarters every third month', () => {
    expect(startOfUnit('2026-03-29', 'week')).toBe('2026-03-23')
    expect(startOfUnit('2026-03-23', 'week')).toBe('2026-03-23')
    expect(startOfUnit('2027-01-01', 'week')).toBe('2026-12-28')
    expect(startOfUnit('2026-12-31', 'quarter')).toBe('2026-10-01')
    expect(startOfUnit('2026-06-30', 'year')).toBe('2026-01-01')
  })
})

test('siteTimeZone falls back to UTC', () => {
  expect(siteTimeZone({timeZone: 'Asia/Tokyo'})).toBe('Asia/Tokyo')
  expect(siteTimeZone({timeZone: 'Mars/Olympus'})).toBe('UTC')
  expect(siteTimeZone({timeZone: null})).toBe('UTC')
})
