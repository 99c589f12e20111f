import {describe, expect, test} from 'vitest'
import {parseStudioEnvironment} from './environment.ts'

describe('environment of the Studio', () => {
  test('project and dataset alone mean hosted Sanity', () => {
    expect(parseStudioEnvironment({projectId: 'abc123', dataset: 'production'})).toEqual({
      projectId: 'abc123',
      dataset: 'production',
      apiUrl: null,
      heads: null,
      lake: null,
    })
  })

  test('public keys have the place and the key of signed ends of audit trails', () => {
    const values = {projectId: 'abc123', dataset: 'production', auditPublicKeys: ' one, two,'}
    expect(parseStudioEnvironment(values).heads).toEqual({
      dataset: 'audit-heads',
      publicKeys: ['one', 'two'],
    })
    const elsewhere = {...values, headsDataset: 'ends', headsProjectId: 'def456'}
    expect(parseStudioEnvironment(elsewhere).heads).toMatchObject({
      dataset: 'ends',
      projectId: 'def456',
    })
  })

  test('no variables mean the embedded lake at its default address', () => {
    expect(parseStudioEnvironment({})).toEqual({
      projectId: 'local',
      dataset: 'production',
      apiUrl: null,
      heads: null,
      lake: {
        apiHost: 'http://api.localhost:3900',
        signInUrl: 'http://localhost:3900/v1/sign-in',
        mailPageUrl: null,
        demoSitesUrl: null,
      },
    })
  })

  test.each([
    ['http://127.0.0.1:4900', 'http://api.localhost:4900'],
    ['http://localhost:4900/', 'http://api.localhost:4900'],
    ['http://api.localhost:4900', 'http://api.localhost:4900'],
    ['http://[::1]:4900', 'http://api.localhost:4900'],
    ['https://lake.example.com', 'https://lake.example.com'],
  ])('a lake at %s is reached at %s by a browser', (apiHost, expected) => {
    const {lake} = parseStudioEnvironment({projectId: 'local', dataset: 'production', apiHost})
    expect(lake?.apiHost).toBe(expected)
  })

  test('settings of the page’s server are used', () => {
    const {lake, apiUrl} = parseStudioEnvironment({
      projectId: 'local',
      dataset: 'production',
      apiHost: 'http://api.localhost:3900',
      signInUrl: 'http://localhost:3900/v1/sign-in',
      apiUrl: 'http://localhost:3901',
      mailPageUrl: 'http://localhost:3903',
      demoSitesUrl: 'http://localhost:3904',
      unknown: 'ignored',
    })
    expect(apiUrl).toBe('http://localhost:3901')
    expect(lake).toEqual({
      apiHost: 'http://api.localhost:3900',
      signInUrl: 'http://localhost:3900/v1/sign-in',
      mailPageUrl: 'http://localhost:3903',
      demoSitesUrl: 'http://localhost:3904',
    })
  })

  test('empty variables count as missing', () => {
    expect(parseStudioEnvironment({projectId: '', dataset: ' ', apiHost: ''}).projectId).toBe(
      'local',
    )
  })

  test.each([{projectId: 'abc123'}, {dataset: 'production'}])(
    'an incomplete project is refused',
    (half) => {
      expect(() => parseStudioEnvironment(half)).toThrow('belong together')
    },
  )

  test('an invalid API host is refused', () => {
    expect(() =>
      parseStudioEnvironment({projectId: 'a', dataset: 'b', apiHost: 'localhost'}),
    ).toThrow('SANITY_STUDIO_API_HOST')
  })
})
