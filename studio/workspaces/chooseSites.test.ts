import {describe, expect, test} from 'vitest'
import type {SiteEntry} from '../registry/registry.ts'
import {chooseSites, MAX_SITE_WORKSPACES} from './chooseSites.ts'

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
  test('for no more than the Studio starts quickly with', () => {
    expect(chosen({})).toHaveLength(MAX_SITE_WORKSPACES)
    expect(chosen({}).slice(0, 2)).toEqual(['site-0001', 'site-0002'])
  })

  test('for the one that the address asks for, whatever was opened before', () => {
    const recent = Array.from({length: 20}, (_, index) => `site-05${10 + index}`)
    expect(chosen({path: '/site-0990/leads', recent})[0]).toBe('site-0990')
    expect(chosen({path: '/site-0990/leads', recent})).toContain('site-0510')
  })

  test('for those of the host, and those that were opened lately, the latest first', () => {
    const keys = chosen({host: 'admin.example.com', recent: ['site-0700', 'site-0300']})
    expect(keys.slice(0, 4)).toEqual(['site-0900', 'site-0700', 'site-0300', 'site-0001'])
  })

  test('for none that is not open to the user, though it was asked for or opened before', () => {
    const keys = chosen({path: '/elsewhere', recent: ['gone', 'site-0300']})
    expect(keys[0]).toBe('site-0300')
    expect(keys).not.toContain('gone')
    expect(keys).not.toContain('elsewhere')
  })
})
