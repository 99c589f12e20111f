import * as fc from 'fast-check'
import {isValid} from 'ulid'
import {describe, expect, test} from 'vitest'
import {anyText} from '../testing/anyText.ts'
import {
  bodyFingerprint,
  idempotencyKey,
  idempotencyOf,
  submissionUlidFromKey,
} from './idempotency.ts'
import {cleanReferrer, pageSource} from './pageSource.ts'
import {signRenderToken, verifyRenderToken} from './renderToken.ts'
import {spamVerdict} from './spamVerdict.ts'

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

/** Enough for any text of this length, and far from what quadratic time needs. */
const AT_ONCE_MS = 500

test.each(['é', 'x', '%', '%40', '/x', '@'])('reads a page of many %j at once', (unit) => {
  const page = `https://a.example/${unit.repeat(9_900 / unit.length)}`
  const started = performance.now()
  pageSource(page)
  cleanReferrer(page)
  expect(performance.now() - started).toBeLessThan(AT_ONCE_MS)
})

test.each(['<a ', '<a\t', '[url', 'www.', 'http://', ' ', '<'])(
  'judges fields of many %j at once',
  (unit) => {
    const value = unit.repeat(100_000 / unit.length)
    const started = performance.now()
    spamVerdict({honeypot: '', renderToken: {state: 'absent'}, fields: [{name: 'message', value}]})
    expect(performance.now() - started).toBeLessThan(AT_ONCE_MS)
  },
)

describe('a render token', () => {
  const issuedAt = '2026-07-01T10:00:00.000Z'
  const later = (ms: number) => new Date(Date.parse(issuedAt) + ms).toISOString()
  const token = signRenderToken('secret', {site: 'artameta', form: 'contact', version: 4, issuedAt})
  const check = (now: string, more = {}) =>
    verifyRenderToken({secret: 'secret', token, site: 'artameta', form: 'contact', now, ...more})

  test.each([
    [0, 'too-fast'],
    [1999, 'too-fast'],
    [2000, 'valid'],
    [24 * 3_600_000, 'valid'],
    [24 * 3_600_000 + 1, 'expired'],
    [-30_000, 'too-fast'],
    [-120_000, 'invalid'],
  ])('%i ms old is %s', (age, state) => {
    expect(check(later(age)).state).toBe(state)
  })

  test('tells the version that was rendered', () => {
    expect(check(later(5000))).toEqual({state: 'valid', issuedAt, ageMs: 5000, formVersion: 4})
  })

  test('is good for its own form, site and secret only', () => {
    const now = later(5000)
    expect(check(now, {site: 'bluefern'}).state).toBe('invalid')
    expect(check(now, {form: 'footer'}).state).toBe('invalid')
    expect(check(now, {secret: 'another'}).state).toBe('invalid')
    expect(check(now, {token: 7}).state).toBe('invalid')
    expect(check(now, {token: ''}).state).toBe('absent')
    expect(check(now, {token: undefined}).state).toBe('absent')
  })

  test('is invalid with any bit flipped', () => {
    fc.assert(
      fc.property(fc.nat(token.length - 1), fc.integer({min: 0, max: 7}), (at, bit) => {
        const flipped = String.fromCharCode(token.charCodeAt(at) ^ (1 << bit))
        const altered = token.slice(0, at) + flipped + token.slice(at + 1)
        expect(check(later(5000), {token: altered}).state).toBe('invalid')
      }),
      {numRuns: 500},
    )
  })
})

describe('spamVerdict', () => {
  const valid = {state: 'valid', issuedAt: '', ageMs: 9000, formVersion: 1} as const
  const absent = {state: 'absent'} as const
  const fields = (values: Record<string, string>) =>
    Object.entries(values).map(([name, value]) => ({name, value}))
  const ordinary = fields({name: 'Ada', message: 'Please call me about the demo.'})

  test('lets ordinary people through, with and without a token', () => {
    expect(spamVerdict({honeypot: '', renderToken: valid, fields: ordinary})).toEqual({
      verdict: 'ham',
      score: 0,
      reasons: [],
    })
    expect(spamVerdict({honeypot: ' ', renderToken: absent, fields: ordinary}).verdict).toBe('ham')
  })

  test('lets a message with a few links and a field for a web site through', () => {
    const message = 'See https://a.example and https://b.example, or https://c.example'
    const sent = fields({name: 'Ada', message, website: 'https://ada.example'})
    expect(spamVerdict({honeypot: '', renderToken: valid, fields: sent}).verdict).toBe('ham')
  })

  test('catches the honeypot alone', () => {
    const caught = spamVerdict({honeypot: 'http://x', renderToken: valid, fields: ordinary})
    expect(caught).toMatchObject({verdict: 'spam', reasons: ['honeypot']})
  })

  test('adds up everything else', () => {
    const fast = {...valid, state: 'too-fast'} as const
    expect(spamVerdict({honeypot: '', renderToken: fast, fields: ordinary}).verdict).toBe('suspect')
    const message = '[url=http://x.test]buy[/url] '.repeat(7)
    const sold = spamVerdict({honeypot: '', renderToken: absent, fields: fields({message})})
    expect(sold).toMatchObject({verdict: 'spam'})
    expect(sold.reasons).toEqual(['token-absent', 'many-links', 'markup'])
    const name = fields({name: 'Buy at http://x.test now', message: 'hello there'})
    expect(spamVerdict({honeypot: '', renderToken: absent, fields: name}).verdict).toBe('suspect')
    const same = fields({name: 'robot text', company: 'robot text', message: 'robot text'})
    expect(spamVerdict({honeypot: '', renderToken: fast, fields: same}).reasons).toEqual([
      'too-fast',
      'repeated-text',
    ])
  })
})

describe('idempotency', () => {
  test('takes printable keys of up to 255 characters', () => {
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

  test('tells another body, whatever the order of its members', () => {
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
