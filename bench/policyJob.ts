import type {SanityClient} from '@sanity/client'
import {mkdtemp, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import type {NewDocument} from '../core/changes/mutation.ts'
import {policyDiff} from '../core/shopify/rulePolicy.ts'
import {clientAs} from '../local/api/testing/testServices.ts'
import {startLakeProcess} from '../local/lake/testing/lakeProcess.ts'
import {fetchNetworkSync, fetchRules} from '../plugins/governance/data/networkSync.ts'
import {applyPolicy} from '../plugins/governance/policy/applyPolicy.ts'
import {type BenchRow, measure} from './benchRow.ts'

const SITES = 1000
const SNAPSHOTS = 12
const DAY = 86_400_000
/** Documents of one transaction while the sites are created. */
const LOADED_AT_ONCE = 500
const RUNS = 5

function siteDocuments(number: number, now: number): NewDocument[] {
  const site = `shop-${String(number).padStart(4, '0')}`
  return [
    {_id: `site.${site}`, _type: 'site', key: site, title: `Shop ${number}`},
    {
      _id: `${site}.rule.customers`,
      _type: 'customerSyncRule',
      site,
      mode: 'all',
      redactionLevel: 'buckets',
      cellThreshold: 10,
      approvalReference: 'DPIA-7',
      tenantMayEdit: false,
      revision: 1,
    },
    ...Array.from({length: SNAPSHOTS}, (_, age) => ({
      _id: `${site}.snapshot.S${age}`,
      _type: 'shopifyCustomerSnapshot',
      site,
      takenAt: new Date(now - age * DAY - number * 60_000).toISOString(),
      totals: {customers: 100 * (number + 1), matched: 50 * (number + 1)},
      ruleRevision: 1,
      apiVersion: '2026-10',
    })),
  ]
}

async function load(client: SanityClient): Promise<void> {
  const now = Date.now()
  const all = Array.from({length: SITES}, (_, number) => siteDocuments(number, now)).flat()
  for (let start = 0; start < all.length; start += LOADED_AT_ONCE) {
    const mutations = all.slice(start, start + LOADED_AT_ONCE).map((create) => ({create}))
    await client.mutate(mutations, {returnDocuments: false, tag: 'leads.bench.load'})
  }
}

/** The network's sync tool with a thousand sites: reads their states, and applies a policy. */
export async function policyRows(): Promise<BenchRow[]> {
  const directory = await mkdtemp(join(tmpdir(), 'bench-policy-'))
  const lake = await startLakeProcess(directory)
  try {
    const client = clientAs({lake: {url: lake.url}}, 'superadmin')
    await load(client)
    let sites = 0
    const reading = await measure(RUNS, async () => {
      sites = (await fetchNetworkSync(client)).sites.size
    })
    const {sites: read} = await fetchNetworkSync(client)
    const targets = await fetchRules(client, [...read.keys()])
    let applied = 0
    const applying = await measure(1, async () => {
      const rows = policyDiff(targets, {redactionLevel: 'counts'})
      const results = await applyPolicy(rows, {client})
      applied = results.filter(({kind}) => kind === 'applied').length
    })
    return [
      {
        name: 'sync: how 1,000 sites stand',
        ...reading,
        targetMs: 1000,
        ...(sites === SITES ? {} : {failure: `${sites} sites were read`}),
      },
      {
        name: 'sync: a policy over 1,000 sites',
        ...applying,
        targetMs: 10_000,
        ...(applied === SITES ? {} : {failure: `it was applied to ${applied} sites`}),
      },
    ]
  } finally {
    await lake.end('SIGTERM')
    await rm(directory, {recursive: true, force: true})
  }
}
