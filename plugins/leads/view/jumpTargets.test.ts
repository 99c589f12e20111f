import {describe, expect, test} from 'vitest'
import {parseSort} from '../data/sortKeys.ts'
import {dayPlace, jumpKind, letterTargets, monthPlace, recentMonths} from './jumpTargets.ts'

describe('jumping', () => {
  test('uses letters, dates or ends, depending on the column', () => {
    expect(jumpKind(parseSort('name.asc'))).toBe('letters')
    expect(jumpKind(parseSort('createdAt.desc,name.asc'))).toBe('dates')
    expect(jumpKind(parseSort('score.desc'))).toBe('ends')
  })

  test('finds the first text with a letter in either direction', () => {
    const m = (sort: string) =>
      letterTargets(parseSort(sort)).find(({label}) => label === 'M')?.place
    expect(m('name.asc')).toEqual({kind: 'at', value: 'm'})
    // The greatest text that begins with "m" comes right before "n" when the order falls.
    expect(m('name.desc')).toEqual({kind: 'at', value: 'n'})
    expect(m('source.asc')).toEqual({kind: 'at', value: 'M'})
    expect(letterTargets(parseSort('name.desc'))[0]?.label).toBe('Z')
  })

  test('counts months in the zone of the site', () => {
    expect(recentMonths('2026-01-31T23:30:00.000Z', 'Europe/Berlin', 3)).toEqual([
      '2026-02-01',
      '2026-01-01',
      '2025-12-01',
    ])
  })

  test('finds where a month or a day begins, also across a change of clocks', () => {
    const rising = parseSort('createdAt.asc')
    const falling = parseSort('createdAt.desc')
    const zone = 'Europe/Berlin'
    const at = (value: string) => ({kind: 'at', value})
    expect(monthPlace(rising, '2026-03-01', zone)).toEqual(at('2026-02-28T23:00:00.000Z'))
    expect(monthPlace(falling, '2026-03-01', zone)).toEqual(at('2026-03-31T22:00:00.000Z'))
    expect(dayPlace(falling, '2026-03-29', zone)).toEqual(at('2026-03-29T22:00:00.000Z'))
    expect(dayPlace(falling, '2026-02-30', zone)).toBeNull()
    expect(dayPlace(falling, '', zone)).toBeNull()
  })
})
