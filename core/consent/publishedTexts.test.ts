import * as fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {
  changedEvidence,
  registerTexts,
  restoreTexts,
  textIdentity,
  newVersion,
  textsInForm,
  type ObservedTexts,
  type StoredText,
} from './publishedTexts.ts'

const AT = '2026-01-01T00:00:00.000Z'
const text = (version: number, words: string, more: object = {}): StoredText => ({
  _key: `newsletter-${version}`,
  id: 'newsletter',
  version,
  locale: 'en',
  purpose: 'newsletter',
  text: words,
  validFrom: AT,
  ...more,
})

const anyText = fc.record(
  {
    _key: fc.constantFrom('a', 'b', 'c', 'd'),
    id: fc.constantFrom('newsletter', 'contact'),
    version: fc.integer({min: 1, max: 3}),
    locale: fc.constantFrom('en', 'de'),
    purpose: fc.constantFrom('newsletter', 'contact'),
    text: fc.constantFrom('Yes.', 'Send me news.', 'Call me.'),
    validFrom: fc.constantFrom(AT, '2026-02-01T00:00:00.000Z'),
  },
  {noNullPrototype: true},
)
const anyMember = fc.oneof(
  anyText,
  fc.constantFrom<unknown>(null, 'text', 7, {}, {id: 'newsletter'}, {id: '', version: 1}),
)
const anyTexts: fc.Arbitrary<unknown> = fc.oneof(
  fc.array(anyMember, {maxLength: 6}),
  fc.constantFrom<unknown>(null, undefined, 'texts', {}),
)
const anyObserved: fc.Arbitrary<ObservedTexts> = fc.record(
  {
    texts: anyTexts,
    at: fc.integer({min: 1, max: 9}).map((day) => `2026-03-0${day}T00:00:00.000Z`),
  },
  {noNullPrototype: true},
)

function identities(texts: readonly StoredText[]): (string | null)[] {
  return texts.map(textIdentity)
}

describe('the register of published texts', () => {
  test('keeps the text that a version was first published with', () => {
    const first = registerTexts([], [{texts: [text(1, 'Send me news.')], at: AT}])
    const changed = {texts: [text(1, 'Send me everything.')], at: '2026-02-01T00:00:00.000Z'}
    expect(registerTexts(first, [changed])).toEqual(first)
    // Told the other way round, the earlier words count all the same.
    const late = registerTexts([], [changed])
    expect(registerTexts(late, [{texts: [text(1, 'Send me news.')], at: AT}])).toEqual(first)
  })

  test('does not depend on order, repetition or grouping of what is seen', () => {
    fc.assert(
      fc.property(fc.array(anyObserved, {maxLength: 6}), fc.nat(6), (observed, cut) => {
        const whole = registerTexts([], observed)
        expect(registerTexts([], observed.toReversed())).toEqual(whole)
        expect(registerTexts(whole, observed)).toEqual(whole)
        const part = registerTexts([], observed.slice(cut))
        expect(registerTexts(part, observed.slice(0, cut))).toEqual(whole)
      }),
    )
  })

  test('has each version once, and keeps them all', () => {
    fc.assert(
      fc.property(fc.array(anyObserved, {maxLength: 4}), anyObserved, (observed, next) => {
        const before = registerTexts([], observed)
        const after = registerTexts(before, [next])
        const names = identities(after.map((each) => ({...each})))
        expect(new Set(names).size).toBe(names.length)
        for (const each of before) expect(names).toContain(textIdentity({...each}))
      }),
    )
  })
})

describe('a restoration', () => {
  const register = registerTexts([], [{texts: [text(1, 'One.'), text(2, 'Two.')], at: AT}])

  test('restores changed and removed versions, and keeps new ones', () => {
    const added = text(3, 'Three.')
    const changed = text(1, 'Other words.')
    expect(restoreTexts(register, [changed, added])).toEqual({
      texts: [text(1, 'One.'), added, text(2, 'Two.')],
      restored: register,
    })
  })

  test('is not needed where only something was added or put in another order', () => {
    expect(restoreTexts(register, [text(2, 'Two.'), text(3, 'New.'), text(1, 'One.')])).toBeNull()
  })

  test.each(['text', 'purpose', 'validFrom'])('is for a changed %s', (name) => {
    const changed = text(1, 'One.', {[name]: 'changed'})
    expect(restoreTexts(register, [changed, text(2, 'Two.')])?.texts[0]).toEqual(text(1, 'One.'))
  })

  test.each([{id: 'contact'}, {locale: 'de'}, {version: 9}])(
    'is for a version renamed to %o',
    (to) => {
      const renamed = text(1, 'One.', to)
      const end = restoreTexts(register, [renamed, text(2, 'Two.')])
      expect(end?.texts).toHaveLength(3)
      expect(end?.texts[2]).toMatchObject({
        id: 'newsletter',
        version: 1,
        locale: 'en',
        text: 'One.',
      })
      expect(new Set(end?.texts.map((each) => each['_key'])).size).toBe(3)
    },
  )

  test('removes a second entry with the number of a published version', () => {
    const twin = text(1, 'Agree to all.', {_key: 'twin'})
    expect(restoreTexts(register, [text(1, 'One.'), twin, text(2, 'Two.')])?.texts).toEqual([
      text(1, 'One.'),
      text(2, 'Two.'),
    ])
  })

  test('leaves every published version once and unchanged, keeps new versions, and needs no second run', () => {
    fc.assert(
      fc.property(fc.array(anyObserved, {maxLength: 4}), anyTexts, (observed, current) => {
        const known = registerTexts([], observed)
        const end = restoreTexts(known, current)
        const after = end?.texts ?? (Array.isArray(current) ? current : [])
        expect(restoreTexts(known, after)).toBeNull()
        const names = new Set(known.map((each) => textIdentity({...each})))
        for (const published of known) {
          const same = after.filter(
            (each: StoredText) => textIdentity(each ?? {}) === textIdentity({...published}),
          )
          expect(same).toHaveLength(1)
          expect(changedEvidence({...published}, same[0])).toBeNull()
        }
        const fresh = (texts: readonly unknown[]) =>
          registerTexts([], [{texts, at: AT}])
            .map((each) => textIdentity({...each}))
            .filter((name) => !names.has(name))
        expect(fresh(after)).toEqual(fresh(Array.isArray(current) ? current : []))
      }),
    )
  })
})

const formText = (version: number, words: string, locale = 'en') => ({
  _key: `${locale}-${version}`,
  id: 'news',
  version,
  locale,
  purpose: 'newsletter',
  text: words,
  validFrom: '2026-01-01T00:00:00.000Z',
})
const PUBLISHED = [formText(1, 'One.'), formText(2, 'Two.'), formText(3, 'Three.')]

describe('consent texts in a form', () => {
  test('are distinguished: published, changed, missing and new ones', () => {
    const renamed = {...formText(3, 'Three.'), _key: 'other'}
    const form = [formText(1, 'One.'), formText(2, 'Other words.'), renamed, formText(4, 'Four.')]
    const {published, publishedKeys} = textsInForm(PUBLISHED, form)
    expect(published.map(({key, state}) => [key, state])).toEqual([
      ['en-1', 'same'],
      ['en-2', 'changed'],
      ['other', 'same'],
    ])
    expect(published[1]?.text).toEqual(formText(2, 'Two.'))
    expect([...publishedKeys]).toEqual(['en-1', 'en-2', 'other'])
    const none = textsInForm(PUBLISHED, undefined)
    expect(none.published.map(({state}) => state)).toEqual(['missing', 'missing', 'missing'])
    expect(none.publishedKeys.size).toBe(0)
  })

  test('are all new while nothing is published', () => {
    expect(textsInForm(undefined, PUBLISHED)).toEqual({published: [], publishedKeys: new Set()})
  })

  test('get a version above the highest of their language', () => {
    const all = [...PUBLISHED, formText(7, 'Sieben.', 'de')]
    const now = '2026-12-01T00:00:00.000Z'
    expect(newVersion(all, formText(1, 'One.'), 'k', now)).toEqual({
      ...formText(4, 'One.'),
      _key: 'k',
      validFrom: now,
    })
    expect(newVersion(all, formText(7, 'Sieben.', 'de'), 'k', now)).toMatchObject({version: 8})
  })
})
