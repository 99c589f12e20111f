import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import {startQueryFixture, type QueryFixture} from '../testing/queryFixture.ts'

let lake: QueryFixture
beforeAll(async () => {
  lake = await startQueryFixture([
    {_id: 'artameta.lead.1', _type: 'lead', site: 'artameta', name: 'Ada', status: 'new'},
    {_id: 'artameta.lead.2', _type: 'lead', site: 'artameta', name: 'Bo', status: 'won'},
    {_id: 'bluefern.lead.1', _type: 'lead', site: 'bluefern', name: 'Cy', status: 'new'},
  ])
})
afterAll(() => lake.dispose())

async function ask(query: string, more = '', token = 'local-superadmin'): Promise<unknown> {
  const path = `/v2025-02-19/data/query/production?perspective=raw${more}&query=${encodeURIComponent(query)}`
  const response = await lake.request(path, {token})
  return response.json()
}

describe('explain=true', () => {
  it('reports that only indexes answered, and by which statements', async () => {
    const query =
      '*[_type == "lead" && status == "new"] | order(lower(name) asc, _id asc)[0...5].name'
    expect(await ask(query, '&explain=true')).toMatchObject({
      result: ['Ada', 'Cy'],
      explain: {plan: 'sql', rows: 0, sql: expect.arrayContaining([expect.any(String)])},
    })
  })

  it('shows that a page starts at its key, not at its prefix', async () => {
    const query =
      '*[_type == "lead" && string::startsWith(_id, "artameta.lead.") && _id > "artameta.lead.1"] | order(_id asc)[0...5]._id'
    const explained = await ask(query, '&explain=true')
    expect(explained).toMatchObject({result: ['artameta.lead.2'], explain: {plan: 'sql'}})
    // Of several bounds of one column, SQLite takes the first.
    const statement = JSON.stringify(explained)
    expect(statement.indexOf('e.id > ?')).toBeGreaterThan(0)
    expect(statement.indexOf('e.id > ?')).toBeLessThan(statement.indexOf('e.id >= ?'))
  })

  it('shows that a range of ids is read from their index, and nothing else', async () => {
    const query =
      '*[_type == "lead" && site == "artameta" && _id > "artameta.lead.1" && _id <= "artameta.lead.2"] | order(_id asc){_id, name}'
    expect(await ask(query, '&explain=true')).toMatchObject({
      result: [{_id: 'artameta.lead.2', name: 'Bo'}],
      explain: {
        plan: 'sql',
        sql: [
          expect.any(String),
          // Counts the range, up to a limit.
          expect.stringMatching(/^SELECT count\(\*\) FROM .* LIMIT \d+\)$/u),
          // Of what a row has, the index of ids has the partition and the id, but no type.
          expect.stringMatching(/WHERE e\.f = \? AND \(e\.id > \? AND e\.id <= \?\) AND 1$/u),
        ],
      },
    })
  })

  it('reports how many documents were read, none of them of other sites', async () => {
    const caller = lake.access.authenticate('local-artameta-viewer')
    if (!caller) throw new Error('The viewer has no token')
    const query = 'count(*[_type == "lead" && upper(name) == "CY"])'
    const asked = {dataset: 'production', caller, query, params: {}, perspective: 'raw'}
    const {json, explain} = await lake.queries.runJson({...asked, now: '', explain: true})
    expect(json).toBe('0')
    expect(JSON.parse(explain ?? '')).toMatchObject({plan: 'narrowed', rows: 2})
  })

  it('is for administrators, since how a query is answered depends on what others have', async () => {
    for (const token of ['local-artameta-viewer', 'local-artameta-admin']) {
      expect(await ask('count(*)', '&explain=true', token)).not.toHaveProperty('explain')
    }
  })

  it('is left out unless asked for', async () => {
    expect(await ask('count(*)')).not.toHaveProperty('explain')
  })
})

describe('cached answers', () => {
  const query = 'count(*[_type == "lead" && status == "lost"])'
  const client = () => lake.client('local-artameta-editor')

  it('are discarded after any write', async () => {
    const caller = lake.access.authenticate('local-superadmin')
    if (!caller) throw new Error('The superadmin has no token')
    for (const expected of [0, 1, 2]) {
      expect(await client().fetch(query, {}, {perspective: 'raw'})).toBe(expected)
      expect(await client().fetch(query, {}, {perspective: 'raw'})).toBe(expected)
      const document = {_id: `artameta.lead.lost${expected}`, _type: 'lead', status: 'lost'}
      await lake.store.commit({dataset: 'production', caller, mutations: [{create: document}]})
    }
  })

  it('are not shared with readers of other documents', async () => {
    const all = 'count(*[_type == "lead" && site == "bluefern"])'
    expect(await lake.client('local-superadmin').fetch(all, {}, {perspective: 'raw'})).toBe(1)
    expect(await client().fetch(all, {}, {perspective: 'raw'})).toBe(0)
  })

  it('are not kept where they depend on the time', async () => {
    const now = await client().fetch('now()')
    expect(now).toBe(await client().fetch('now()'))
    expect(await client().fetch('identity()')).toBe('artameta-editor')
    expect(await lake.client('local-artameta-viewer').fetch('identity()')).toBe('artameta-viewer')
  })
})
