import Database from 'better-sqlite3'
import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import {readEvents} from '../listen/testing/readEvents.ts'
import {startTestLake, type TestLake} from '../testing/testLake.ts'

let lake: TestLake
beforeAll(async () => {
  lake = await startTestLake()
})
afterAll(() => lake.stop())

interface Line {
  id: string
  timestamp: string
  author: string
  documentIDs: string[]
  mutations?: unknown[]
}

async function history(path: string, token = 'local-superadmin'): Promise<Line[]> {
  const response = await lake.request(`/v1/data/history/production/transactions${path}`, {token})
  const text = await response.text()
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line): Line => JSON.parse(line))
}

/** How many rows of the log have a text anywhere. */
function rowsWith(text: string): number {
  const database = new Database(lake.store.databaseFile('production'), {readonly: true})
  const columns = ['mutations', 'apply', 'revert', 'after'].map(
    (column) => `instr(coalesce(${column}, ''), @text) > 0`,
  )
  const count = database
    .prepare<[object], number>(`SELECT count(*) FROM changes WHERE ${columns.join(' OR ')}`)
    .pluck()
    .get({text})
  database.close()
  return count ?? -1
}

const lead = (key: string, secret: string) => ({
  _id: `artameta.lead.${key}`,
  _type: 'lead',
  site: 'artameta',
  name: secret,
})
/** Commits as the site's administrator; the client's types know of no purge. */
async function commit(...mutations: unknown[]): Promise<string> {
  const response = await lake.request('/v1/data/mutate/production', {
    method: 'POST',
    token: 'local-artameta-admin',
    body: JSON.stringify({mutations}),
  })
  const {transactionId}: {transactionId: string} = await response.json()
  return transactionId
}

const purgeOf = ({_id: id}: {_id: string}) => ({delete: {id, purge: true}})
const admin = () => lake.client('local-artameta-admin')

describe('a purge', () => {
  it.each([
    ['a creation', true],
    ['a creation, without a purge', false],
  ])('in the transaction of %s keeps its author and time', async (_name, purge) => {
    const document = lead(`transient-${purge}`, `secret-of-transient-${purge}`)
    const transactionId = await commit({create: document}, {delete: {id: document._id, purge}})
    const expected = {id: transactionId, author: 'artameta-admin', documentIDs: [document._id]}
    for (const path of [
      `/${document._id}`,
      `?fromTransaction=${transactionId}`,
      `?fromTransaction=${transactionId}&effectFormat=mendoza`,
      `?fromTransaction=${transactionId}&excludeContent=true`,
    ]) {
      expect(await history(path)).toMatchObject([expected])
      expect(await history(path, 'local-artameta-viewer')).toMatchObject([expected])
      expect(await history(path, 'local-bluefern-admin')).toEqual([])
    }
    expect(rowsWith(document.name)).toBe(purge ? 0 : 1)
    const past = await lake.request(
      `/v1/data/history/production/documents/${document._id}?time=2020-01-01T00:00:00Z`,
      {token: 'local-superadmin'},
    )
    expect(await past.json()).toMatchObject({documents: []})
  })

  it('removes the content of its own transaction too', async () => {
    const document = lead('patched', 'secret-first')
    await admin().create(document)
    await commit({patch: {id: document._id, set: {name: 'secret-second'}}}, purgeOf(document))
    expect([rowsWith('secret-first'), rowsWith('secret-second')]).toEqual([0, 0])
    expect(await admin().getDocument(document._id)).toBeUndefined()
  })

  it('removes earlier content, and keeps what the same transaction creates afterwards', async () => {
    const document = lead('again', 'secret-before')
    await admin().create(document)
    const transactionId = await commit(purgeOf(document), {
      create: {...document, name: 'after the purge'},
    })
    expect(rowsWith('secret-before')).toBe(0)
    expect(await admin().getDocument(document._id)).toMatchObject({name: 'after the purge'})
    expect(await history(`/${document._id}`)).toMatchObject([
      {id: transactionId, mutations: [{delete: {purge: true}}, {create: {}}]},
    ])
  })

  it('keeps its author and time for the document', async () => {
    const document = lead('purged', 'secret-purged')
    await admin().create(document)
    await admin().patch(document._id).set({name: 'secret-changed'}).commit()
    const transactionId = await commit(purgeOf(document))
    const lines = await history(`/${document._id}`, 'local-artameta-viewer')
    expect(lines).toMatchObject([
      {id: transactionId, author: 'artameta-admin', timestamp: expect.stringMatching(/Z$/)},
    ])
    expect([rowsWith('secret-purged'), rowsWith('secret-changed')]).toEqual([0, 0])
  })

  it('of an unseen document is not an event, live or resumed', async () => {
    const listen = (query: string) =>
      lake.request(`/v1/data/listen/production?query=*&enableResume=true${query}`, {
        token: 'local-superadmin',
        headers: {Accept: 'text/event-stream'},
      })
    const live = readEvents(await listen(''))
    const welcome = await live.next()
    const document = lead('unseen', 'secret-unseen')
    await commit({create: document}, purgeOf(document))
    await admin().create(lead('last', 'Last'))
    const resumed = readEvents(await listen(`&lastEventId=${welcome?.id}`))
    for (const reader of [live, resumed]) {
      const events = await reader.until(({data}) => Object(data).documentId?.endsWith('.last'))
      expect(JSON.stringify(events)).not.toContain('unseen')
      await reader.close()
    }
  })
})
