import {describe, expect, it} from 'vitest'
import {ArgumentError} from '../commandArguments.ts'
import {parseStartArguments} from './arguments.ts'

describe('parseStartArguments', () => {
  it('has defaults for all', () => {
    expect(parseStartArguments([])).toEqual({
      leads: 5000,
      data: '.local',
      fresh: false,
      offset: 0,
      headless: false,
      strict: false,
    })
  })

  it.each([
    ['--leads', '-1'],
    ['--leads', 'many'],
    ['--leads', '1.5'],
    ['--offset', '90000'],
  ])('refuses %s %s and lists valid values', (flag, value) => {
    expect(() => parseStartArguments([`${flag}=${value}`])).toThrow(ArgumentError)
    expect(() => parseStartArguments([`${flag}=${value}`])).toThrow(flag)
  })

  it('refuses an unknown argument with the usage', () => {
    expect(() => parseStartArguments(['--lead', '5'])).toThrow(/Usage: npm start/)
  })
})
