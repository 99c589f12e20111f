import {describe, expect, test} from 'vitest'
import {demoSite} from '../testing/demoSite.ts'
import {allowedOrigin, normalizeOrigin, originOfSite, resolveSite} from './resolveSite.ts'

const bluefern = {
  key: 'bluefern',
  status: 'active',
  allowedOrigins: ['https://bluefern.example'],
} as const
const sites = [demoSite, bluefern]

describe('origins', () => {
  test.each([
    ['https://artameta.example', true],
    ['https://ARTAMETA.example', true],
    ['https://artameta.example:443', true],
    ['http://localhost:3904', true],
    ['http://localhost:3905', false],
    ['http://artameta.example', false],
    ['https://artameta.example.evil.test', false],
    ['https://evil.test/https://artameta.example', false],
    ['https://sub.artameta.example', false],
    ['null', false],
    ['', false],
    ['file://', false],
  ])('of %j are allowed: %j', (origin, allowed) => {
    expect(allowedOrigin(demoSite, origin)).toBe(allowed)
  })

  test('belong to a site by its hosts too', () => {
    expect(originOfSite(demoSite, 'http://artameta.example')).toBe(true)
    expect(originOfSite(bluefern, 'http://artameta.example')).toBe(false)
    expect(normalizeOrigin('HTTPS://Artameta.example:443/path')).toBe('https://artameta.example')
  })
})

describe('resolveSite', () => {
  test('uses the site that the body names, from any origin', () => {
    const found = resolveSite({requested: 'artameta', origin: 'https://bluefern.example', sites})
    expect(found).toEqual({ok: true, site: demoSite})
  })

  test('otherwise uses the site of the page', () => {
    expect(resolveSite({requested: undefined, origin: 'https://bluefern.example', sites})).toEqual({
      ok: true,
      site: bluefern,
    })
    expect(resolveSite({requested: '', origin: 'https://artameta.example', sites})).toMatchObject({
      ok: true,
    })
  })

  test.each([
    [{requested: 'nowhere'}, 'site.unknown'],
    [{requested: 7}, 'site.unknown'],
    [{requested: ['artameta']}, 'site.unknown'],
    [{requested: undefined}, 'site.not-named'],
    [{requested: undefined, origin: 'https://evil.test'}, 'site.origin-of-none'],
    [{requested: undefined, origin: 'null'}, 'site.origin-of-none'],
  ])('reports what is wrong with %j', (clues, code) => {
    expect(resolveSite({...clues, sites})).toEqual({
      ok: false,
      problems: [{field: 'site', code}],
    })
  })

  test.each(['paused', 'archived'] as const)('refuses a site that is %s', (status) => {
    const result = resolveSite({requested: 'artameta', sites: [{...demoSite, status}]})
    expect(result).toEqual({
      ok: false,
      problems: [{field: 'site', code: `site.${status}`}],
    })
  })

  test('asks for a site when two share an origin', () => {
    const twin = {...bluefern, key: 'twin'}
    const both = resolveSite({
      requested: null,
      origin: 'https://bluefern.example',
      sites: [bluefern, twin],
    })
    expect(both).toMatchObject({ok: false})
  })
})
