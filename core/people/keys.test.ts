import * as fc from 'fast-check'
import {decodeTime, isValid} from 'ulid'
import {describe, expect, test} from 'vitest'
import {mac} from '../crypto/mac.ts'
import {personKey, siteSecret} from './keys.ts'
import {deterministicUlid, keyedUlid, ulidFrom, ulidFromHash} from './ulid.ts'

describe('personKey', () => {
  const secret = siteSecret('master of the tests', 'artameta', 'person-key')

  test('is 26 characters that tell nothing about the address', () => {
    fc.assert(
      fc.property(fc.emailAddress(), (email) => {
        const key = personKey(secret, email)
        expect(key).toMatch(/^[a-z2-7]{26}$/)
        const parts = email.split(/[@.]/).filter((part) => part.length > 4)
        expect(parts.filter((part) => key.includes(part.toLowerCase()))).toEqual([])
        expect(personKey(secret, email)).toBe(key)
      }),
    )
  })

  test('differs between people, sites and secrets', () => {
    const keys = [
      personKey(secret, 'ada@example.com'),
      personKey(secret, 'bob@example.com'),
      personKey(siteSecret('master of the tests', 'bluefern', 'person-key'), 'ada@example.com'),
      personKey(siteSecret('another master', 'artameta', 'person-key'), 'ada@example.com'),
    ]
    expect(new Set(keys).size).toBe(4)
  })

  test('stays what it is: stored ids depend on it', () => {
    expect(personKey('secret', 'ada@example.com')).toMatchInlineSnapshot(
      `"2hndcsnq7i242cocdqutkuvow4"`,
    )
    expect(siteSecret('master', 'artameta', 'person-key')).toMatchInlineSnapshot(
      `"f02223e326474ed952228a6a4a32d43f2af9f2fd9d519f97891c1d91a36be0bc"`,
    )
  })
})

describe('siteSecret', () => {
  test('is another one for every site and every purpose', () => {
    const secrets = ['artameta', 'bluefern'].flatMap((site) => [
      siteSecret('master', site, 'person-key'),
      siteSecret('master', site, 'render-token'),
      siteSecret('master', site, 'confirm-link'),
      siteSecret('master', site, 'unsubscribe-link'),
      siteSecret('master', site, 'idempotency'),
      siteSecret('master', site, 'audit'),
    ])
    expect(new Set(secrets).size).toBe(12)
    for (const secret of secrets) expect(secret).toMatch(/^[0-9a-f]{64}$/)
  })

  test('refuses an empty master and says what to do', () => {
    expect(() => siteSecret(' ', 'artameta', 'person-key')).toThrow(/LEADS_SECRET/)
  })
})

describe('ulid', () => {
  const random = fc.uint8Array({minLength: 10, maxLength: 10})
  const time = fc.integer({min: 0, max: 2 ** 48 - 1})

  test('is one that the ulid package understands', () => {
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

  test('is the same for the same cause and another for another', () => {
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

  test('refuses what it cannot hold', () => {
    expect(() => ulidFrom(-1, new Uint8Array(10))).toThrow(RangeError)
    expect(() => ulidFrom(2 ** 48, new Uint8Array(10))).toThrow(RangeError)
    expect(() => ulidFrom(Number.NaN, new Uint8Array(10))).toThrow(RangeError)
    expect(() => ulidFrom(0, new Uint8Array(9))).toThrow(RangeError)
  })
})
