import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {siteFixture} from '../../core/testing/siteFixture.ts'
import {startTestLake, type TestLake} from '../../local/lake/testing/testLake.ts'
import {chooseSites} from '../workspaces/planWorkspaces.ts'
import {loadRegistry} from './loadRegistry.ts'

let lake: TestLake
beforeAll(async () => {
  lake = await startTestLake()
})
afterAll(() => lake.stop())

const place = {path: '/site-45/leads', host: 'studio.test', recent: []}

function registryOf(user: string) {
  return loadRegistry(lake.client(user), (entries) => chooseSites(entries, place))
}

async function createSites(keys: readonly string[]): Promise<void> {
  const transaction = lake.client('local-superadmin').transaction()
  for (const key of keys) transaction.create(siteFixture(key))
  await transaction.commit()
}

describe('the registry', () => {
  test('has all details of few sites, and the current user', async () => {
    await createSites(['artameta', 'bluefern'])
    const registry = await registryOf('local-superadmin')
    expect(registry).toMatchObject({
      kind: 'ready',
      sites: [{key: 'artameta', timeZone: 'Europe/Stockholm'}, {key: 'bluefern'}],
      directory: [],
    })
  })

  test('lists many sites, with details of those that get workspaces', async () => {
    await createSites(Array.from({length: 50}, (_, number) => `site-${number}`))
    const broken = {...siteFixture('odd'), _id: 'site.odd', key: 'other'}
    await lake.client('local-superadmin').create(broken)
    const registry = await registryOf('local-superadmin')
    if (registry.kind !== 'ready') throw new Error(registry.kind)
    expect(registry.directory).toHaveLength(52)
    expect(registry.sites).toHaveLength(20)
    expect(registry.sites.map(({key}) => key)).toContain('site-45')
    expect(registry.sites[0]).toMatchObject({timeZone: 'Europe/Stockholm'})
  })

  test('shows an editor only their site, for any number of sites', async () => {
    const registry = await registryOf('local-bluefern-editor')
    expect(registry).toMatchObject({kind: 'ready', sites: [{key: 'bluefern'}], directory: []})
  })

  test('treats an unknown token as anonymous', async () => {
    expect(await registryOf('local-nobody-at-all')).toEqual({kind: 'anonymous'})
  })
})
