import {evaluate, parse} from 'groq-js'
import {describe, expect, test} from 'vitest'
import {demoSite} from '../testing/demoSite.ts'
import {assertSameSite, ForeignDocumentError} from './documentId.ts'
import {grantsFor} from './grants.ts'
import {isolationDiagnosis, type SampleDocument} from './isolationDiagnosis.ts'
import {SITE_ROLES} from './roles.ts'
import {defaultSite, siteForHost, sitesInOrder} from './defaultSite.ts'
import {withIdPaths} from './idPath.ts'

const bluefern = {
  key: 'bluefern',
  title: 'Bluefern',
  status: 'active',
  hosts: ['bluefern.example', 'admin.artameta.example'],
  adminHosts: ['localhost:4000'],
} as const
const closed = {key: 'closed', title: 'A closed one', status: 'archived'} as const
const sites = [closed, bluefern, demoSite]

describe('siteForHost', () => {
  test.each([
    ['artameta.example', 'artameta'],
    ['ADMIN.artameta.example:443', 'artameta'],
    ['bluefern.example', 'bluefern'],
    ['localhost:4000', 'bluefern'],
    ['localhost', undefined],
    ['sub.artameta.example', undefined],
    ['', undefined],
  ])('%j is of %s', (host, key) => {
    expect(siteForHost(host, sites)?.key).toBe(key)
  })
})

test('defaultSite is the host’s, else the first active one', () => {
  expect(defaultSite(sites, 'bluefern.example')?.key).toBe('bluefern')
  expect(defaultSite(sites, 'unknown.example')?.key).toBe('artameta')
  expect(defaultSite(sites)?.key).toBe('artameta')
  expect(defaultSite([])).toBeNull()
  expect(sitesInOrder(sites).map((site) => site.key)).toEqual(['artameta', 'bluefern', 'closed'])
})

test('assertSameSite goes by ids alone', () => {
  expect(() => assertSameSite('artameta', {_id: 'artameta.lead.x'}, null, undefined)).not.toThrow()
  for (const _id of [
    'bluefern.lead.x',
    'artameta',
    'site.artameta',
    'drafts.artameta.lead.x',
    '',
  ]) {
    expect(() => assertSameSite('artameta', {_id})).toThrow(ForeignDocumentError)
  }
})

describe('isolationDiagnosis', () => {
  const matches = async (filter: string, document: SampleDocument) => {
    const tree = withIdPaths(parse(`count(*[${filter}]) > 0`))
    const value = await evaluate(tree, {dataset: [document]})
    return (await value.get()) === true
  }
  const otherSites = ['artameta', 'bluefern']

  test.each(SITE_ROLES)('finds the role %s isolated', async (role) => {
    const grants = grantsFor({kind: 'site', site: 'artameta', role})
    const diagnosis = await isolationDiagnosis({grants, site: 'artameta', otherSites, matches})
    expect(diagnosis).toMatchObject({status: 'isolated', reached: []})
  })

  test('finds an administrator, and a built-in role of a hosted project, open', async () => {
    const builtIn = [{filter: '_id in path("**")', permissions: ['read' as const]}]
    for (const grants of [grantsFor({kind: 'superadmin'}), builtIn]) {
      const diagnosis = await isolationDiagnosis({grants, site: 'artameta', otherSites, matches})
      expect(diagnosis.status).toBe('open')
      expect(diagnosis.reached).toContain('bluefern.lead.sample')
      expect(diagnosis.reached.some((id) => id.startsWith('artameta.'))).toBe(false)
    }
  })

  test('tries a site that does not exist, so that one site alone is judged too', async () => {
    const grants = [{filter: '_type == "lead"', permissions: ['read' as const]}]
    const diagnosis = await isolationDiagnosis({grants, site: 'artameta', otherSites: [], matches})
    expect(diagnosis.status).toBe('open')
  })

  test('heeds only grants to read', async () => {
    const grants = [{filter: '_id in path("**")', permissions: ['create' as const]}]
    const diagnosis = await isolationDiagnosis({grants, site: 'artameta', otherSites, matches})
    expect(diagnosis.status).toBe('isolated')
  })

  test('claims nothing where grants are unknown or cannot be evaluated', async () => {
    const unknown = await isolationDiagnosis({grants: null, site: 'artameta', otherSites, matches})
    expect(unknown.status).toBe('unknown')
    const grants = [{filter: 'this is no filter', permissions: ['read' as const]}]
    const broken = await isolationDiagnosis({grants, site: 'artameta', otherSites, matches})
    expect(broken.status).toBe('unknown')
  })
})
