import * as fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {anyText} from '../../../core/testing/anyText.ts'
import {callerKey, forwardedFor, networkOf} from './callerNetwork.ts'

describe('the network of an address', () => {
  test.each([
    ['192.0.2.1', '192.0.2.1'],
    [' 192.0.2.1\t', '192.0.2.1'],
    ['192.0.2.1:4711', '192.0.2.1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['::FFFF:C000:0201', '192.0.2.1'],
    ['0:0:0:0:0:ffff:192.0.2.1', '192.0.2.1'],
    ['[::ffff:192.0.2.1]:443', '192.0.2.1'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['2001:DB8:0:0:FFFF::1', '2001:db8:0:0::/64'],
    ['2001:0db8:0000:0000:0000:0000:0000:0009', '2001:db8:0:0::/64'],
    ['[2001:db8::1]', '2001:db8:0:0::/64'],
    ['[2001:db8::1]:65535', '2001:db8:0:0::/64'],
    ['2001:db8:0:1::1', '2001:db8:0:1::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['[fe80::2%25eth0]:80', 'fe80:0:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
  ])('%j is %j', (address, network) => {
    expect(networkOf(address)).toBe(network)
  })

  test.each([
    '',
    ' ',
    'unknown',
    '_hidden',
    'unix:',
    'localhost',
    '1',
    '16909060',
    '0x7f000001',
    '127.1',
    '010.0.0.1',
    '0x1.2.3.4',
    '256.0.0.1',
    '192.0.2.1.5',
    '192.0.2.1:',
    '192.0.2.1:999999',
    '192.0.2.1/24',
    '192.0.2.1%eth0',
    '192.0.2.1, 192.0.2.2',
    '２.2.2.2',
    '[192.0.2.1',
    '[]',
    '2001:db8::1::2',
    '2001:db8::g',
    `2001:db8::1%${'x'.repeat(200)}`,
    '"192.0.2.1"',
    'for=192.0.2.1',
    '192.0.2.1\u0000',
  ])('%j is no address', (text) => {
    expect(networkOf(text)).toBeNull()
  })

  test('is the same for every spelling of an address', () => {
    const zone = fc.stringMatching(/^[a-z0-9]{1,8}$/)
    const port = fc.integer({min: 0, max: 65_535})
    fc.assert(
      fc.property(fc.ipV4(), port, (address, number) => {
        const octets = address.split('.').map(Number)
        const [a = 0, b = 0, c = 0, d = 0] = octets
        const hex = `::ffff:${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`
        for (const spelling of [
          `${address}:${number}`,
          `::ffff:${address}`,
          hex,
          `[${hex}]:${number}`,
        ]) {
          expect(networkOf(spelling)).toBe(address)
        }
      }),
    )
    fc.assert(
      fc.property(fc.ipV6(), zone, port, (address, name, number) => {
        const network = networkOf(address)
        expect(network).not.toBeNull()
        for (const spelling of [
          address.toUpperCase(),
          `${address}%${name}`,
          `[${address}]`,
          `[${address}%${name}]:${number}`,
        ]) {
          expect(networkOf(spelling)).toBe(network)
        }
      }),
    )
  })

  test('never throws, and returns only networks', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(networkOf(text) ?? '0.0.0.0').toMatch(/^(?:\d+(?:\.\d+){3}|[0-9a-f:]+::\/64)$/)
      }),
    )
  })
})

describe('the entry of a trusted proxy', () => {
  test.each([
    ['203.0.113.9', 1, '203.0.113.9'],
    ['198.51.100.1, 203.0.113.9', 1, '203.0.113.9'],
    ['10.1.1.1, 198.51.100.1, 203.0.113.9', 2, '198.51.100.1'],
    ['10.1.1.1,198.51.100.1,203.0.113.9', 3, '10.1.1.1'],
    ['203.0.113.9', 2, null],
    ['203.0.113.9', 0, null],
    [undefined, 1, null],
    ['', 1, ''],
    ['203.0.113.9,', 1, ''],
    [', ,, 203.0.113.9', 1, '203.0.113.9'],
    [`${'10.0.0.1, '.repeat(2_000)}203.0.113.9`, 1, '203.0.113.9'],
  ])('of %j with %i proxies is %j', (header, hops, entry) => {
    expect(forwardedFor(header, hops)).toBe(entry)
  })

  test('does not depend on the entries to its left', () => {
    fc.assert(
      fc.property(anyText, fc.array(fc.ipV4(), {minLength: 1, maxLength: 4}), (forged, real) => {
        const header = [forged, ...real].join(', ')
        expect(forwardedFor(header, real.length)).toBe(real[0])
      }),
    )
  })
})

describe('the key of a caller', () => {
  test('does not reveal the address, and differs elsewhere', () => {
    expect(callerKey('secret', '192.0.2.1')).not.toContain('192')
    expect(callerKey('other', '192.0.2.1')).not.toBe(callerKey('secret', '192.0.2.1'))
    expect(callerKey('secret', '192.0.2.2')).not.toBe(callerKey('secret', '192.0.2.1'))
  })

  test('is the same for everything that is not an address', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        fc.pre(networkOf(text) === null)
        expect(callerKey('secret', text)).toBe(callerKey('secret', ''))
      }),
    )
  })
})
