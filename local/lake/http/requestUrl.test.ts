import {describe, expect, it} from 'vitest'
import {isSince, projectOfHostname, splitApiVersion} from './requestUrl.ts'

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
