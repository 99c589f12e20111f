import * as fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {evaluateGroq, parseGroq, type GroqNode} from '../groqNode.ts'
import {foldConstants} from '../plan/foldConstants.ts'
import {dateRange} from './dateRange.ts'

function conditionOf(text: string): GroqNode {
  return foldConstants(parseGroq(text), {timestamp: new Date('2026-05-04T03:02:01.000Z')})
}

describe('the texts that a comparison of dates can hold for', () => {
  it('are on one side of the date, with a margin of days', () => {
    const now = '2026-04-29'
    expect(dateRange(conditionOf('dateTime(at) > dateTime(now())'))).toEqual({from: now, to: ':'})
    expect(dateRange(conditionOf('dateTime(now()) <= dateTime(at)'))).toEqual({from: now, to: ':'})
    expect(dateRange(conditionOf('dateTime(at) < dateTime(now()) - 60*60*24'))).toEqual({
      from: '',
      to: '2026-05-08',
    })
    expect(dateRange(conditionOf('dateTime(at) == dateTime(now())'))).toEqual({
      from: now,
      to: '2026-05-09',
    })
  })

  it.each([
    'at > "2026-03-01"',
    'dateTime(at) > "2026-03-01"',
    'dateTime(at) != dateTime(now())',
    'dateTime(at) > dateTime(other)',
    'dateTime(at) > dateTime("no date")',
    'dateTime(at) > dateTime("0000-01-01T00:00:00Z")',
  ])('are unknown for %s', (condition) => {
    expect(dateRange(conditionOf(condition))).toBeNull()
  })

  it('are never omitted, for any time zone or invalid day', () => {
    const pad = (number: number) => String(number).padStart(2, '0')
    const written = fc
      .record({
        day: fc.integer({min: 1, max: 31}),
        month: fc.integer({min: 1, max: 12}),
        year: fc.constantFrom('2025', '2026', '0001', '9999'),
        hour: fc.integer({min: 0, max: 24}),
        zone: fc.oneof(
          fc.constant('Z'),
          fc
            .tuple(fc.constantFrom('+', '-'), fc.nat(23), fc.nat(59))
            .map(([sign, hours, minutes]) => `${sign}${pad(hours)}:${pad(minutes)}`),
        ),
      })
      .map(
        ({year, month, day, hour, zone}) =>
          `${year}-${pad(month)}-${pad(day)}T${pad(hour)}:00:00${zone}`,
      )
    fc.assert(
      fc.property(
        written,
        fc.constantFrom('<', '<=', '>', '>=', '=='),
        fc.date({min: new Date('2025-12-20'), max: new Date('2026-01-10'), noInvalidDate: true}),
        fc.boolean(),
        (at, operator, moment, isMirrored) => {
          const sides = ['dateTime(at)', `dateTime("${moment.toISOString()}")`]
          if (isMirrored) sides.reverse()
          const condition = conditionOf(sides.join(` ${operator} `))
          const range = dateRange(condition)
          const isIn = range !== null && at >= range.from && at < range.to
          expect(isIn || evaluateGroq(condition, {root: {at}}) !== true).toBe(true)
        },
      ),
      {numRuns: 3000},
    )
  })
})
