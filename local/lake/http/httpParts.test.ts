import {describe, expect, it} from 'vitest'
import {isSince, splitApiVersion} from './apiVersion.ts'
import {isLoopbackHostname, isLoopbackUrl} from './loopback.ts'
import {projectOfHostname} from './project.ts'

describe('splitApiVersion', () => {
  it.each([
    ['/v2025-02-19/data/query/production', '2025-02-19', '/data/query/production'],
    ['/vX/users/me', 'X', '/users/me'],
    ['/v1/ping', '1', '/ping'],
    ['/v1', '1', '/'],
    ['/sign-in', null, '/sign-in'],
    ['/vision', null, '/vision'],
  ])('splits %s', (path, version, rest) => {
    expect(splitApiVersion(path)).toEqual({version, path: rest})
  })

  it('knows which versions are newer than a date', () => {
    expect(isSince('X', '2025-02-19')).toBe(true)
    expect(isSince('2025-02-19', '2025-02-19')).toBe(true)
    expect(isSince('2024-12-31', '2025-02-19')).toBe(false)
    expect(isSince('1', '2025-02-19')).toBe(false)
    expect(isSince(null, '2025-02-19')).toBe(false)
  })
})

describe('projectOfHostname', () => {
  it.each([
    ['local.api.localhost', 'local'],
    ['local.apicdn.localhost', 'local'],
    ['api.localhost', null],
    ['127.0.0.1', null],
    ['localhost', null],
    ['l3.localhost', null],
  ])('reads %s', (hostname, project) => {
    expect(projectOfHostname(hostname)).toBe(project)
  })
})

describe('loopback', () => {
  it.each(['localhost', 'l0.localhost', '127.0.0.1', '127.8.8.8', '[::1]'])(
    'takes %s for this machine',
    (hostname) => {
      expect(isLoopbackHostname(hostname)).toBe(true)
      expect(isLoopbackUrl(`http://${hostname}:3333/artameta`)).toBe(true)
    },
  )

  it.each([
    'https://example.com',
    'https://localhost.example.com',
    'https://127.0.0.1.example.com',
    'https://notlocalhost',
    'javascript:alert(1)',
    'data:text/html,localhost',
    'http://localhost@example.com',
    'http://example.com@localhost',
    '//localhost',
    '/artameta',
    '',
  ])('takes %s for another place', (url) => {
    expect(isLoopbackUrl(url)).toBe(false)
  })
})
