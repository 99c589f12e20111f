import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import {startQueryFixture, TEST_NOW, type QueryFixture} from './testing/queryFixture.ts'

const DOCUMENTS = [
  {_id: 'home', _type: 'page', title: 'Home', author: {_type: 'reference', _ref: 'ada'}},
  {_id: 'drafts.home', _type: 'page', title: 'Home, edited', author: {_ref: 'ada'}},
  {_id: 'versions.rSummer.home', _type: 'page', title: 'Home in summer', author: {_ref: 'ada'}},
  {_id: 'drafts.news', _type: 'page', title: 'News'},
  {_id: 'versions.rSummer.sale', _type: 'page', title: 'Sale'},
  {_id: 'versions.rAutumn.home', _type: 'page', _system: {delete: true}},
  {_id: 'ada', _type: 'person', name: 'Ada Example', tags: ['vip', 'early']},
  {_id: 'bo', _type: 'person', name: 'Bo Example', tags: []},
  {_id: '_.releases.rSummer', _type: 'system.release', name: 'rSummer'},
]

const ADMIN = 'local-superadmin'
const TITLES = '*[_type == "page"]{_id, _originalId, title}'

let fixture: QueryFixture
beforeAll(async () => {
  fixture = await startQueryFixture(DOCUMENTS)
})
afterAll(() => fixture.dispose())

function path(query: string, more: Record<string, string> = {}, version = 'v2025-02-19'): string {
  return `/${version}/data/query/production?${new URLSearchParams({query, ...more})}`
}

async function refused(query: string, more: Record<string, string> = {}) {
  const response = await fixture.request(path(query, more), {token: ADMIN})
  return {status: response.status, body: await response.json()}
}

describe('GET and POST /data/query/:dataset', () => {
  it('answers the client, with parameters and tags', async () => {
    const client = fixture.client(ADMIN)
    const found = await client.fetch(
      '*[_type == $type && $label in tags]{name, "now": now(), "me": identity()} // done',
      {type: 'person', label: 'vip'},
      {tag: 'leads.grid.page'},
    )
    expect(found).toEqual([{name: 'Ada Example', now: TEST_NOW, me: 'superadmin'}])
  })

  it('answers with the query, milliseconds and stable tags', async () => {
    const query = 'count(*[_type == "person"])'
    const response = await fixture.request(path(query), {token: ADMIN})
    expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8')
    const body: unknown = await response.json()
    const syncTags = [expect.stringMatching(/^s1:\S{6}$/)]
    expect(body).toEqual({query, result: 2, ms: expect.any(Number), syncTags})
    const without = await fixture.request(path(query, {returnQuery: 'false'}), {token: ADMIN})
    const {ms, ...rest} = await without.json()
    expect(ms).toEqual(expect.any(Number))
    expect(rest).toEqual({result: 2, syncTags})
  })

  it('accepts long queries by POST, with parameters of any JSON type', async () => {
    const names = Array.from({length: 4000}, (_, index) => `nobody-${index}`)
    const params = {names: [...names, 'Bo Example'], nothing: null, deep: {a: [1]}}
    const result = await fixture
      .client(ADMIN)
      .fetch('*[name in $names]{name, "n": $nothing, "d": $deep.a[0]}', params)
    expect(result).toEqual([{name: 'Bo Example', n: null, d: 1}])
    const dollar = await fixture.request('/v1/data/query/production', {
      method: 'POST',
      token: ADMIN,
      body: JSON.stringify({query: '$x', params: {$x: 3}}),
    })
    expect(await dollar.json()).toMatchObject({result: 3})
  })

  it('sees a write that was acknowledged before the query was sent', async () => {
    const caller = fixture.access.authenticate(ADMIN)
    if (!caller) throw new Error('no superadmin')
    const client = fixture.client(ADMIN)
    for (let round = 0; round < 20; round += 1) {
      const mutations = [{createOrReplace: {_id: 'counter', _type: 'counter', round}}]
      await fixture.store.commit({dataset: 'production', caller, mutations})
      // Two at once, so that every worker is asked.
      const seen = await Promise.all([0, 1].map(() => client.fetch('*[_id == "counter"][0].round')))
      expect(seen).toEqual([round, round])
    }
    const mutations = [{delete: {id: 'counter'}}, {create: {_id: 'counted', _type: 'counter'}}]
    await fixture.store.commit({dataset: 'production', caller, mutations})
    expect(await client.fetch('*[_type == "counter"]._id')).toEqual(['counted'])
    fixture.store.bulkLoad('production', [{_id: 'loaded', _type: 'counter'}])
    expect(await client.fetch('*[_type == "counter"]._id')).toEqual(['counted', 'loaded'])
  })
})

describe('perspectives', () => {
  const raw = ['drafts.home', 'drafts.news', 'home']
  const ids = async (version: string, perspective?: string) => {
    const more: Record<string, string> = perspective === undefined ? {} : {perspective}
    const url = path('*[_type == "page"]._id', more, version)
    const response = await fixture.request(url, {token: ADMIN})
    const {result}: {result?: unknown} = await response.json()
    return result
  }

  it('is published by default since 2025-02-19, and raw before', async () => {
    expect(await ids('v2025-02-19')).toEqual(['home'])
    expect(await ids('vX')).toEqual(['home'])
    expect(await ids('v2025-02-18')).toEqual(raw)
    expect(await ids('v1')).toEqual(raw)
  })

  it('shows versions in raw since 2025-02-19 only', async () => {
    expect(await ids('v2024-01-01', 'raw')).toEqual(raw)
    const versions = ['versions.rAutumn.home', 'versions.rSummer.home', 'versions.rSummer.sale']
    expect(await ids('v2025-02-19', 'raw')).toEqual([...raw, ...versions])
  })

  it.each(['drafts', 'previewDrafts'])('lays drafts over published documents: %s', async (name) => {
    const response = await fixture.request(path(TITLES, {perspective: name}), {token: ADMIN})
    expect((await response.json()).result).toEqual([
      {_id: 'home', _originalId: 'drafts.home', title: 'Home, edited'},
      {_id: 'news', _originalId: 'drafts.news', title: 'News'},
    ])
  })

  it('stacks releases, the first uppermost', async () => {
    const client = fixture.client(ADMIN)
    const summer = [
      {_id: 'home', _originalId: 'versions.rSummer.home', title: 'Home in summer'},
      {_id: 'sale', _originalId: 'versions.rSummer.sale', title: 'Sale'},
    ]
    expect(await client.fetch(TITLES, {}, {perspective: ['rSummer']})).toEqual(summer)
    expect(await client.fetch(TITLES, {}, {perspective: ['rSummer', 'drafts']})).toEqual([
      summer[0],
      {_id: 'news', _originalId: 'drafts.news', title: 'News'},
      summer[1],
    ])
    const autumn = await client.fetch(TITLES, {}, {perspective: ['rAutumn', 'rSummer']})
    expect(autumn).toEqual([summer[1]])
    const none = await client.fetch(TITLES, {}, {perspective: ['rNone']})
    expect(none).toEqual([{_id: 'home', _originalId: 'home', title: 'Home'}])
  })

  it('resolves references and versionOf within the perspective', async () => {
    const client = fixture.client(ADMIN)
    const query = '*[_id == "home"]{"name": author->name, "refs": count(*[references("ada")])}'
    expect(await client.fetch(query, {}, {perspective: 'drafts'})).toEqual([
      {name: 'Ada Example', refs: 1},
    ])
    const family = await client.fetch('*[sanity::versionOf("home")]._id', {}, {perspective: 'raw'})
    expect(family).toEqual([
      'drafts.home',
      'home',
      'versions.rAutumn.home',
      'versions.rSummer.home',
    ])
    expect(await client.fetch('releases::all()[].name')).toEqual(['rSummer'])
  })

  it('knows releases since 2025-02-19 only', async () => {
    for (const perspective of ['rSummer', 'rSummer,drafts', 'drafts,published']) {
      const url = path('1', {perspective}, 'v2025-02-18')
      const response = await fixture.request(url, {token: ADMIN})
      expect(response.status).toBe(400)
      expect((await response.json()).message).toBe(
        'Complex perspectives are not supported for this version',
      )
    }
    for (const perspective of ['raw', 'published', 'drafts', 'previewDrafts']) {
      expect(await ids('v1', perspective)).not.toBeUndefined()
    }
  })

  it('refuses an unknown perspective', async () => {
    for (const perspective of ['raw,drafts', 'drafts,', 'a b', '../x']) {
      expect((await refused('1', {perspective})).status).toBe(400)
    }
  })
})

describe('errors', () => {
  it.each([
    ['*[_type == ', 'Unexpected end of query', 11, 11],
    ['*[x == 1]]', 'unable to parse entire query', 8, 9],
    ['*[a == $who && b == "$not"]', 'param $who referenced, but not provided', 7, 11],
    ['*[0...$n]', 'param $n referenced, but not provided', 6, 8],
    ['*[_type == "x"][0...count(*)]', 'slicing must use constant numbers', 0, 29],
    ['*{"a": nope(b)}', 'Undefined function: nope', 7, 11],
    ['*{"a": no::pe(b)}', 'Undefined namespace: no', 7, 9],
    ['* | sorted(a)', 'Undefined pipe function: sorted', 4, 10],
    ['count()', 'Incorrect number of arguments to function count(). Expected 1, got 0.', 0, 5],
    ['constructor(1)', 'Undefined function: constructor', 0, 14],
    ['geo::distance(a, b)', 'geo::distance() is not available in the embedded lake', 0, 19],
    ['', 'Expected expression', 0, 0],
  ])('says what is wrong with %s', async (query, description, start, end) => {
    const {status, body} = await refused(query)
    expect(status).toBe(400)
    expect(body).toEqual({error: {type: 'queryParseError', description, query, start, end}})
  })

  it('reaches the client as a query parse error', async () => {
    const failing = fixture.client(ADMIN).fetch('*[_id == $id]{')
    await expect(failing).rejects.toThrow(/GROQ query parse error/)
    const missing = fixture.client(ADMIN).fetch('*[_id == $id]')
    await expect(missing).rejects.toThrow(/param \$id referenced, but not provided/)
  })

  it('refuses requests without a query', async () => {
    expect((await refused('1', {tag: 'not a tag'})).status).toBe(400)
    expect((await refused('1', {$a: '{'})).status).toBe(400)
    const token = ADMIN
    const to = '/v2025-02-19/data/query/production'
    expect((await fixture.request(to, {token})).status).toBe(400)
    for (const body of ['', '{', '[]', '{"query": 3}', '{"query": "1", "params": []}', 'null']) {
      expect((await fixture.request(to, {token, method: 'POST', body})).status).toBe(400)
    }
    const elsewhere = await fixture.request(path('1').replace('production', 'nowhere'), {token})
    expect(elsewhere.status).toBe(404)
    expect(await elsewhere.json()).toMatchObject({
      statusCode: 404,
      message: 'Dataset "nowhere" not found for project ID "local"',
    })
  })
})

describe('without a token', () => {
  it('a private dataset answers 401 and a public one root documents', async () => {
    const response = await fixture.request(path('*'))
    expect(response.status).toBe(401)
    expect((await fixture.request(path('*').replace('production', 'nowhere'))).status).toBe(401)
    const open = fixture.client(undefined, {dataset: 'open'})
    const all = await open.fetch('*[]._id', {}, {perspective: 'raw'})
    expect(all).toEqual(['ada', 'bo', 'home'])
    const drafts = await open.fetch(TITLES, {}, {perspective: 'drafts'})
    expect(drafts).toEqual([{_id: 'home', _originalId: 'home', title: 'Home'}])
  })
})
