import * as fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {describeProblem} from '../problems/problem.ts'
import {normalizeEmail} from './normalizeEmail.ts'
import {anyText} from '../testing/anyText.ts'

describe('normalizeEmail accepts', () => {
  test.each([
    ['ada@example.com', 'ada@example.com'],
    ['  Ada.Lovelace+News@Example.COM\n', 'ada.lovelace+news@example.com'],
    ["o'brien_1%x@sub.example.test", "o'brien_1%x@sub.example.test"],
    ['ada@bücher.example', 'ada@xn--bcher-kva.example'],
    ['ada@BÜCHER.example', 'ada@xn--bcher-kva.example'],
    ['ada@XN--BCHER-KVA.example', 'ada@xn--bcher-kva.example'],
    ['ada@例え.テスト', 'ada@xn--r8jz45g.xn--zckzah'],
    ['ada@example。com', 'ada@example.com'],
    ['müller@example.com', 'müller@example.com'],
    ['mu\u0308ller@example.com', 'müller@example.com'],
    ['用户@example.com', '用户@example.com'],
    ['a@b.co', 'a@b.co'],
    [`${'x'.repeat(64)}@example.com`, `${'x'.repeat(64)}@example.com`],
  ])('%j', (raw, email) => {
    expect(normalizeEmail(raw)).toEqual({ok: true, email})
  })
})

function reasonOf(raw: string): string {
  const result = normalizeEmail(raw)
  return result.ok ? '' : describeProblem(result.problem)
}

describe('normalizeEmail refuses', () => {
  test.each([
    ['', /missing/],
    ['   ', /missing/],
    ['ada', /lacks an @/],
    ['@example.com', /before the @ is missing/],
    ['ada@', /after the @ is missing/],
    ['ada@lovelace@example.com', /more than one @/],
    ['ada lovelace@example.com', /space/],
    ['ada@exam ple.com', /space/],
    ['ada\u0000@example.com', /invisible/],
    ['ada\u202e@example.com', /invisible/],
    ['ada\u200b@example.com', /invisible/],
    ['ada@exa\u00admple.com', /invisible/],
    ['ada\ud800@example.com', /invisible/],
    ['.ada@example.com', /dot too many/],
    ['ada.@example.com', /dot too many/],
    ['a..da@example.com', /dot too many/],
    ['ada@.example.com', /dot too many/],
    ['ada@example.com.', /dot too many/],
    ['ada@example..com', /dot too many/],
    ['"ada"@example.com', /quotation marks/],
    ['"ada@x"@example.com', /quotation marks/],
    ['Ada <ada@example.com>', /space/],
    ['<ada@example.com>', /not allowed/],
    ['ada,bob@example.com', /not allowed/],
    ['ada@[192.0.2.1]', /IP address/],
    ['ada@192.0.2.1', /IP address/],
    ['ada@localhost', /ending/],
    ['ada@-example.com', /not a domain/],
    ['ada@example-.com', /not a domain/],
    ['ada@exa_mple.com', /not a domain/],
    ['ada@example.com/x', /not a domain/],
    ['ada@example.com?x', /not a domain/],
    ['ada@example.com:25', /not a domain/],
    ['ada@ex%41mple.com', /not a domain/],
    ['ada@xn--zzzzzzzzzzzzzzz-.example', /not a domain/],
    [`ada@${'x'.repeat(64)}.com`, /not a domain/],
    [`${'x'.repeat(65)}@example.com`, /longer than 64/],
    [`${'ü'.repeat(33)}@example.com`, /longer than 64/],
    [`ada@${`${'x'.repeat(60)}.`.repeat(4)}${'y'.repeat(20)}.com`, /not a domain|longer than 254/],
    ['x'.repeat(100_000), /longer than 254/],
  ])('%j', (raw, reason) => {
    expect(reasonOf(raw)).toMatch(reason)
  })

  test('with a reason that does not repeat the address', () => {
    const reason = reasonOf('secret.person@exam ple.com')
    expect(reason).not.toMatch(/secret|person|ple/)
    expect(reason).toMatch(/^[A-Z].*\.$/)
  })
})

const anything = fc.oneof(
  fc.emailAddress(),
  fc.string({unit: 'grapheme'}),
  anyText,
  fc
    .tuple(
      fc.string({unit: 'grapheme', maxLength: 20}),
      fc.string({unit: 'grapheme', maxLength: 20}),
    )
    .map(([local, domain]) => `${local}@${domain}.example`),
)

test('normalizing twice changes nothing, and never throws', () => {
  fc.assert(
    fc.property(anything, (raw) => {
      const once = normalizeEmail(raw)
      if (!once.ok) return
      expect(normalizeEmail(once.email)).toEqual(once)
      expect(once.email).toBe(once.email.trim().toLowerCase())
      expect(once.email.split('@')).toHaveLength(2)
      expect(once.email.split('@')[1]).toMatch(/^[a-z0-9.-]+$/)
    }),
    {numRuns: 600},
  )
})

test('addresses that differ in case or surrounding space are one person', () => {
  fc.assert(
    fc.property(fc.emailAddress(), (address) => {
      const plain = normalizeEmail(address)
      expect(normalizeEmail(` ${address.toUpperCase()}\t`)).toEqual(plain)
    }),
  )
})
