import * as fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {signRenderToken, verifyRenderToken} from './renderToken.ts'

describe('a render token', () => {
  const issuedAt = '2026-07-01T10:00:00.000Z'
  const later = (ms: number) => new Date(Date.parse(issuedAt) + ms).toISOString()
  const token = signRenderToken('secret', {site: 'artameta', form: 'contact', version: 4, issuedAt})
  const check = (now: string, more = {}) =>
    verifyRenderToken({secret: 'secret', token, site: 'artameta', form: 'contact', now, ...more})

  test.each([
    [0, 'too-fast'],
    [1999, 'too-fast'],
    [2000, 'valid'],
    [24 * 3_600_000, 'valid'],
    [24 * 3_600_000 + 1, 'expired'],
    [-30_000, 'too-fast'],
    [-120_000, 'invalid'],
  ])('%i ms old is %s', (age, state) => {
    expect(check(later(age)).state).toBe(state)
  })

  test('returns the rendered version', () => {
    expect(check(later(5000))).toEqual({state: 'valid', issuedAt, ageMs: 5000, formVersion: 4})
  })

  test('is valid for its own form, site and secret only', () => {
    const now = later(5000)
    expect(check(now, {site: 'bluefern'}).state).toBe('invalid')
    expect(check(now, {form: 'footer'}).state).toBe('invalid')
    expect(check(now, {secret: 'another'}).state).toBe('invalid')
    expect(check(now, {token: 7}).state).toBe('invalid')
    expect(check(now, {token: ''}).state).toBe('absent')
    expect(check(now, {token: undefined}).state).toBe('absent')
  })

  test('is invalid with any bit flipped', () => {
    fc.assert(
      fc.property(fc.nat(token.length - 1), fc.integer({min: 0, max: 7}), (at, bit) => {
        const flipped = String.fromCharCode(token.charCodeAt(at) ^ (1 << bit))
        const altered = token.slice(0, at) + flipped + token.slice(at + 1)
        expect(check(later(5000), {token: altered}).state).toBe('invalid')
      }),
      {numRuns: 500},
    )
  })
})
