import {evaluate, parse} from 'groq-js'
import {describe, expect, test} from 'vitest'
import {grantsFor} from './grants.ts'
import {isolationDiagnosis, type SampleDocument} from './isolationDiagnosis.ts'
import {SITE_ROLES} from './roles.ts'
import {withIdPaths} from './idPath.ts'

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

  test('considers only grants to read', async () => {
    const grants = [{filter: '_id in path("**")', permissions: ['create' as const]}]
    const diagnosis = await isolationDiagnosis({grants, site: 'artameta', otherSites, matches})
    expect(diagnosis.status).toBe('isolated')
  })

  test('is unknown where grants are unknown or cannot be evaluated', async () => {
    const unknown = await isolationDiagnosis({grants: null, site: 'artameta', otherSites, matches})
    expect(unknown.status).toBe('unknown')
    const grants = [{filter: 'this is no filter', permissions: ['read' as const]}]
    const broken = await isolationDiagnosis({grants, site: 'artameta', otherSites, matches})
    expect(broken.status).toBe('unknown')
  })
})
