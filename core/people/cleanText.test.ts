import * as fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {cleanLine, cleanText, normalizeName, normalizePhone, maskAddresses} from './cleanText.ts'
import {anyText} from '../testing/anyText.ts'

describe('cleaning', () => {
  test.each([
    ['  Ada \t  Lovelace\n', 'Ada Lovelace'],
    ['Ada\u202eecalevoL\u202c', 'AdaecalevoL'],
    ['\u0000Ada\u0007', 'Ada'],
    ['Zoe\u0308', 'Zoë'],
    ['Ada\u00a0Lovelace', 'Ada Lovelace'],
    ['👩‍🔬 Ada', '👩‍🔬 Ada'],
    ['می‌خواهم', 'می‌خواهم'],
  ])('cleans the name %j', (raw, name) => {
    expect(normalizeName(raw)).toBe(name)
  })

  test('keeps the lines of a text', () => {
    expect(cleanText(' one \r\n\ttwo\u0000 \r three ')).toBe('one\n two\n three')
  })

  test('leaves a telephone number as it was written', () => {
    expect(normalizePhone(' tel:+44  (0)20 7946 0000 ')).toBe('+44 (0)20 7946 0000')
  })

  test('is done once: twice changes nothing, and no control or lone surrogate is left', () => {
    fc.assert(
      fc.property(anyText, fc.integer({min: 1, max: 40}), (raw, max) => {
        const line = cleanLine(raw, max)
        expect(cleanLine(line, max)).toBe(line)
        expect(line.length).toBeLessThanOrEqual(max)
        expect(line).not.toMatch(/[\p{Cc}\p{Cs}\u202a-\u202e]/u)
        const text = cleanText(raw)
        expect(cleanText(text)).toBe(text)
      }),
    )
  })
})

test('maskAddresses removes addresses from messages of mail servers', () => {
  const said = '550 5.1.1 <ada.l@example.com>: Recipient "bob@example.test" rejected'
  expect(maskAddresses(said)).toBe('550 5.1.1 <(address)>: Recipient "(address)" rejected')
  fc.assert(
    fc.property(fc.emailAddress(), fc.lorem(), (address, words) => {
      expect(maskAddresses(`${words} <${address}> ${words}`)).not.toContain(address)
    }),
  )
})
