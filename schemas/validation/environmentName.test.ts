import * as fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {environmentName} from './environmentName.ts'

describe('name of an environment variable', () => {
  test.each(['LEADS_SMTP_URL', 'SHOPIFY_TOKEN_ARTAMETA', 'A', 'ACME2_KEY', 'S3_BUCKET_TOKEN'])(
    'accepts %s',
    (name) => expect(environmentName(name)).toBe(true),
  )

  test.each([
    'smtps://user:password@mail.example.com:465',
    'shpat_0123456789abcdef0123456789abcdef',
    'leads_smtp_url',
    'LEADS SMTP URL',
    '1PASSWORD',
    '$LEADS_SMTP_URL',
    'LEADS-SMTP-URL',
  ])('refuses %s, which is no name', (value) => {
    expect(environmentName(value)).toContain('NAME')
  })

  test.each([
    'AKIAIOSFODNN7EXAMPLE',
    'SHPAT_0123456789ABCDEF0123456789ABCDEF',
    '9F86D081884C7D659A2FEAA0C55AD015'.replace(/^9/, 'F'),
    'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP',
  ])('refuses %s, which looks like a secret', (value) => {
    expect(environmentName(value)).toContain('looks like a secret')
  })

  test('refuses random keys in upper-case hex', () => {
    const hex = fc
      .uint8Array({minLength: 16, maxLength: 32})
      .map((bytes) => Buffer.from(bytes).toString('hex').toUpperCase())
      .filter((key) => /^[A-F]/.test(key) && key.replaceAll(/\D/g, '').length >= 3)
    fc.assert(
      fc.property(hex, (key) => {
        expect(environmentName(key)).not.toBe(true)
      }),
    )
  })

  test('never repeats the input', () => {
    const value = 'hunter2-the-secret'
    expect(environmentName(value)).not.toContain(value)
  })
})
