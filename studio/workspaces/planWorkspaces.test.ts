import {describe, expect, test} from 'vitest'
import {siteFixture} from '../../core/testing/siteFixture.ts'
import type {Registry, SiteEntry} from '../registry/loadRegistry.ts'
import {chooseSites, MAX_SITE_WORKSPACES, planWorkspaces} from './planWorkspaces.ts'

const acme = siteFixture('acme', {title: 'Acme', adminHosts: ['admin.acme.test', 'localhost']})
const blue = siteFixture('blue', {title: 'Blue'})
const zest = siteFixture('zest', {title: 'Zest', adminHosts: ['admin.zest.test:8443']})

function ready(roles: string[], sites = [zest, blue, acme]): Registry {
  return {kind: 'ready', user: {id: 'u', roles}, sites, directory: []}
}

function names(registry: Registry, host = 'studio.test', path = '/') {
  return planWorkspaces(registry, {path, host, recent: []}).map((plan) => plan.name)
}

describe('workspaces of a user', () => {
  test('are the readable sites, by title', () => {
    expect(names(ready(['acme-editor']))).toEqual(['acme', 'blue', 'zest'])
  })

  test('are only the one site an editor reaches', () => {
    expect(names(ready(['blue-editor'], [blue]))).toEqual(['blue'])
  })

  test('include the network for superadmins only, before the sites', () => {
    expect(names(ready(['administrator']))).toEqual(['network', 'acme', 'blue', 'zest'])
    expect(names(ready(['acme-admin']))).not.toContain('network')
    expect(names(ready(['network-admin']))).not.toContain('network')
  })

  test('start with the site of the admin host', () => {
    expect(names(ready(['administrator']), 'admin.acme.test')[0]).toBe('acme')
    expect(names(ready(['administrator']), 'ADMIN.acme.test')[0]).toBe('acme')
    expect(names(ready(['administrator']), 'admin.zest.test:8443')[0]).toBe('zest')
  })

  test('an admin host without a port means any port, one with a port only that', () => {
    expect(names(ready(['x']), 'localhost:3333')[0]).toBe('acme')
    expect(names(ready(['x']), 'admin.zest.test:9000')[0]).toBe('acme')
    expect(names(ready(['administrator']), 'admin.zest.test:9000')[0]).toBe('network')
  })

  test('put paused and archived sites last', () => {
    const sites = [
      siteFixture('aaa', {status: 'archived'}),
      siteFixture('bbb', {status: 'paused'}),
      siteFixture('ccc'),
    ]
    expect(names(ready(['x'], sites))).toEqual(['ccc', 'bbb', 'aaa'])
  })

  test('a superadmin of an empty network still gets the network', () => {
    expect(names(ready(['administrator'], []))).toEqual(['network'])
  })
})

test('a list of all sites comes last, where not all have workspaces, and has an address', () => {
  const registry: Registry = {
    kind: 'ready',
    user: {id: 'u', roles: ['administrator']},
    sites: [blue],
    directory: [zest, blue, acme],
  }
  const plans = planWorkspaces(registry, {path: '/sites', host: 'studio.test', recent: []})
  expect(plans.map((plan) => plan.name)).toEqual(['network', 'blue', 'sites'])
  expect(plans.at(-1)).toMatchObject({entries: [acme, blue, zest]})
})

describe('a placeholder', () => {
  const anonymous: Registry = {kind: 'anonymous'}

  test('keeps the requested address, so that sign-in returns to it', () => {
    const [plan] = planWorkspaces(anonymous, {
      path: '/acme/leads;x',
      host: 'studio.test',
      recent: [],
    })
    expect(plan).toEqual({
      kind: 'placeholder',
      name: 'acme',
      basePath: '/acme',
      problem: {kind: 'signed-out'},
    })
    expect(names(anonymous, 'studio.test', '/network/vision')).toEqual(['network'])
  })

  test.each(['/', '', '//', '/UPPER/x', '/drafts', '/a', '/%2e%2e/x'])(
    'is at the root for %o, which names no workspace',
    (path) => {
      const [plan] = planWorkspaces(anonymous, {path, host: 'studio.test', recent: []})
      expect(plan).toMatchObject({kind: 'placeholder', basePath: '/'})
    },
  )

  test('says why the registry could not be read', () => {
    const failure = {kind: 'unreachable' as const, host: 'store.test'}
    const unreadable: Registry = {kind: 'unreadable', failure}
    const [plan] = planWorkspaces(unreadable, {path: '/acme', host: 'studio.test', recent: []})
    expect(plan).toMatchObject({
      kind: 'placeholder',
      problem: {kind: 'unreadable', failure},
    })
  })

  test('replaces a workspace that the signed-in user may not open', () => {
    const plans = planWorkspaces(ready(['blue-editor'], [blue]), {
      path: '/acme/leads',
      host: 'x',
      recent: [],
    })
    expect(plans).toMatchObject([
      {kind: 'site', name: 'blue'},
      {kind: 'placeholder', name: 'acme', basePath: '/acme', problem: {kind: 'closed'}},
    ])
    expect(names(ready(['blue-editor'], [blue]), 'x', '/network')).toEqual(['blue', 'network'])
    expect(names(ready(['blue-editor'], [blue]), 'x', '/blue/leads')).toEqual(['blue'])
  })

  test('says that a signed-in user reaches no site', () => {
    const [plan] = planWorkspaces(ready(['ghost-editor'], []), {
      path: '/acme',
      host: 'studio.test',
      recent: [],
    })
    expect(plan).toMatchObject({kind: 'placeholder', problem: {kind: 'no-sites'}})
  })
})

/** Many sites, titled so that their order is that of their numbers. */
const many: SiteEntry[] = Array.from({length: 1000}, (_, index) => {
  const number = String(index).padStart(4, '0')
  return {
    key: `site-${number}`,
    title: `Site ${number}`,
    status: index % 10 === 0 ? 'archived' : 'active',
    adminHosts: index === 900 ? ['admin.example.com'] : [],
  }
})

function chosen(options: {path?: string; host?: string; recent?: string[]}): string[] {
  return chooseSites(many, {path: '/', host: 'studio.test', recent: [], ...options})
}

describe('of many sites, workspaces are built', () => {
  test('up to the number with which the Studio starts quickly', () => {
    expect(chosen({})).toHaveLength(MAX_SITE_WORKSPACES)
    expect(chosen({}).slice(0, 2)).toEqual(['site-0001', 'site-0002'])
  })

  test('for the one in the address, even when another was opened before', () => {
    const recent = Array.from({length: 20}, (_, index) => `site-05${10 + index}`)
    expect(chosen({path: '/site-0990/leads', recent})[0]).toBe('site-0990')
    expect(chosen({path: '/site-0990/leads', recent})).toContain('site-0510')
  })

  test('for those of the host, and recently opened ones, the latest first', () => {
    const keys = chosen({host: 'admin.example.com', recent: ['site-0700', 'site-0300']})
    expect(keys.slice(0, 4)).toEqual(['site-0900', 'site-0700', 'site-0300', 'site-0001'])
  })

  test('for none that the user may not open, even if requested or opened before', () => {
    const keys = chosen({path: '/elsewhere', recent: ['gone', 'site-0300']})
    expect(keys[0]).toBe('site-0300')
    expect(keys).not.toContain('gone')
    expect(keys).not.toContain('elsewhere')
  })
})
