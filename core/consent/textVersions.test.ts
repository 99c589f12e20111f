import {describe, expect, test} from 'vitest'
import {newVersion, textsInForm} from './textVersions.ts'

const text = (version: number, words: string, locale = 'en') => ({
  _key: `${locale}-${version}`,
  id: 'news',
  version,
  locale,
  purpose: 'newsletter',
  text: words,
  validFrom: '2026-01-01T00:00:00.000Z',
})
const PUBLISHED = [text(1, 'One.'), text(2, 'Two.'), text(3, 'Three.')]

describe('consent texts in a form', () => {
  test('are told apart: published, changed, missing, and new ones', () => {
    const renamed = {...text(3, 'Three.'), _key: 'other'}
    const form = [text(1, 'One.'), text(2, 'Other words.'), renamed, text(4, 'Four.')]
    const {published, publishedKeys} = textsInForm(PUBLISHED, form)
    expect(published.map(({key, state}) => [key, state])).toEqual([
      ['en-1', 'same'],
      ['en-2', 'changed'],
      ['other', 'same'],
    ])
    expect(published[1]?.text).toEqual(text(2, 'Two.'))
    expect([...publishedKeys]).toEqual(['en-1', 'en-2', 'other'])
    const none = textsInForm(PUBLISHED, undefined)
    expect(none.published.map(({state}) => state)).toEqual(['missing', 'missing', 'missing'])
    expect(none.publishedKeys.size).toBe(0)
  })

  test('are all new while nothing is published', () => {
    expect(textsInForm(undefined, PUBLISHED)).toEqual({published: [], publishedKeys: new Set()})
  })

  test('get a new version behind the highest of their language', () => {
    const all = [...PUBLISHED, text(7, 'Sieben.', 'de')]
    const now = '2026-12-01T00:00:00.000Z'
    expect(newVersion(all, text(1, 'One.'), 'k', now)).toEqual({
      ...text(4, 'One.'),
      _key: 'k',
      validFrom: now,
    })
    expect(newVersion(all, text(7, 'Sieben.', 'de'), 'k', now)).toMatchObject({version: 8})
  })
})
