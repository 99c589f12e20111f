import * as fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {canonicalJson} from './canonicalJson.ts'

describe('canonicalJson', () => {
  test('writes the example of RFC 8785 section 3.2.2', () => {
    const value = {
      numbers: [333333333.3333333, 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
      string: '\u20ac$\u000f\nA\'B"\\\\"/',
      literals: [null, true, false],
    }
    expect(canonicalJson(value)).toBe(
      '{"literals":[null,true,false],' +
        '"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],' +
        '"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    )
  })

  test('sorts members by UTF-16 code units, as RFC 8785 section 3.2.3 has it', () => {
    const value = {
      '\u20ac': 'Euro Sign',
      '\r': 'Carriage Return',
      '\ufb33': 'Hebrew Letter Dalet With Dagesh',
      '1': 'One',
      '\ud83d\ude00': 'Emoji: Grinning Face',
      '\u0080': 'Control',
      '\u00f6': 'Latin Small Letter O With Diaeresis',
    }
    const order = [...canonicalJson(value).matchAll(/:"([^"]+)"/g)].map((match) => match[1])
    expect(order).toEqual([
      'Carriage Return',
      'One',
      'Control',
      'Latin Small Letter O With Diaeresis',
      'Euro Sign',
      'Emoji: Grinning Face',
      'Hebrew Letter Dalet With Dagesh',
    ])
  })

  test('means the same as the value and does not depend on the order of members', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = canonicalJson(value)
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)))
        expect(canonicalJson(JSON.parse(text))).toBe(text)
      }),
    )
  })

  test('writes any text as ECMAScript does', () => {
    fc.assert(
      fc.property(fc.string({unit: 'binary'}), (text) => {
        expect(canonicalJson({[text]: [text]})).toBe(JSON.stringify({[text]: [text]}))
      }),
    )
  })

  test('leaves out the named members, at the top level only', () => {
    expect(canonicalJson({a: {b: 1}, b: 2}, new Set(['b']))).toBe('{"a":{"b":1}}')
    expect(canonicalJson({b: undefined}, new Set(['b']))).toBe('{}')
  })

  test.each([[Number.NaN], [Infinity], [() => 1], [{deep: [10n]}]])('refuses %s', (value) => {
    expect(() => canonicalJson(value)).toThrow(TypeError)
  })
})
