import {describe, expect, test} from 'vitest'
import {cpuTime} from '../../tooling/testing/cpuTime.ts'
import {spamVerdict} from './spamVerdict.ts'

/** Enough for any text of this length, and far less than quadratic time needs. */
const AT_ONCE_MS = 500

test.each(['<a ', '<a\t', '[url', 'www.', 'http://', ' ', '<'])(
  'judges fields of many %j at once',
  (unit) => {
    const value = unit.repeat(100_000 / unit.length)
    const many = [{name: 'message', value}]
    const spent = cpuTime(() =>
      spamVerdict({honeypot: '', renderToken: {state: 'absent'}, fields: many}),
    )
    expect(spent).toBeLessThan(AT_ONCE_MS)
  },
)

describe('spamVerdict', () => {
  const valid = {state: 'valid', issuedAt: '', ageMs: 9000, formVersion: 1} as const
  const absent = {state: 'absent'} as const
  const fields = (values: Record<string, string>) =>
    Object.entries(values).map(([name, value]) => ({name, value}))
  const ordinary = fields({name: 'Ada', message: 'Please call me about the demo.'})

  test('accepts ordinary submissions, with and without a token', () => {
    expect(spamVerdict({honeypot: '', renderToken: valid, fields: ordinary})).toEqual({
      verdict: 'ham',
      score: 0,
      reasons: [],
    })
    expect(spamVerdict({honeypot: ' ', renderToken: absent, fields: ordinary}).verdict).toBe('ham')
  })

  test('accepts a message with a few links and a field for a web site', () => {
    const message = 'See https://a.example and https://b.example, or https://c.example'
    const sent = fields({name: 'Ada', message, website: 'https://ada.example'})
    expect(spamVerdict({honeypot: '', renderToken: valid, fields: sent}).verdict).toBe('ham')
  })

  test('marks a filled honeypot as spam by itself', () => {
    const caught = spamVerdict({honeypot: 'http://x', renderToken: valid, fields: ordinary})
    expect(caught).toMatchObject({verdict: 'spam', reasons: ['honeypot']})
  })

  test('adds up all other signs', () => {
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
