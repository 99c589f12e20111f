import * as fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {cpuTime} from '../../tooling/testing/cpuTime.ts'
import {anyText} from '../testing/anyText.ts'
import {cleanReferrer, pageSource} from './pageSource.ts'

describe('pageSource', () => {
  test.each([
    [
      'https://a.example/p?utm_source=x&utm_medium=y&id=7',
      'https://a.example/p?utm_source=x&utm_medium=y',
    ],
    ['https://user:pass@a.example/p#frag', 'https://a.example/p'],
    ['https://a.example/u/ada@example.com/edit', 'https://a.example/u/-/edit'],
    ['https://a.example/u/ada%40example.com', 'https://a.example/u/-'],
    ['https://a.example/?utm_source=ada@example.com&email=x', 'https://a.example/'],
    ['https://a.example/?utm_email=x&utm_source=', 'https://a.example/'],
  ])('of %j keeps %j', (page, kept) => {
    expect(pageSource(page).pageUrl).toBe(kept)
  })

  test.each([
    'javascript:alert(1)',
    'data:text/html,x',
    'file:///etc/passwd',
    '/relative',
    '',
    null,
  ])('of %j keeps nothing', (page) => {
    expect(pageSource(page)).toEqual({})
  })

  test('reads the campaign', () => {
    const page = `https://a.example/?utm_source=news&utm_campaign=${'x'.repeat(500)}`
    expect(pageSource(page).utm).toEqual({source: 'news', campaign: 'x'.repeat(200)})
  })

  test('never keeps an address, a parameter, a fragment or credentials, and never throws', () => {
    const word = fc.stringMatching(/^[a-z0-9%~.-]{0,8}$/)
    const email = fc.tuple(word, word).map(([local, domain]) => `a${local}@b${domain}.example`)
    const part = fc.oneof(word, email)
    fc.assert(
      fc.property(fc.array(part, {maxLength: 4}), part, part, (path, query, fragment) => {
        const page = `https://user:${query}@a.example/${path.join('/')}?q=${query}&${query}#${fragment}`
        expect(pageSource(page).pageUrl ?? '').not.toMatch(/[?#@]/)
        expect(cleanReferrer(page) ?? '').not.toMatch(/[?#@]/)
      }),
    )
    fc.assert(
      fc.property(anyText, (text) => {
        expect(typeof pageSource(text)).toBe('object')
        expect(cleanReferrer(text) ?? '').not.toMatch(/[?#]/)
      }),
    )
  })
})

/** Enough for any text of this length, and far less than quadratic time needs. */
const AT_ONCE_MS = 500

test.each(['é', 'x', '%', '%40', '/x', '@'])('reads a page of many %j at once', (unit) => {
  const page = `https://a.example/${unit.repeat(9_900 / unit.length)}`
  const spent = cpuTime(() => {
    pageSource(page)
    cleanReferrer(page)
  })
  expect(spent).toBeLessThan(AT_ONCE_MS)
})
