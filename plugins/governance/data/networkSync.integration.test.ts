import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import {startTestLake, type TestLake} from '../../../local/lake/testing/testLake.ts'
import {LOCAL_DATASET} from '../../../local/ports.ts'
import {fetchNetworkSync, fetchSites} from './networkSync.ts'
import {syncRow} from './siteSync.ts'

const SITES = 1000
const DAYS = 3
const RULE = {
  mode: 'all',
  redactionLevel: 'buckets',
  approvalReference: 'DPIA-7',
  schedule: 'daily',
}
const NOW = '2026-11-30T12:00:00.000Z'

const key = (number: number) => `shop-${String(number).padStart(4, '0')}`
const day = (number: number) => `2026-11-${String(30 - number).padStart(2, '0')}T06:00:00.000Z`

function documentsOf(number: number) {
  const site = key(number)
  const job = {_type: 'snapshotRefresh', site, state: 'succeeded', title: 'Refresh'}
  return [
    {
      _id: `site.${site}`,
      _type: 'site',
      key: site,
      title: `Shop ${number}`,
      shopify: {storeDomain: `${site}.myshopify.com`, accessTokenEnv: 'SHOPIFY_TOKEN'},
    },
    {_id: `${site}.rule.customers`, _type: 'customerSyncRule', site, ...RULE, revision: 2},
    ...Array.from({length: DAYS}, (_, age) => ({
      _id: `${site}.snapshot.S${DAYS - age}`,
      _type: 'shopifyCustomerSnapshot',
      site,
      // Some have none of the last days.
      takenAt: day(number % 10 === 0 ? age + 20 : age),
      ruleRevision: age === 0 ? 2 : 1,
      totals: {customers: 100 * (number + 1)},
    })),
    {...job, _id: `${site}.refresh.R1`, _createdAt: day(1), intent: '{"ruleRev":"a","version":1}'},
    {
      ...job,
      _id: `${site}.refresh.R2`,
      _createdAt: day(0),
      state: 'failed',
      intent: '{"dryRun":true,"ruleRev":"a","version":1}',
    },
  ]
}

let lake: TestLake
beforeAll(async () => {
  lake = await startTestLake()
  lake.store.bulkLoad(
    LOCAL_DATASET,
    Array.from({length: SITES}, (_, number) => documentsOf(number)).flat(),
  )
})
afterAll(() => lake.stop())

describe('the syncs of a thousand sites', () => {
  it('are read in four requests, and checked for changes in one more', async () => {
    const client = lake.client('local-superadmin')
    const known = await fetchNetworkSync(client)
    expect(known.sites.size).toBe(SITES)
    const partial = [...known.sites.values()].filter(({isPartial}) => isPartial)
    expect(partial.map((each) => each.key)).toContain(key(0))
    expect(partial.length).toBeLessThan(SITES)
    const rest = await fetchSites(client, [key(0), key(11)])
    expect(rest.map((each) => syncRow(each, NOW, null))).toMatchObject([
      {title: 'Shop 0', status: {state: 'stale'}, snapshot: {_id: `${key(0)}.snapshot.S3`}},
      {title: 'Shop 11', status: {state: 'ok', hasDrifted: false}, rule: {mode: 'all'}},
    ])
    const whole = known.sites.get(key(11))
    expect(whole).toEqual(rest[1])
    // The dry run that failed is not what stands for the site.
    expect(whole?.refresh?._id).toBe(`${key(11)}.refresh.R1`)
  })

  it('are not for people of one site', async () => {
    const known = await fetchNetworkSync(lake.client('local-bluefern-admin'))
    expect(known.sites.size).toBe(0)
    expect(await fetchSites(lake.client('local-bluefern-admin'), [key(11)])).toEqual([])
  })
})
