import * as fc from 'fast-check'
import {decodeTime, isValid} from 'ulid'
import {describe, expect, test} from 'vitest'
import {mac} from '../crypto/mac.ts'
import {deterministicUlid, keyedUlid, ulidFrom, ulidFromHash} from './ulid.ts'

describe('ulid', () => {
  const random = fc.uint8Array({minLength: 10, maxLength: 10})
  const time = fc.integer({min: 0, max: 2 ** 48 - 1})

  test('is accepted by the ulid package', () => {
    fc.assert(
      fc.property(time, random, (timeMs, bytes) => {
        const ulid = ulidFrom(timeMs, bytes)
        expect(isValid(ulid)).toBe(true)
        expect(decodeTime(ulid)).toBe(timeMs)
      }),
    )
  })

  test('sorts by time', () => {
    fc.assert(
      fc.property(time, time, random, random, (left, right, one, two) => {
        fc.pre(left < right)
        expect(ulidFrom(left, one) < ulidFrom(right, two)).toBe(true)
      }),
    )
  })

  test('is the same for the same input, and differs for another', () => {
    const moment = Date.UTC(2026, 5, 1)
    expect(deterministicUlid(moment, 'a', 'b')).toBe(deterministicUlid(moment, 'a', 'b'))
    expect(deterministicUlid(moment, 'a', 'b')).not.toBe(deterministicUlid(moment, 'ab'))
    expect(deterministicUlid(moment, 'a', 'b')).not.toBe(deterministicUlid(moment + 1, 'a', 'b'))
    expect(decodeTime(deterministicUlid(moment, 'x'))).toBe(moment)
    expect(keyedUlid('secret', moment, 'a', 'b')).toBe(keyedUlid('secret', moment, 'a', 'b'))
    const others = [
      deterministicUlid(moment, 'a', 'b'),
      keyedUlid('another', moment, 'a', 'b'),
      keyedUlid('secret', moment, 'ab'),
    ]
    expect(others).not.toContain(keyedUlid('secret', moment, 'a', 'b'))
    expect(decodeTime(keyedUlid('secret', moment, 'x'))).toBe(moment)
  })

  test('of a hash is valid', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(isValid(ulidFromHash(mac('secret', text)))).toBe(true)
      }),
    )
  })

  test('refuses values that it cannot encode', () => {
    expect(() => ulidFrom(-1, new Uint8Array(10))).toThrow(RangeError)
    expect(() => ulidFrom(2 ** 48, new Uint8Array(10))).toThrow(RangeError)
    expect(() => ulidFrom(Number.NaN, new Uint8Array(10))).toThrow(RangeError)
    expect(() => ulidFrom(0, new Uint8Array(9))).toThrow(RangeError)
  })
})
