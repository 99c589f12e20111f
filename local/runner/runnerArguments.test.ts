import {describe, expect, it} from 'vitest'
import {ArgumentError} from '../commandArguments.ts'
import {parseRunnerArguments} from './runnerArguments.ts'

describe('parseRunnerArguments', () => {
  it('is in the ordinary mode unless told otherwise', () => {
    expect(parseRunnerArguments([])).toEqual({
      data: '.local',
      lake: 'http://127.0.0.1:3900',
      blueprint: 'sanity.blueprint.ts',
      status: false,
      retryDead: false,
    })
  })

  it('takes the options of the strict mode', () => {
    expect(parseRunnerArguments(['--strict']).strict).toEqual({})
    const flags = ['--seed', '3', '--max-delay-ms', '0', '--duplicate-share', '0.5']
    expect(parseRunnerArguments(['--strict', ...flags, '--processes', '2']).strict).toEqual({
      seed: 3,
      maxDelayMs: 0,
      duplicateShare: 0.5,
      processes: 2,
    })
  })

  it.each([
    ['--seed', '1.5'],
    ['--max-delay-ms', '-1'],
    ['--duplicate-share', '2'],
    ['--duplicate-share', ''],
    ['--processes', '0'],
  ])('refuses %s "%s" and lists valid values', (flag, value) => {
    const read = () => parseRunnerArguments(['--strict', `${flag}=${value}`])
    expect(read).toThrow(ArgumentError)
    expect(read).toThrow(`${flag} takes`)
  })

  it('refuses options of the strict mode without it, and unknown ones', () => {
    expect(() => parseRunnerArguments(['--seed', '1'])).toThrow('--seed needs --strict')
    expect(() => parseRunnerArguments(['--strickt'])).toThrow(/Usage:/)
  })
})
