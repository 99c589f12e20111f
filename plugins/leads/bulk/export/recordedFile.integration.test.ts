import type {SanityClient} from '@sanity/client'
import {afterAll, beforeAll, beforeEach, describe, expect, test, vi} from 'vitest'
import {ALL_LEADS, type LeadSelection} from '../../../../core/audience/leadSelection.ts'
import {deterministicUlid} from '../../../../core/people/ulid.ts'
import type {LeadExport, Site} from '../../../../core/sanity.types.generated.ts'
import {testSite} from '../../../../local/api/testing/testSites.ts'
import type {WorkspaceSite} from '../../../ui/siteContext.tsx'
import {startTestLake, type TestLake} from '../../../../local/lake/testing/testLake.ts'
import {recordedFile, UnrecordedError} from './recordedFile.ts'

const tag = {tag: 'leads.test.export'}
const PATIENCE = {timeout: 60_000, interval: 10}
const SEARCHED: LeadSelection = {
  kind: 'matching',
  view: {...ALL_LEADS, search: 'person'},
  excluded: [],
}

let lake: TestLake
let admin: SanityClient
let site: WorkspaceSite
let made = 0

beforeAll(async () => {
  lake = await startTestLake()
  admin = lake.client('local-superadmin')
  await admin.create(testSite('artameta', 'artameta.example'), tag)
  const found = await admin.getDocument<Site>('site.artameta')
  if (!found) throw new Error('There is no site.')
  site = {...found, customFields: []}
  const leads = Array.from({length: 25}, (_, index) => ({
    create: {
      _id: `artameta.lead.${deterministicUlid(0, `lead-${index}`)}`,
      _type: 'lead',
      site: 'artameta',
      name: `Person ${index}`,
      email: `person${index}@example.com`,
      createdAt: '2026-01-01T00:00:00.000Z',
    },
  }))
  await admin.mutate(leads, {...tag, returnDocuments: false})
})
afterAll(() => lake.stop())
beforeEach(() => admin.delete({query: '*[_type == "leadExport"]'}, tag))

function begin(role: string, options: {stop?: AbortController; now?: () => number} = {}) {
  const client = lake.client(`local-artameta-${role}`)
  const reads = vi.spyOn(client, 'request')
  const {stop = new AbortController(), now = Date.now} = options
  const work = {
    client,
    site,
    selection: SEARCHED,
    columns: ['name', 'email'] as const,
    format: 'csv' as const,
    texts: {column: String, status: String, engagement: String, subscription: String},
    readOwners: () => Promise.resolve(new Map<string, string>()),
    signal: stop.signal,
    pageSize: 10,
    expected: 30,
    userId: `artameta-${role}`,
    newUlid: () => {
      made += 1
      return deterministicUlid(0, `export-${made}`)
    },
    now,
  }
  return {
    client,
    reads,
    stop,
    make: (onRows: (rows: number) => unknown = () => {}) =>
      recordedFile(work, (rows) => void onRows(rows)),
  }
}

function records(): Promise<LeadExport[]> {
  return admin.fetch('*[_type == "leadExport"]', {}, tag)
}

describe('the record of an export', () => {
  test('is written before a lead is read, and has the end, without personal data', async () => {
    const {make, reads} = begin('admin')
    const seen: number[] = []
    const run = make((rows) => seen.push(rows))
    await vi.waitFor(() => expect(reads).toHaveBeenCalled(), PATIENCE)
    const [early] = await records()
    expect(early).toMatchObject({createdBy: 'artameta-admin'})
    expect((await run).rows).toBe(25)
    expect(seen).toEqual([0, 10, 20, 25])
    const [record, ...more] = await records()
    expect(more).toEqual([])
    expect(record).toMatchObject({
      state: 'succeeded',
      totals: {total: 30, succeeded: 25, failed: 0, skipped: 0},
      finishedAt: expect.any(String),
    })
    expect(JSON.parse(record?.intent ?? '')).toEqual({
      version: 1,
      columns: ['name', 'email'],
      leads: {
        kind: 'matching',
        view: {quick: 'all', search: '…', audience: null, segmentId: null},
        excluded: 0,
      },
    })
  })

  test('says that it was cancelled, and how many leads were read', async () => {
    const {make, stop} = begin('admin')
    const run = make((rows) => rows === 20 && stop.abort())
    await expect(run).rejects.toThrow(/abort/u)
    await vi.waitFor(async () => {
      expect(await records()).toMatchObject([{state: 'cancelled', totals: {succeeded: 20}}])
    }, PATIENCE)
  })

  test('says that it failed', async () => {
    const {make, reads} = begin('admin')
    const fail = () => Promise.reject(new Error('broken disk'))
    let seen = 0
    const run = make((rows) => {
      seen = rows
      if (rows === 10) reads.mockImplementationOnce(fail)
    })
    await expect(run).rejects.toThrow('broken disk')
    // The next page may have been asked for before.
    expect([10, 20]).toContain(seen)
    await vi.waitFor(async () => {
      expect(await records()).toMatchObject([{state: 'failed', totals: {succeeded: seen}}])
    }, PATIENCE)
  })

  test('has the progress from time to time', async () => {
    let time = Date.now()
    const {make, client} = begin('admin', {now: () => (time += 20_000)})
    const writes = vi.spyOn(client, 'mutate')
    await make()
    const tags = writes.mock.calls.map(([, options]) => options?.tag)
    expect(tags.filter((name) => name === 'leads.export.progress').length).toBeGreaterThan(0)
    expect(tags.at(0)).toBe('leads.export.begin')
    expect(tags.at(-1)).toBe('leads.export.end')
  })
})

describe('no lead is read', () => {
  test('for those who may not create exports', async () => {
    for (const role of ['viewer', 'editor']) {
      const {make, reads} = begin(role)
      await expect(make()).rejects.toBeInstanceOf(UnrecordedError)
      expect(reads).not.toHaveBeenCalled()
    }
    expect(await records()).toEqual([])
  })

  test('in another user’s name', async () => {
    const {make, reads, client} = begin('admin')
    const mutate = client.mutate.bind(client)
    vi.spyOn(client, 'mutate').mockImplementation((...args: unknown[]) => {
      const forged: unknown = JSON.parse(
        JSON.stringify(args[0]).replaceAll('artameta-admin', 'superadmin'),
      )
      return Reflect.apply(mutate, client, [forged, args[1]])
    })
    await expect(make()).rejects.toMatchObject({name: 'UnrecordedError', moment: 'begin'})
    expect(reads).not.toHaveBeenCalled()
  })
})
