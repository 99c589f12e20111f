import * as fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {base32, base64url, fromBase64url} from './encodings.ts'

const bytes = (text: string) => new TextEncoder().encode(text)

describe('base32', () => {
  test.each([
    ['', ''],
    ['f', 'my'],
    ['fo', 'mzxq'],
    ['foo', 'mzxw6'],
    ['foob', 'mzxw6yq'],
    ['fooba', 'mzxw6ytb'],
    ['foobar', 'mzxw6ytboi'],
  ])('encodes the RFC 4648 vector %j', (plain, encoded) => {
    expect(base32(bytes(plain))).toBe(encoded)
  })

  test('encodes 128 bits as 26 characters, different for different bytes', () => {
    const sixteen = fc.uint8Array({minLength: 16, maxLength: 16})
    fc.assert(
      fc.property(sixteen, sixteen, (left, right) => {
        expect(base32(left)).toMatch(/^[a-z2-7]{26}$/)
        expect(base32(left) === base32(right)).toBe(left.join() === right.join())
      }),
    )
  })
})

describe('base64url', () => {
  test('decodes what it encoded', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (value) => {
        const text = base64url(value)
        expect(text).toBe(Buffer.from(value).toString('base64url'))
        expect(fromBase64url(text)).toEqual(value)
      }),
    )
  })

  test.each(['YQ==', 'YR', 'Y', '+/', 'a b', 'YQ\n'])(
    'refuses %j, which is not canonical',
    (text) => {
      expect(fromBase64url(text)).toBeNull()
    },
  )
})
