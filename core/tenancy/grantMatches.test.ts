import {describe, expect, it} from 'vitest'
import {grantMatches} from './grantMatches.ts'
import {grantsFor} from './grants.ts'
import {isolationDiagnosis} from './isolationDiagnosis.ts'

describe('isolation from real grants', () => {
  const diagnose = (grants: ReturnType<typeof grantsFor>) =>
    isolationDiagnosis({grants, site: 'artameta', otherSites: ['bluefern'], matches: grantMatches})

  it.each(['viewer', 'editor', 'admin'] as const)('is given for the %s of a site', async (role) => {
    const result = await diagnose(grantsFor({kind: 'site', site: 'artameta', role}))
    expect(result.status).toBe('isolated')
  })

  it('is not given for somebody who reads everything, or has a role in a second site', async () => {
    expect((await diagnose(grantsFor({kind: 'superadmin'}))).status).toBe('open')
    const both = ['artameta', 'bluefern'].flatMap((site) =>
      grantsFor({kind: 'site', site, role: 'viewer'}),
    )
    expect((await diagnose(both)).status).toBe('open')
  })

  it('is given although the key of another site starts the same', async () => {
    const grants = grantsFor({kind: 'site', site: 'blue', role: 'admin'})
    const otherSites = ['bluefern', 'blue-print', 'artameta']
    const result = await isolationDiagnosis({
      grants,
      site: 'blue',
      otherSites,
      matches: grantMatches,
    })
    expect(result).toMatchObject({status: 'isolated', reached: []})
  })

  it.each(['no such ((', '_id in path(_type)'])(
    'is unknown where a filter, %s, cannot be evaluated',
    async (filter) => {
      const result = await diagnose([{filter, permissions: ['read']}])
      expect(result.status).toBe('unknown')
    },
  )
})
