import {applyPatch} from 'mendoza'
import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import {z} from 'zod'
import {startTestLake, type TestLake} from '../testing/testLake.ts'

const LINE = z.object({
  id: z.string(),
  timestamp: z.iso.datetime(),
  author: z.string(),
  documentIDs: z.array(z.string()),
  mutations: z.array(z.unknown()).optional(),
  effects: z
    .record(z.string(), z.object({apply: z.array(z.unknown()), revert: z.array(z.unknown())}))
    .optional(),
})
const EVENTS = z.object({
  events: z.record(z.string(), z.array(z.looseObject({type: z.string()}))),
  nextCursor: z.string(),
})
const DOCUMENTS = z.object({
  documents: z.array(z.looseObject({_id: z.string(), _rev: z.string()})),
  omitted: z.array(z.object({id: z.string(), reason: z.string()})).optional(),
})

let lake: TestLake
beforeAll(async () => {
  lake = await startTestLake()
})
afterAll(() => lake.stop())

const admin = () => lake.client('local-superadmin')
const editor = () => lake.client('local-artameta-editor')

async function get(path: string, token = 'local-superadmin'): Promise<unknown> {
  const response = await lake.request(`/v2025-02-19/data/history/production/${path}`, {token})
  expect(response.status).toBe(200)
  return response.json()
}

async function lines(path: string, token = 'local-superadmin') {
  const response = await lake.request(`/v1/data/history/production/transactions${path}`, {token})
  expect(response.headers.get('content-type')).toMatch(/ndjson/)
  const text = await response.text()
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => LINE.parse(JSON.parse(line)))
}

const eventsOf = async (id: string, query = '?limit=100') =>
  EVENTS.parse(await get(`events/documents/${id}${query}`))

/** The parameters that the Studio's review pane sends. */
const STUDIO =
  'effectFormat=mendoza&excludeContent=true&excludeMutations=true&includeIdentifiedDocumentsOnly=true&reverse=true&limit=50'

describe('transactions', () => {
  it('can be undone one by one, newest first, as the review pane does', async () => {
    const id = 'artameta.lead.reviewed'
    await editor().create({_id: id, _type: 'lead', site: 'artameta', name: 'One', tags: ['a']})
    await editor().patch(id).set({name: 'Two'}).append('tags', ['b']).commit()
    const other = {_id: 'artameta.lead.other', _type: 'lead', site: 'artameta'}
    await editor()
      .transaction()
      .create(other)
      .patch(id, {unset: ['tags']})
      .commit()
    const found = await lines(`/${id},drafts.${id}?${STUDIO}`)
    expect(found).toHaveLength(3)
    expect(found.every(({documentIDs}) => documentIDs.join() === id)).toBe(true)
    expect(found.every(({mutations}) => mutations === undefined)).toBe(true)
    // Patches say nothing of the revision: the transaction's id is it.
    const {_rev, ...content} = (await admin().getDocument(id)) ?? {_rev: ''}
    expect(_rev).toBe(found[0]?.id)
    let document: unknown = content
    const names: unknown[] = []
    for (const {effects} of found) {
      names.push(z.object({name: z.string()}).parse(document).name)
      document = applyPatch(document, effects?.[id]?.revert ?? [])
    }
    expect(document).toBeNull()
    expect(names).toEqual(['Two', 'Two', 'One'])

    const newest = found[0]?.id ?? ''
    const oldest = found[2]?.id ?? ''
    const until = await lines(`/${id}?reverse=true&toTransaction=${found[1]?.id}`)
    expect(until.map((line) => line.id)).toEqual([found[1]?.id, oldest])
    const since = await lines(`/${id}?fromTransaction=${newest}&effectFormat=mendoza`)
    expect(since.map((line) => line.documentIDs)).toEqual([[other._id, id]])
    expect(since[0]?.mutations).toHaveLength(2)
    expect(await lines(`/${id}?fromTransaction=`)).toHaveLength(3)
    expect(await lines(`/${id}?authors=somebody-else`)).toEqual([])
  })

  it('of the whole dataset show each caller only what they may see', async () => {
    await admin().create({
      _id: 'bluefern.lead.hidden',
      _type: 'lead',
      site: 'bluefern',
      name: 'Hidden',
    })
    await admin()
      .transaction()
      .create({_id: 'bluefern.lead.both', _type: 'lead', site: 'bluefern'})
      .create({_id: 'artameta.lead.both', _type: 'lead', site: 'artameta'})
      .commit()
    const found = await lines('?limit=1000&effectFormat=mendoza', 'local-artameta-viewer')
    expect(found.length).toBeGreaterThan(0)
    expect(JSON.stringify(found)).not.toContain('bluefern')
    expect(await lines('/bluefern.lead.hidden', 'local-artameta-viewer')).toEqual([])
    expect(await lines('/bluefern.lead.hidden')).toHaveLength(1)
  })
})

describe('documents in the past', () => {
  it('are found by revision, time and last revision, also after they are deleted', async () => {
    const id = 'artameta.lead.past'
    const one = await editor().create({_id: id, _type: 'lead', site: 'artameta', name: 'One'})
    const two = await editor().patch(id).set({name: 'Two'}).commit()
    await lake.client('local-artameta-admin').delete(id)
    const at = async (query: string, token?: string) =>
      DOCUMENTS.parse(await get(`documents/${id},drafts.${id}?${query}`, token))
    expect((await at(`revision=${one._rev}`)).documents).toEqual([one])
    expect((await at(`revision=${two._rev}`)).documents).toEqual([two])
    expect((await at(`time=${encodeURIComponent(two._updatedAt)}`)).documents.length).toBeLessThan(
      2,
    )
    expect((await at('time=2020-01-01T00:00:00Z')).documents).toEqual([])
    expect((await at('lastRevision=true')).documents).toEqual([two])
    const foreign = await at('lastRevision=true', 'local-bluefern-admin')
    expect(foreign.documents).toEqual([])
    expect(foreign.omitted).toContainEqual({id, reason: 'existence'})
  })

  it('need one point in time', async () => {
    for (const query of ['', '?revision=a&time=2020-01-01T00:00:00Z', '?time=yesterday']) {
      const path = `/v1/data/history/production/documents/a${query}`
      const {status} = await lake.request(path, {token: 'local-superadmin'})
      expect(status).toBe(400)
    }
  })
})

describe('events', () => {
  it('describe the life of a live document', async () => {
    const id = 'artameta.lead.live'
    const {_rev: created} = await editor().create({_id: id, _type: 'lead', site: 'artameta'})
    const {_rev: updated} = await editor().patch(id).set({name: 'x'}).commit()
    const {events, nextCursor} = await eventsOf(id)
    expect(nextCursor).toBe('')
    expect(events[id]).toMatchObject([
      {type: 'updateLiveDocument', revisionId: updated, documentVariantType: 'published'},
      {
        type: 'createLiveDocument',
        revisionId: created,
        author: expect.stringContaining('artameta'),
      },
    ])
    await lake.client('local-artameta-admin').delete(id)
    expect((await eventsOf(id)).events[id]?.[0]).toMatchObject({type: 'deleteDocumentGroup'})
  })

  it('show publishing and unpublishing of both documents', async () => {
    const pair = {publishedId: 'page', draftId: 'drafts.page'}
    const attributes = {_id: 'drafts.page', _type: 'page'}
    await admin().action({
      actionType: 'sanity.action.document.create',
      publishedId: 'page',
      attributes,
      ifExists: 'fail',
    })
    await admin().action({actionType: 'sanity.action.document.publish', ...pair})
    await admin().action({actionType: 'sanity.action.document.unpublish', ...pair})
    await admin().action({actionType: 'sanity.action.document.discard', draftId: 'drafts.page'})
    const types = async (id: string) => (await eventsOf(id)).events[id]?.map(({type}) => type)
    expect(await types('page')).toEqual(['unpublishDocument', 'publishDocumentVersion'])
    expect(await types('drafts.page')).toEqual([
      'deleteDocumentVersion',
      'createDocumentVersion',
      'publishDocumentVersion',
      'createDocumentVersion',
    ])
  })

  it('are paged', async () => {
    const id = 'artameta.lead.paged'
    await editor().create({_id: id, _type: 'lead', site: 'artameta'})
    for (let n = 0; n < 6; n += 1) await editor().patch(id).set({n}).commit()
    const seen: unknown[] = []
    let cursor = ''
    do {
      const page = await eventsOf(id, `?limit=3&nextCursor=${cursor}`)
      seen.push(...(page.events[id] ?? []).map((event) => event['revisionId']))
      cursor = page.nextCursor
    } while (cursor !== '')
    expect(seen).toHaveLength(7)
    expect(new Set(seen).size).toBe(7)
  })

  it('are empty for what a caller may not see', async () => {
    const id = 'bluefern.lead.events'
    await admin().create({_id: id, _type: 'lead', site: 'artameta'})
    expect(await get(`events/documents/${id}`, 'local-artameta-admin')).toEqual({
      events: {[id]: []},
      nextCursor: '',
    })
  })
})

describe('documents that came in a bulk load', () => {
  it('have a creation in every view of their history', async () => {
    const id = 'artameta.lead.loaded'
    const documents = [{_id: id, _type: 'lead', site: 'artameta', name: 'Loaded'}]
    const {transactionId} = lake.store.bulkLoad('production', documents)
    await editor().patch(id).set({name: 'Changed'}).commit()
    expect((await lines(`/${id}`)).map((line) => line.id)[0]).toBe(transactionId)
    expect((await eventsOf(id)).events[id]?.at(-1)).toMatchObject({
      type: 'createLiveDocument',
      revisionId: transactionId,
    })
    const past = DOCUMENTS.parse(await get(`documents/${id}?revision=${transactionId}`))
    expect(past.documents).toMatchObject([{name: 'Loaded', _rev: transactionId}])
  })
})
