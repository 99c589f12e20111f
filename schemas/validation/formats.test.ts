import * as fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {
  fieldName,
  hostName,
  jsonText,
  languageTag,
  shopifyApiVersion,
  shortName,
  storeDomain,
  timeZone,
  webOrigin,
} from './formats.ts'

const CASES = [
  [timeZone, ['Europe/Stockholm', 'America/New_York', 'UTC'], ['+01:00', 'Mars/Olympus', '1']],
  [languageTag, ['en', 'de-CH', 'zh-Hant-TW'], ['english!', 'EN', 'en_GB']],
  [
    webOrigin,
    ['https://example.com', 'https://example.com:8443', 'http://localhost:3904'],
    [
      'example.com',
      'https://example.com/',
      'https://example.com/path',
      'http://example.com',
      'https://EXAMPLE.com',
      'https://example.com:443',
      'https://user@example.com',
      'ftp://example.com',
      'null',
      'javascript:alert(1)',
    ],
  ],
  [
    hostName,
    ['example.com', 'localhost:3333', '127.0.0.1', 'a-b.example.test'],
    ['https://example.com', 'example.com/path', 'Example.com', 'exa mple.com', 'user@example.com'],
  ],
  [shortName, ['newsletter', 'a', 'in-progress_2'], ['New', '-a', 'a b', 'a'.repeat(61)]],
  [fieldName, ['email', 'utm.source', 'first_name'], ['1st', 'a b', 'fields[]']],
  [
    storeDomain,
    ['acme.myshopify.com'],
    ['acme.com', 'https://acme.myshopify.com', 'myshopify.com'],
  ],
  [shopifyApiVersion, ['2026-10'], ['2026-11', 'unstable', '26-10']],
  [jsonText, ['{}', '[1]'], ['{', 'x']],
] as const

describe.each(CASES)('%o', (check, good, bad) => {
  test.each(good)('accepts %s', (value) => expect(check(value)).toBe(true))
  test.each(bad)('refuses %s and says what to do', (value) => {
    expect(check(value)).toMatch(/\S.*\.$/)
  })
  test('leaves an absent value to the rule that requires it', () => {
    expect(check(undefined)).toBe(true)
    expect(check('')).toBe(true)
  })
  test('validates any input', () => {
    fc.assert(
      fc.property(fc.string(), (value: string) => {
        const verdict = check(value)
        expect(verdict === true || typeof verdict === 'string').toBe(true)
      }),
    )
  })
})

test('the origin of any page address is an origin', () => {
  const word = fc.string({unit: fc.constantFrom('a', 'b', 'x', 'y'), minLength: 1, maxLength: 12})
  const port = fc.integer({min: 1, max: 65_535})
  fc.assert(
    fc.property(word, port, word, (name, number, path) => {
      expect(webOrigin(new URL(`https://${name}.example:${number}/${path}`).origin)).toBe(true)
    }),
  )
})
