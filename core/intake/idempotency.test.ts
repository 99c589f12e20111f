import {isValid} from 'ulid'
import {describe, expect, test} from 'vitest'
import {
  bodyFingerprint,
  idempotencyKey,
  idempotencyOf,
  submissionUlidFromKey,
} from './idempotency.ts'

describe('idempotency', () => {
  test('accepts printable keys of up to 255 characters', () => {
    expect(idempotencyKey(' 8e03978e-40d5-43dd-bc93-6894a57f9324 ')).toMatchObject({ok: true})
    for (const bad of ['', ' ', 'x'.repeat(256), 'a\u0000b', 'schlüssel', 'a\nb']) {
      expect(idempotencyKey(bad)).toMatchObject({ok: false, problem: {field: 'Idempotency-Key'}})
    }
  })

  test('addresses one document a key and a secret', () => {
    const id = submissionUlidFromKey('secret', 'key-1')
    expect(isValid(id)).toBe(true)
    expect(submissionUlidFromKey('secret', 'key-1')).toBe(id)
    expect(submissionUlidFromKey('secret', 'key-2')).not.toBe(id)
    expect(submissionUlidFromKey('other', 'key-1')).not.toBe(id)
  })

  test('detects another body, ignoring the order of members', () => {
    const one = idempotencyOf('secret', 'key', {email: 'ada@example.com', consent: true})
    expect(idempotencyOf('secret', 'key', {consent: true, email: 'ada@example.com'})).toEqual(one)
    expect(bodyFingerprint('secret', {email: 'bob@example.com', consent: true})).not.toBe(
      one.fingerprint,
    )
    expect(bodyFingerprint('other', {email: 'ada@example.com', consent: true})).not.toBe(
      one.fingerprint,
    )
    expect(JSON.stringify(one)).not.toMatch(/ada|example|"key"/)
  })
})
