import * as fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {personKey, siteSecret} from './keys.ts'

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

  test('does not change: stored ids depend on it', () => {
    expect(personKey('secret', 'ada@example.com')).toMatchInlineSnapshot(
      `"2hndcsnq7i242cocdqutkuvow4"`,
    )
    expect(siteSecret('master', 'artameta', 'person-key')).toMatchInlineSnapshot(
      `"f02223e326474ed952228a6a4a32d43f2af9f2fd9d519f97891c1d91a36be0bc"`,
    )
  })
})

describe('siteSecret', () => {
  test('differs for each site and purpose', () => {
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
