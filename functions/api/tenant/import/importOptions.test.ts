import * as fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {parseImportOptions, type ParsedOptions} from './importOptions.ts'

const SITE = {
  key: 'artameta',
  timeZone: 'Pacific/Auckland',
  consentTexts: [{_key: 'v1', id: 'newsletter', version: 1, text: 'Yes, send it to me.'}],
}
const NOW = '2026-03-01T20:00:00.000Z'

function parse(options: unknown): ParsedOptions {
  return parseImportOptions(JSON.stringify(options), SITE, NOW)
}

function consentOf(consent: object) {
  const parsed = parse({consent: {where: 'Fair', ...consent}})
  return parsed.ok ? parsed.options.consent : parsed.problems.map(({field}) => field)
}

describe('options', () => {
  test('may be left out', () => {
    for (const text of [null, '', ' ', '{}']) {
      const parsed = parseImportOptions(text, SITE, NOW)
      expect(parsed).toMatchObject({
        ok: true,
        options: {dryRun: false, existing: 'fill', consent: null, check: null, tags: []},
      })
    }
  })

  test('name a consent text of the site without repeating it', () => {
    expect(consentOf({textId: 'newsletter', textVersion: 1, at: '2025-06-01'})).toEqual({
      text: 'Yes, send it to me.',
      textId: 'newsletter',
      textVersion: 1,
      at: '2025-06-01T12:00:00.000Z',
      where: 'Fair',
    })
    expect(consentOf({textId: 'newsletter', textVersion: 2, at: '2025-06-01'})).toEqual([
      'consent.textId',
    ])
    expect(consentOf({at: '2025-06-01'})).toEqual(['consent.text'])
  })

  test('state a consent of today, in the site’s zone, and none of tomorrow', () => {
    const text = 'Yes.'
    expect(consentOf({text, at: '2026-03-02'})).toMatchObject({at: NOW})
    expect(consentOf({text, at: '2026-03-03'})).toEqual(['consent.at'])
    expect(consentOf({text, at: '2026-03-01T21:00:00+02:00'})).toMatchObject({
      at: '2026-03-01T19:00:00.000Z',
    })
    expect(consentOf({text, at: '2026-03-01T21:00:00Z'})).toEqual(['consent.at'])
    expect(consentOf({text, at: '2026-02-31'})).toEqual(['consent.at'])
  })

  test('of any content are parsed or refused, with the names of fields', () => {
    const names =
      'mapping existing fields consent tags lists listNames timeZone check name header match sourceTotals'
    const anyOptions = fc.dictionary(fc.constantFrom(...names.split(' ')), fc.jsonValue(), {
      maxKeys: 3,
    })
    const isTold = (options: object): boolean => {
      const parsed = parse(options)
      return parsed.ok || parsed.problems.every(({field}) => field !== '')
    }
    expect(() => fc.assert(fc.property(anyOptions, isTold))).not.toThrow()
  })
})
