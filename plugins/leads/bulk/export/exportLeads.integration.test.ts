import type {SanityClient} from '@sanity/client'
import {afterAll, beforeAll, beforeEach, describe, expect, test, vi} from 'vitest'
import {ALL_LEADS, type LeadSelection} from '../../../../core/audience/leadSelection.ts'
import type {NewDocument} from '../../../../core/changes/mutation.ts'
import {deterministicUlid} from '../../../../core/people/ulid.ts'
import type {Site} from '../../../../core/sanity.types.generated.ts'
import {testSite} from '../../../../local/api/testing/testSites.ts'
import type {WorkspaceSite} from '../../../ui/siteContext.tsx'
import {startTestLake, type TestLake} from '../../../../local/lake/testing/testLake.ts'
import type {ColumnId} from '../../../../core/leads/columnId.ts'
import {exportFile} from './recordedFile.ts'
import {countExport, exportLeads} from './exportLeads.ts'

const tag = {tag: 'leads.test.export'}
const ALL: LeadSelection = {kind: 'matching', view: ALL_LEADS, excluded: []}
const LIST = `artameta.list.${deterministicUlid(0, 'list')}`
const HEADING = '\ufeffname,email\r\n'

let lake: TestLake
let admin: SanityClient
let site: WorkspaceSite

beforeAll(async () => {
  lake = await startTestLake()
  admin = lake.client('local-superadmin')
  await admin.create(testSite('artameta', 'artameta.example'), tag)
  await admin.create(
    {_id: LIST, _type: 'leadList', site: 'artameta', title: 'Fairs, "spring"'},
    tag,
  )
  const found = await admin.getDocument<Site>('site.artameta')
  if (!found) throw new Error('There is no site.')
  site = {...found, customFields: []}
})
afterAll(() => lake.stop())
beforeEach(() => admin.delete({query: '*[_type == "lead"]'}, tag))

const idOf = (index: number) => `artameta.lead.${deterministicUlid(0, `lead-${index}`)}`

async function addLeads(leads: readonly object[]): Promise<string[]> {
  const mutations = leads.map((lead, index) => ({
    create: {
      _id: idOf(index),
      _type: 'lead',
      site: 'artameta',
      email: `person${index}@example.com`,
      createdAt: '2026-01-01T00:00:00.000Z',
      ...lead,
    },
  }))
  await admin.mutate(mutations, {...tag, returnDocuments: false})
  return leads.map((_, index) => idOf(index)).sort()
}

const someLeads = (count: number) =>
  addLeads(Array.from({length: count}, (_, index) => ({name: `Person ${index}`})))

function begin(
  selection: LeadSelection,
  options: {
    token?: string
    columns?: readonly ColumnId[]
    pageSize?: number
    /** Called with the number of each request, before it is made. */
    onRequest?: (number: number, stop: AbortController) => void
  } = {},
) {
  const {token = 'local-artameta-viewer', columns = ['name', 'email'], pageSize = 10} = options
  const client = lake.client(token)
  const stop = new AbortController()
  const request = client.request.bind(client)
  const requests = vi.spyOn(client, 'request').mockImplementation((...args) => {
    options.onRequest?.(requests.mock.calls.length, stop)
    return Reflect.apply(request, client, args)
  })
  const texts = {column: String, status: String, engagement: String, subscription: String}
  const parts = exportLeads({
    client,
    site,
    selection,
    columns,
    format: 'csv',
    texts,
    readOwners: () => Promise.resolve(new Map([['u1', 'Ada Example']])),
    signal: stop.signal,
    pageSize,
  })
  return {client, parts, requests, stop}
}

async function read(...args: Parameters<typeof begin>): Promise<{text: string; rows: number}> {
  const {contents, rows} = await exportFile(begin(...args).parts, 'csv', () => undefined)
  const decoder = new TextDecoder('utf-8', {ignoreBOM: true})
  return {text: decoder.decode(await contents.arrayBuffer()), rows}
}

const emails = (text: string) =>
  [...text.matchAll(/person(\d+)@example\.com/gu)].map(([, index]) => idOf(Number(index)))

describe('the file of a selection', () => {
  test('has the chosen leads that are still there, each once, in the order of their ids', async () => {
    const ids = await someLeads(35)
    const chosen = [ids[30], ids[2], ids[17], ids[2], 'artameta.lead.gone', ...ids.slice(3, 15)]
    const selection: LeadSelection = {kind: 'ids', ids: chosen.flatMap((id) => id ?? [])}
    const {text, rows} = await read(selection)
    const expected = [...ids.slice(2, 15), ids[17], ids[30]]
    expect(text.startsWith(`${HEADING}Person `)).toBe(true)
    expect(emails(text)).toEqual(expected)
    expect(rows).toBe(15)
    expect(await countExport(lake.client('local-artameta-viewer'), site, selection, signal())).toBe(
      15,
    )
  })

  test('has all matching leads except deselected ones, over several pages', async () => {
    const ids = await someLeads(45)
    const excluded = [ids[0], ids[20], ids[44]].flatMap((id) => id ?? [])
    const {text, rows} = await read({...ALL, excluded})
    expect(emails(text)).toEqual(ids.filter((id) => !excluded.includes(id)))
    expect(rows).toBe(42)
    const searched = await read({...ALL, view: {...ALL_LEADS, search: 'person 4'}})
    expect(emails(searched.text).sort()).toEqual([4, 40, 41, 42, 43, 44].map(idOf).sort())
  })

  test('is requested page by page while pages are full', async () => {
    await someLeads(20)
    const {parts, requests} = begin(ALL)
    const {rows} = await exportFile(parts, 'csv', () => undefined)
    expect(rows).toBe(20)
    const tags = requests.mock.calls.map(([options]) => options.tag)
    expect(tags.filter((name) => name === 'leads.export.page')).toHaveLength(3)
    expect(tags.filter((name) => name === 'leads.export.bound')).toHaveLength(3)
    for (const [options] of requests.mock.calls) {
      expect(options.query).toMatchObject({perspective: 'raw'})
    }
  })

  test('derives subscriptions from subscriber and suppression, not from the lead', async () => {
    const email = (index: number) => `person${index}@example.com`
    const subscriber = (index: number, status: string, address = email(index)) => ({
      _id: idOf(index).replace('.lead.', '.subscriber.'),
      _type: 'newsletterSubscriber',
      site: 'artameta',
      email: address,
      status,
    })
    const suppression = (index: number, more: object = {}) => ({
      _id: idOf(index).replace('.lead.', '.suppression.'),
      _type: 'suppression',
      site: 'artameta',
      reason: 'manual',
      ...more,
    })
    await addLeads(Array.from({length: 6}, () => ({subscription: 'subscribed'})))
    const documents: NewDocument[] = [
      subscriber(0, 'subscribed'),
      subscriber(1, 'unsubscribed'),
      subscriber(2, 'subscribed', 'somebody@example.com'),
      subscriber(3, 'subscribed'),
      suppression(3),
      suppression(4, {liftedAt: '2026-01-01T00:00:00.000Z'}),
    ]
    await admin.mutate(
      documents.map((create) => ({create})),
      tag,
    )
    const states = async (columns: readonly ColumnId[]) => {
      const {text} = await read(ALL, {columns, pageSize: 4})
      return text.split('\r\n').slice(1, -1)
    }
    const wanted = new Map([
      [0, 'subscribed'],
      [1, 'unsubscribed'],
      [2, 'none'],
      [3, 'suppressed'],
      [4, 'none'],
      [5, 'none'],
    ])
    const expected = [...wanted]
      .map(([index, state]) => ({id: idOf(index), line: `${email(index)},${state}`, state}))
      .toSorted((left, right) => (left.id < right.id ? -1 : 1))
    expect(await states(['email', 'subscription'])).toEqual(expected.map(({line}) => line))
    expect(await states(['subscription'])).toEqual(expected.map(({state}) => state))
    await admin.delete({query: '*[_type in ["newsletterSubscriber", "suppression"]]'}, tag)
  })

  test('counts leads that were added and deleted meanwhile', async () => {
    const ids = await someLeads(30)
    const {client, parts} = begin(ALL)
    expect(await countExport(client, site, ALL, signal())).toBe(30)
    const told: number[] = []
    const {rows} = await exportFile(
      (async function* () {
        for await (const part of parts) {
          yield part
          if (told.length === 2) await admin.delete(ids[29] ?? '', tag)
        }
      })(),
      'csv',
      (so) => told.push(so),
    )
    expect(rows).toBe(29)
    expect(told).toEqual([0, 10, 20, 29])
  })

  test('has names of any characters, and no formulas', async () => {
    const names = [
      'Ada "the first" Example',
      'Example, Bo',
      'two\nlines\r\nthree',
      `=cmd|' /C calc'!A0`,
      '😀 𝕏 👩‍👩‍👧',
      'شركة المثال\u200f',
      '\u{20000}\u{1F3F4}',
      '-1+1',
    ]
    await addLeads(names.map((name, index) => ({_id: `artameta.lead.${index}`, name, email: ''})))
    const {text, rows} = await read(ALL, {pageSize: 3})
    expect(rows).toBe(names.length)
    expect(text).toBe(
      [
        HEADING,
        '"Ada ""the first"" Example",\r\n',
        '"Example, Bo",\r\n',
        '"two\nlines\r\nthree",\r\n',
        `'=cmd|' /C calc'!A0,\r\n`,
        '😀 𝕏 👩‍👩‍👧,\r\n',
        'شركة المثال\u200f,\r\n',
        '\u{20000}\u{1F3F4},\r\n',
        `'-1+1,\r\n`,
      ].join(''),
    )
  })

  test('names owners and lists, and has every tag and the custom fields', async () => {
    await addLeads([
      {
        owner: 'u1',
        lists: [LIST, 'artameta.list.gone'],
        tags: ['a', 'b', 'c', 'd', 'e', 'f', 'g'],
        customFields: [{_key: 'a', name: 'size', value: '=1'}],
      },
    ])
    const {text} = await read(ALL, {columns: ['owner', 'lists', 'tags', 'custom.size', 'email']})
    expect(text).toBe(
      `\ufeffowner,lists,tags,custom.size,email\r\nAda Example,"Fairs, ""spring""; artameta.list.gone",a; b; c; d; e; f; g,'=1,person0@example.com\r\n`,
    )
  })
})

function signal(): AbortSignal {
  return new AbortController().signal
}

describe('no file', () => {
  test('is saved by an export that is stopped', async () => {
    await someLeads(30)
    const {parts, stop, requests} = begin(ALL)
    const file = exportFile(parts, 'csv', (rows) => {
      if (rows === 10) stop.abort()
    })
    await expect(file).rejects.toThrow(/abort/u)
    // The second page was being read already.
    expect(requests.mock.calls.length).toBeLessThanOrEqual(4)
  })

  test('is saved by a request that is aborted', async () => {
    await someLeads(30)
    const {parts} = begin(ALL, {
      onRequest: (number, stop) => queueMicrotask(() => number === 2 && stop.abort()),
    })
    await expect(exportFile(parts, 'csv', () => undefined)).rejects.toThrow(/abort/u)
  })

  test('is saved after a failure', async () => {
    await someLeads(30)
    const {parts} = begin(ALL, {
      onRequest: (number) => {
        if (number === 2) throw new Error('broken disk')
      },
    })
    await expect(exportFile(parts, 'csv', () => undefined)).rejects.toThrow('broken disk')
  })

  test('contains no people of another site', async () => {
    const ids = await someLeads(30)
    for (const selection of [ALL, {kind: 'ids' as const, ids}]) {
      const {text, rows} = await read(selection, {token: 'local-bluefern-admin'})
      expect({text, rows}).toEqual({text: HEADING, rows: 0})
    }
  })
})
