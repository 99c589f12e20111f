import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import {startOfRecentDays} from '../../core/diagnostics/recentDays.ts'
import {demoDocuments} from '../../local/demo/demoDocuments.ts'
import {startTestLake, type TestLake} from '../../local/lake/testing/testLake.ts'
import {LOCAL_DATASET} from '../../local/ports.ts'
import {siteFixture} from '../../core/testing/siteFixture.ts'
import {fetchGrants, fetchPipeline, fetchRecords, fetchRecordsById} from './data/requests.ts'
import {intakeDays, intakeTotals} from './intake/intakeDays.ts'
import {
  FIRST_SITES,
  fetchNetworkPage,
  fetchNetworkTotals,
  NETWORK_PAGE_SIZE,
} from './network/useNetwork.ts'

const NOW = '2026-11-20T12:00:00.000Z'
/** Its days start at another moment than those of UTC. */
const ARTAMETA = {key: 'artameta', timeZone: 'America/New_York'}
const signal = new AbortController().signal
const documents = Array.from(
  demoDocuments({leads: 150, now: new Date(NOW), siteUrl: 'http://localhost:3904', customers: 0}),
)
const countOf = (type: string, site: string) =>
  documents.filter(({_id, _type}) => _type === type && _id.startsWith(`${site}.`)).length

let lake: TestLake
beforeAll(async () => {
  lake = await startTestLake()
  lake.store.bulkLoad(LOCAL_DATASET, documents)
})
afterAll(() => lake.stop())

describe('the overview on a lake', () => {
  it('counts the documents', async () => {
    const client = lake.client('local-artameta-editor')
    const statuses = ['new', 'contacted', 'qualified', 'proposal', 'won', 'lost']
    const pipeline = await fetchPipeline(client, 'artameta', statuses, signal)
    expect(pipeline.total).toBe(countOf('lead', 'artameta'))
    expect(pipeline.counts.reduce((sum, {count}) => sum + count, 0)).toBe(pipeline.total)
    const records = await fetchRecords(client, ARTAMETA, NOW, signal)
    expect(records.submissions).toBe(countOf('leadSubmission', 'artameta'))
    expect(records.subscribers).toBe(countOf('newsletterSubscriber', 'artameta'))
    expect(records.stuckSubmissions).toBe(0)
    expect(records.newestLeads).toHaveLength(25)
    const about = new Set(
      records.newestActivities.flatMap((each) => ('leadId' in each ? each.leadId : [])),
    )
    expect(new Set(records.people.map(({_id}) => _id))).toEqual(about)
  })

  it('counts who is on the suppression list, and who of them unsubscribed', async () => {
    const client = lake.client('local-artameta-editor')
    const suppressions = documents.filter(({_id}) => _id.startsWith('artameta.suppression.'))
    const unsubscribed = suppressions.filter(
      (each) => 'reason' in each && each.reason === 'unsubscribed',
    )
    const before = await fetchRecords(client, ARTAMETA, NOW, signal)
    expect(before.suppressed).toBe(suppressions.length)
    expect(before.unsubscribed).toBe(unsubscribed.length)
    const other = suppressions.find((each) => !unsubscribed.includes(each))
    await lake
      .client('local-artameta-admin')
      .patch(other?._id ?? '')
      .set({liftedAt: '2026-11-20T00:00:00.000Z'})
      .commit()
    const after = await fetchRecords(client, ARTAMETA, NOW, signal)
    expect(after.suppressed).toBe(suppressions.length - 1)
    expect(after.unsubscribed).toBe(unsubscribed.length)
  })

  it('reads records of the live list again, without deleted ones', async () => {
    const client = lake.client('local-artameta-editor')
    const {newestLeads, newestActivities} = await fetchRecords(client, ARTAMETA, NOW, signal)
    const ids = [...newestLeads, ...newestActivities].slice(0, 30).map(({_id}) => _id)
    const read = await fetchRecordsById(client, 'artameta', [...ids, 'artameta.lead.gone'])
    expect(new Set(read.map(({_id}) => _id))).toEqual(new Set(ids))
  })

  it('returns nothing of another site, even when it is asked for', async () => {
    const client = lake.client('local-bluefern-editor')
    expect((await fetchPipeline(client, 'artameta', ['new'], signal)).total).toBe(0)
    const records = await fetchRecords(client, ARTAMETA, NOW, signal)
    expect(records.submissions + records.subscribers + records.newestLeads.length).toBe(0)
    expect(records.otherSites).toEqual(['bluefern'])
    const grants = await fetchGrants(client, signal)
    expect(grants.length).toBeGreaterThan(0)
    expect(JSON.stringify(grants)).not.toContain('artameta')
  })

  it('counts the last 30 days of each site alike on the site’s page and on the network’s', async () => {
    const client = lake.client('local-superadmin')
    const before = await fetchNetworkPage(client, NOW, FIRST_SITES, signal)
    for (const {key, timeZone} of before) {
      const start = Date.parse(startOfRecentDays({timeZone: timeZone ?? null}, NOW))
      for (const [index, at] of [start - 1, start].entries()) {
        const receivedAt = new Date(at).toISOString()
        const [sample] = documents.filter(({_id}) => _id.startsWith(`${key}.submission.`))
        await client.create({
          ...sample,
          _id: `${key}.submission.edge-${index}`,
          _type: 'leadSubmission',
          receivedAt,
          spam: {verdict: 'ham'},
        })
      }
    }
    const after = await fetchNetworkPage(client, NOW, FIRST_SITES, signal)
    const totals = await fetchNetworkTotals(client, NOW, signal)
    for (const [index, site] of after.entries()) {
      // Of the two, only the one at the start of the first day counts.
      expect(site.intake).toBe((before[index]?.intake ?? 0) + 1)
      const dated = {key: site.key, timeZone: site.timeZone ?? ''}
      const records = await fetchRecords(client, dated, NOW, signal)
      const times = {lead: records.leadTimes, newsletter: records.newsletterTimes}
      const {lead, newsletter} = intakeTotals(intakeDays(times, dated, NOW))
      expect([records.intake, lead + newsletter]).toEqual([site.intake, site.intake])
    }
    expect(totals.intake).toBe(after.reduce((sum, {intake}) => sum + intake, 0))
  })

  it('counts all sites for the network, a page at a time, and all of them together', async () => {
    const client = lake.client('local-superadmin')
    const sites = await fetchNetworkPage(client, NOW, FIRST_SITES, signal)
    expect(sites.map(({key, leads}) => [key, leads])).toEqual(
      ['artameta', 'bluefern', 'northpeak'].map((key) => [key, countOf('lead', key)]),
    )
    expect(sites.every(({waiting}) => waiting === 0)).toBe(true)
    expect(JSON.stringify(sites)).not.toContain('@')
    const totals = await fetchNetworkTotals(client, NOW, signal)
    for (const count of ['leads', 'subscribers', 'intake', 'waiting'] as const) {
      expect(totals[count]).toBe(sites.reduce((sum, site) => sum + site[count], 0))
    }

    // As many sites as make three pages, some of one title.
    const twins = Array.from({length: 2 * NETWORK_PAGE_SIZE}, (_, number) => ({
      create: siteFixture(`twin-${number}`, {title: `Twin ${number % 3}`}),
    }))
    await client.mutate(twins, {returnDocuments: false})
    const found: string[] = []
    for (let from = FIRST_SITES; ;) {
      const page = await fetchNetworkPage(client, NOW, from, signal)
      found.push(...page.map(({key}) => key))
      const last = page.at(-1)
      if (!last) break
      from = {title: last.title, id: last._id}
    }
    expect(new Set(found).size).toBe(found.length)
    expect(found).toHaveLength(3 + 2 * NETWORK_PAGE_SIZE)
    expect((await fetchNetworkTotals(client, NOW, signal)).sites).toBe(found.length)
  })
})
