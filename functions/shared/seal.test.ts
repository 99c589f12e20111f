import {assert, integer, property, string} from 'fast-check'
import {describe, expect, test} from 'vitest'
import {BrokenSealError, seal, unseal} from './seal.ts'

const SECRET = 'a secret of the tests'
const PLACE = 'artameta.chunk.job.1'

describe('sealed text', () => {
  test('can be opened with the same secret at the same place', () => {
    assert(
      property(string({unit: 'binary'}), (text) => {
        const whole = text.toWellFormed()
        expect(unseal(SECRET, PLACE, seal(SECRET, PLACE, whole))).toBe(whole)
      }),
    )
  })

  test('cannot be read, and is the same only for the same text', () => {
    const text = 'shop.example '.repeat(50)
    const sealed = seal(SECRET, PLACE, text)
    expect(Buffer.from(sealed, 'base64url').toString('latin1')).not.toContain('shop.example')
    expect(seal(SECRET, PLACE, text)).toBe(sealed)
    expect(seal(SECRET, 'another place', text)).not.toBe(sealed)
    expect(seal(SECRET, PLACE, `${text}.`).slice(0, 16)).not.toBe(sealed.slice(0, 16))
  })

  test('cannot be opened elsewhere, with another secret, or when a bit was changed', () => {
    const sealed = seal(SECRET, PLACE, 'text')
    expect(() => unseal(SECRET, 'artameta.chunk.job.2', sealed)).toThrow(BrokenSealError)
    expect(() => unseal('another', PLACE, sealed)).toThrow(BrokenSealError)
    assert(
      property(integer({min: 0, max: Buffer.from(sealed, 'base64url').length - 1}), (index) => {
        const bytes = Buffer.from(sealed, 'base64url')
        bytes[index] = (bytes[index] ?? 0) ^ 1
        expect(() => unseal(SECRET, PLACE, bytes.toString('base64url'))).toThrow(BrokenSealError)
      }),
    )
    expect(() => unseal(SECRET, PLACE, '')).toThrow(BrokenSealError)
  })
})
