import type {SanityClient} from '@sanity/client'
import {afterAll, beforeAll, expect, test} from 'vitest'
import {audienceFields} from '../../../core/audience/fields.ts'
import {ALL_LEADS, viewToGroq} from '../../../core/audience/leadSelection.ts'
import type {Site} from '../../../core/sanity.types.generated.ts'
import {nextUlid} from '../../../local/api/testing/importFixture.ts'
import {startNotingProxy, type NotingProxy} from '../../../local/api/testing/notingProxy.ts'
import {clientAs} from '../../../local/api/testing/testServices.ts'
import {startTestStack, type TestStack} from '../../../local/api/testing/testStack.ts'
import {
  fetchAudienceCount,
  fetchReach,
  searchLeads,
} from '../../audience/insight/audienceRequests.ts'
import {fetchLists, fetchNamedLists} from '../../lists/data/listsData.ts'
import {fetchOpenCampaigns} from '../../segments/data/campaignsData.ts'
import type {WorkspaceSite} from '../../ui/siteContext.tsx'
import {countExport, exportLeads} from '../bulk/export/exportLeads.ts'
import {startBulk} from '../bulk/startBulk.ts'
import {commitNewLead, fetchSameEmail, waitForFiling} from '../create/commitNewLead.ts'
import {fetchCount, fetchPage, fetchPosition} from './requests.ts'
import {rowFields} from './rowFields.ts'

const SITE = 'artameta'
const {signal} = new AbortController()

let stack: TestStack
let proxy: NotingProxy
let client: SanityClient
let site: WorkspaceSite

beforeAll(async () => {
  stack = await startTestStack()
  await stack.startRunner()
  proxy = await startNotingProxy(stack.lake.url)
  client = clientAs({lake: {...stack.lake, url: proxy.url}}, `${SITE}-admin`)
  const found = await stack.client.getDocument<Site>(`site.${SITE}`)
  if (!found) throw new Error('There is no site.')
  site = {...found, customFields: []}
})
afterAll(async () => {
  proxy.stop()
  await stack.stop()
})

test('addresses of requests of the Studio hold nothing of a person, and no text of a search', async () => {
  const userId = `${SITE}-admin`
  const creation = {client, site, userId, members: undefined}
  const asked = {
    email: 'hand@zorro.example',
    fields: {name: 'Zorro', phone: '+46 70 555 01 23'},
    status: 'new',
    lists: [],
    consent: 'none',
  } as const
  const lead = await commitNewLead(creation, asked)
  const id = await waitForFiling(client, lead)
  await stack.settled()
  expect(await fetchSameEmail(client, SITE, asked.email)).toHaveLength(1)

  const view = {...ALL_LEADS, search: 'zorro'}
  const context = {
    now: '2026-01-01T00:00:00.000Z',
    timeZone: 'UTC',
    fields: audienceFields(),
    segments: new Map(),
  }
  const where = viewToGroq(view, context)
  const sort = [{column: 'email', direction: 'asc'}] as const
  const grid = {site: SITE, sort, where, fields: rowFields(['email', 'name'])}
  const row = {values: ['zorro@zorro.example'], id}
  expect(await fetchCount(client, grid, signal)).toBe(1)
  expect(await fetchPosition(client, grid, row, signal)).toBe(1)
  for (const place of [{kind: 'start'}, {kind: 'before', row}] as const) {
    const page = await fetchPage(client, grid, {place, edge: 0}, signal)
    expect(page.rows.map(({_id}) => _id)).toEqual([id])
  }
  expect(await searchLeads(client, SITE, 'zorro', signal)).toHaveLength(1)
  expect(await fetchAudienceCount(client, SITE, where, signal)).toBe(1)
  expect(await fetchReach(client, SITE, where, {tag: 'leads.test.reach'})).toMatchObject({total: 1})
  const page = await fetchLists(
    client,
    SITE,
    {order: 'name', search: 'zorro'},
    {after: null},
    signal,
  )
  expect(page.lists).toEqual([])
  expect(await fetchNamedLists(client, SITE, 'Friends of Zorro')).toEqual([])
  const newest = {_id: '', _createdAt: '9999-12-31T23:59:59.999Z'}
  expect((await fetchOpenCampaigns(client, SITE, 'zorro', newest, signal)).campaigns).toEqual([])

  const selection = {kind: 'matching', view, excluded: []} as const
  expect(await countExport(client, site, selection, signal)).toBe(1)
  const texts = {column: String, status: String, engagement: String, subscription: String}
  const file = exportLeads({
    client,
    site,
    selection,
    columns: ['email'],
    format: 'csv',
    texts,
    signal,
    readOwners: () => Promise.resolve(new Map()),
  })
  const parts: string[] = []
  for await (const {text} of file) parts.push(text)
  expect(parts.join('')).toContain(asked.email)
  const started = await startBulk(
    {
      client,
      site,
      user: {id: userId, name: 'Ada Example'},
      newUlid: nextUlid,
      now: () => new Date().toISOString(),
    },
    {kind: 'addTag', tag: 'fox'},
    selection,
    1,
    {onProgress: () => {}, isCancelled: () => false},
  )
  expect(started).toMatchObject({kind: 'done', report: {tally: {succeeded: 1}}})

  expect(proxy.addresses.length).toBeGreaterThan(20)
  expect(proxy.addresses.filter((each) => /zorro|555/iu.test(each))).toEqual([])
})
