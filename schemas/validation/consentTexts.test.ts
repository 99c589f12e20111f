import * as fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {consentTextsOnlyGrow, consentVersionsUnique} from './consentTexts.ts'

const text = (version: number, words = `Words ${version}`, locale = 'en') => ({
  _key: `k${locale}${version}`,
  id: 'newsletter',
  version,
  purpose: 'newsletter',
  locale,
  text: words,
  validFrom: '2026-01-01T00:00:00.000Z',
})

describe('consent texts can only be added', () => {
  test('a first publication may say anything', () => {
    expect(consentTextsOnlyGrow(undefined, [text(1)])).toBe(true)
  })

  test('a new version may follow', () => {
    expect(consentTextsOnlyGrow([text(1)], [text(1), text(2)])).toBe(true)
  })

  test('versions of another language have numbers of their own', () => {
    expect(consentTextsOnlyGrow([text(2)], [text(2), text(1, 'Wörter', 'de')])).toBe(true)
  })

  test('order and keys may change', () => {
    const moved = [text(2), {...text(1), _key: 'other'}]
    expect(consentTextsOnlyGrow([text(1), text(2)], moved)).toBe(true)
  })

  test('an edited text is marked at its field', () => {
    expect(consentTextsOnlyGrow([text(1)], [text(1, 'Other words')])).toMatchObject({
      message: expect.stringContaining('Restore its text'),
      paths: [[{_key: 'ken1'}, 'text']],
    })
  })

  test('a published version can’t be taken away', () => {
    expect(consentTextsOnlyGrow([text(1), text(2)], [text(2)])).toMatchObject({
      message: expect.stringContaining('Version 1'),
    })
  })

  test('a published version can’t be renumbered', () => {
    expect(consentTextsOnlyGrow([text(1)], [{...text(1), version: 2}])).toMatchObject({
      paths: [[{_key: 'ken1'}, 'version']],
    })
  })

  test('a new version can’t be inserted before a published one', () => {
    expect(consentTextsOnlyGrow([text(2)], [text(2), text(1)])).toMatchObject({
      message: expect.stringContaining('higher number'),
    })
  })

  test('whatever is appended, dropping or editing a published version is found', () => {
    const versions = fc
      .uniqueArray(fc.integer({min: 1, max: 50}), {minLength: 1, maxLength: 8})
      .map((numbers) => numbers.map((number) => text(number)))
    fc.assert(
      fc.property(versions, fc.nat(), fc.boolean(), (published, pick, drop) => {
        const index = pick % published.length
        const next = drop
          ? published.filter((_, at) => at !== index)
          : published.map((old, at) => (at === index ? {...old, text: `${old.text}!`} : old))
        expect(consentTextsOnlyGrow(published, published)).toBe(true)
        expect(consentTextsOnlyGrow(published, next)).not.toBe(true)
      }),
    )
  })
})

test('a duplicate version is marked', () => {
  expect(consentVersionsUnique([text(1), {...text(1), _key: 'again'}])).toMatchObject({
    paths: [[{_key: 'again'}, 'version']],
  })
  expect(consentVersionsUnique([text(1), text(2), {_key: 'new'}])).toBe(true)
})
