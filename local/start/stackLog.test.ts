import {describe, expect, it} from 'vitest'
import {isWorthShowing} from './stackLog.ts'

describe('isWorthShowing', () => {
  it.each([
    ['GET /v1/data/query/production 200 3ms', false],
    ['POST /v1/data/mutate/production 409 3ms', false],
    ['POST /v1/data/mutate/production 500 3ms', true],
    ['runner: send-mail failed (attempt 2): connection refused', true],
    ['The file is damaged', true],
  ])('%s: %s', (line, expected) => {
    expect(isWorthShowing(line)).toBe(expected)
  })
})
