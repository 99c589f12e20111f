import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import {readEvents} from '../listen/testing/readEvents.ts'
import {startTestLake, type TestLake} from '../testing/testLake.ts'

let lake: TestLake
beforeAll(async () => {
  lake = await startTestLake()
})
afterAll(() => lake.stop())

const segment = (site: string, key: string) => ({
  _id: `${site}.segment.${key}`,
  _type: 'segment',
  site,
  title: key,
})

/** Commits one document under a transaction id; the answer without what is random. */
async function commit(
  site: string,
  key: string,
  transactionId: string,
  token = `local-${site}-editor`,
) {
  const response = await lake.request('/v1/data/mutate/production?returnIds=true', {
    method: 'POST',
    token,
    body: JSON.stringify({transactionId, mutations: [{createOrReplace: segment(site, key)}]}),
  })
  return {status: response.status, body: await response.json()}
}

async function history(path: string, token: string) {
  const response = await lake.request(`/v1/data/history/production/transactions${path}`, {token})
  const text = await response.text()
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line): {id: string; author: string; documentIDs: string[]} => JSON.parse(line))
}

describe('a transaction id that another site has used', () => {
  it('is accepted as new, and used from then on', async () => {
    await commit('artameta', 'theirs', 'shared')
    const fresh = await commit('bluefern', 'ours', 'fresh1')
    const reused = await commit('bluefern', 'ours', 'shared')
    expect(reused.status).toBe(200)
    expect(JSON.stringify(reused).replaceAll('shared', 'fresh1')).toBe(
      JSON.stringify(fresh).replace('"create"', '"update"'),
    )
    for (const id of ['fresh1', 'shared']) {
      const {status, body} = await commit('bluefern', 'ours', id)
      expect([status, body.error.items[0].error.type]).toEqual([
        409,
        'transactionIDAlreadyExistsError',
      ])
    }
  })

  it('names the transactions of each site to that site, and all of them to administrators', async () => {
    await commit('artameta', 'theirs', 'twice')
    await commit('bluefern', 'ours', 'twice')
    const own = await lake.client('local-bluefern-viewer').getDocument('bluefern.segment.ours')
    expect(own?._rev).toBe('twice')
    const range = '?fromTransaction=twice&toTransaction=twice&excludeContent=true'
    const ours = {id: 'twice', author: 'bluefern-editor', documentIDs: ['bluefern.segment.ours']}
    const theirs = {
      id: 'twice',
      author: 'artameta-editor',
      documentIDs: ['artameta.segment.theirs'],
    }
    expect(await history(range, 'local-bluefern-viewer')).toMatchObject([ours])
    expect(await history(range, 'local-artameta-viewer')).toMatchObject([theirs])
    expect(await history(range, 'local-superadmin')).toMatchObject([theirs, ours])
    expect(await history(`/bluefern.segment.ours${range}`, 'local-superadmin')).toMatchObject([
      ours,
    ])
    await commit('bluefern', 'ours', 'later')
    const at = await lake.request(
      '/v1/data/history/production/documents/bluefern.segment.ours,artameta.segment.theirs?revision=twice',
      {token: 'local-superadmin'},
    )
    expect(await at.json()).toMatchObject({documents: [{_rev: 'twice'}, {_rev: 'twice'}]})
  })

  it('is used for readers of a document of the transaction, and for its author', async () => {
    await commit('artameta', 'seen', 'seen')
    for (const token of ['local-superadmin', 'local-artameta-admin']) {
      expect((await commit('artameta', 'other', 'seen', token)).status).toBe(409)
    }
    await commit('bluefern', 'mine', 'made')
    const purge = {delete: {id: 'bluefern.segment.mine', purge: true}}
    await lake.client('local-superadmin').mutate([purge])
    expect((await commit('bluefern', 'mine', 'made')).status).toBe(409)
  })

  it('separates adjacent transactions in resumed streams', async () => {
    const listen = (query: string) =>
      lake.request(`/v1/data/listen/production?query=*&enableResume=true${query}`, {
        token: 'local-superadmin',
        headers: {Accept: 'text/event-stream'},
      })
    const first = readEvents(await listen(''))
    const welcome = await first.next()
    await first.close()
    await commit('artameta', 'a', 'next')
    await commit('bluefern', 'b', 'next')
    const again = readEvents(await listen(`&lastEventId=${welcome?.id}`))
    const events = await again.until(({data}) => Object(data).documentId === 'bluefern.segment.b')
    await again.close()
    expect(events.map(({data}) => data)).toMatchObject([
      {},
      {documentId: 'artameta.segment.a', transactionTotalEvents: 1},
      {documentId: 'bluefern.segment.b', transactionTotalEvents: 1},
    ])
  })
})
