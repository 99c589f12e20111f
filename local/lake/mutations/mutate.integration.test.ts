import {ClientError} from '@sanity/client'
import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import {startTestLake, type TestLake} from '../testing/testLake.ts'

let lake: TestLake
beforeAll(async () => {
  lake = await startTestLake()
})
afterAll(() => lake.stop())

const admin = () => lake.client('local-superadmin')
const editor = (site: string) => lake.client(`local-${site}-editor`)

/** The error that a promise rejects with, as the client throws it. */
async function clientError(promise: Promise<unknown>): Promise<ClientError> {
  const error = await promise.then(
    () => null,
    (reason: unknown) => reason,
  )
  if (!(error instanceof ClientError)) throw new Error(`not a client error: ${String(error)}`)
  return error
}

const post = (body: unknown, query = '', token = 'local-superadmin') =>
  lake.request(`/v2025-02-19/data/mutate/production${query}`, {
    method: 'POST',
    token,
    headers: {'Content-Type': 'application/json'},
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })

describe('creating', () => {
  it('adds system fields and keeps the given attributes', async () => {
    const made = await admin().create({_id: 'made', _type: 'person', name: 'Ada', deep: {a: [1]}})
    expect(made).toMatchObject({_id: 'made', _type: 'person', name: 'Ada', deep: {a: [1]}})
    expect(made._rev).toMatch(/^[\w-]+$/)
    expect(made._createdAt).toBe(made._updatedAt)
    expect(await admin().getDocument('made')).toEqual(made)
  })

  it('generates ids where none is given, or a prefix', async () => {
    const [whole, prefixed] = await Promise.all([
      admin().create({_type: 'person'}),
      admin().create({_id: 'drafts.', _type: 'person'}),
    ])
    expect(whole._id).toMatch(/^[a-zA-Z0-9]{22}$/)
    expect(prefixed._id).toMatch(/^drafts\.[a-zA-Z0-9]{22}$/)
  })

  it('refuses an id that is taken with 409', async () => {
    await admin().create({_id: 'taken', _type: 'person'})
    const error = await clientError(admin().create({_id: 'taken', _type: 'person'}))
    expect(error.statusCode).toBe(409)
    expect(error.details).toMatchObject({
      type: 'mutationError',
      items: [{index: 0, error: {type: 'documentAlreadyExistsError', id: 'taken'}}],
    })
  })

  it('keeps or replaces an existing document, as requested', async () => {
    const first = await admin().createOrReplace({_id: 'x', _type: 'person', name: 'One', age: 1})
    const kept = await admin().createIfNotExists({_id: 'x', _type: 'person', name: 'Two'})
    expect(kept).toEqual(first)
    const replaced = await admin().createOrReplace({_id: 'x', _type: 'person', name: 'Three'})
    expect(replaced).toMatchObject({name: 'Three'})
    expect(replaced).not.toHaveProperty('age')
    expect(replaced._rev).not.toBe(first._rev)
  })

  it.each([
    ['-starts-with-a-dash', 'malformedDocumentIDError'],
    ['has spaces', 'malformedDocumentIDError'],
    ['a..b', 'malformedDocumentIDError'],
    ['x'.repeat(129), 'malformedDocumentIDError'],
  ])('refuses the id %s', async (_id, type) => {
    const error = await clientError(admin().mutate([{create: {_id, _type: 'person'}}]))
    expect([error.statusCode, error.details.items[0].error.type]).toEqual([400, type])
  })

  it('refuses documents beyond the limits of the hosted store', async () => {
    const nested = (depth: number): unknown => (depth === 0 ? 1 : {a: nested(depth - 1)})
    const many = Object.fromEntries(Array.from({length: 1001}, (_, n) => [`field${n}`, n]))
    for (const [fields, type] of [
      [{'bad name': 1}, 'malformedAttributeNameError'],
      [{deep: nested(25)}, 'maxDepthExceededError'],
      [many, 'tooManyAttributesError'],
    ] as const) {
      const error = await clientError(admin().create({_id: 'limits', _type: 'person', ...fields}))
      expect(error.details.items[0].error.type).toBe(type)
    }
    expect(await admin().getDocument('limits')).toBeUndefined()
  })
})

describe('patching', () => {
  const start = {
    _type: 'person',
    name: 'Ada',
    visits: 3,
    bio: 'Likes tea.',
    tags: ['a', 'b', 'c'],
    rows: [
      {_key: 'k1', n: 1},
      {_key: 'k2', n: 2},
    ],
    address: {city: 'Ulm', zip: '1'},
  }

  it('applies every operation of the client', async () => {
    const {_id} = await admin().create(start)
    const patched = await admin()
      .patch(_id)
      .setIfMissing({name: 'Nobody', list: []})
      .set({'address.city': 'Bonn', 'rows[_key=="k2"].n': 20, 'made.up.path': true})
      .unset(['address.zip', 'rows[_key=="k1"]', 'not.there'])
      .inc({visits: 2})
      .dec({'rows[_key=="k2"].n': 5})
      .diffMatchPatch({bio: '@@ -3,8 +3,11 @@\n kes \n-tea\n+coffee\n .\n'})
      .append('list', ['x'])
      .commit()
    expect(patched).toMatchObject({
      name: 'Ada',
      visits: 5,
      bio: 'Likes coffee.',
      list: ['x'],
      rows: [{_key: 'k2', n: 15}],
      address: {city: 'Bonn'},
      made: {up: {path: true}},
    })
    expect(patched['address']).not.toHaveProperty('zip')
  })

  it.each([
    ['before', 'tags[1]', ['a', 'X', 'Y', 'b', 'c']],
    ['after', 'tags[1]', ['a', 'b', 'X', 'Y', 'c']],
    ['after', 'tags[-1]', ['a', 'b', 'c', 'X', 'Y']],
    ['before', 'tags[0]', ['X', 'Y', 'a', 'b', 'c']],
    ['replace', 'tags[0:2]', ['X', 'Y', 'c']],
    ['replace', 'tags[-1]', ['a', 'b', 'X', 'Y']],
  ] as const)('inserts %s %s', async (at, selector, expected) => {
    const {_id} = await admin().create(start)
    const {tags} = await admin().patch(_id).insert(at, selector, ['X', 'Y']).commit()
    expect(tags).toEqual(expected)
  })

  it('splices, merges and reaches through negative indexes', async () => {
    const {_id} = await admin().create(start)
    expect(await admin().patch(_id).splice('tags', 1, 1, ['S']).commit()).toMatchObject({
      tags: ['a', 'S', 'c'],
    })
    const patch = {id: _id, merge: {address: {zip: '9', street: 'Elm'}}, set: {'rows[-1].n': 7}}
    await post({mutations: [{patch}]})
    expect(await admin().getDocument(_id)).toMatchObject({
      address: {city: 'Ulm', zip: '9', street: 'Elm'},
      rows: [{n: 1}, {n: 7}],
    })
  })

  it('refuses a wrong revision, a missing document and a change of identity with 409', async () => {
    const {_id, _rev} = await admin().create(start)
    const stale = await clientError(admin().patch(_id).ifRevisionId('old').set({a: 1}).commit())
    expect(stale.statusCode).toBe(409)
    expect(stale.details.items[0].error).toMatchObject({
      type: 'documentRevisionIDDoesNotMatchError',
      currentRevisionID: _rev,
      expectedRevisionID: 'old',
    })
    const missing = await clientError(admin().patch('nowhere').set({a: 1}).commit())
    expect([missing.statusCode, missing.details.items[0].error.type]).toEqual([
      409,
      'documentNotFoundError',
    ])
    for (const attribute of ['_id', '_type', '_createdAt']) {
      const error = await clientError(
        admin()
          .patch(_id)
          .set({[attribute]: 'other'})
          .commit(),
      )
      expect(error.details.items[0].error).toMatchObject({
        type: 'cannotModifyImmutableAttributeError',
        attribute,
      })
    }
    await admin().patch(_id).ifRevisionId(_rev).set({a: 1}).commit()
  })

  it.each([
    ['a path that is none', {set: {'a.': 1}}],
    ['counting on a text', {inc: {name: 1}}],
    ['counting on nothing', {dec: {nothing: 1}}],
    ['an insert into a text', {insert: {after: 'name[-1]', items: [1]}}],
    ['a broken text patch', {diffMatchPatch: {bio: 'nonsense'}}],
    ['an unknown operation', {explode: {name: 1}}],
    ['an insert without a place', {insert: {items: [1]}}],
    ['a path into the prototype', {set: {'__proto__.x': 1}}],
  ])('refuses %s with 400 and changes nothing', async (_name, operations) => {
    const before = await admin().create(start)
    const response = await post({mutations: [{patch: {id: before._id, ...operations}}]})
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({error: {type: 'mutationError'}})
    expect(await admin().getDocument(before._id)).toEqual(before)
  })
})

describe('transactions', () => {
  it('are all or nothing, and one revision', async () => {
    const {transactionId, results} = await admin()
      .transaction()
      .create({_id: 't.a', _type: 'person'})
      .create({_id: 't.b', _type: 'person'})
      .patch('t.a', (patch) => patch.set({name: 'A'}))
      .delete('t.b')
      .delete('t.never')
      .commit()
    expect(
      results.map(({id, operation}: {id: string; operation?: string}) => [id, operation]),
    ).toEqual([
      ['t.a', 'create'],
      ['t.b', 'create'],
      ['t.a', 'update'],
      ['t.b', 'delete'],
      ['t.never', 'none'],
    ])
    expect(await admin().getDocument('t.a')).toMatchObject({name: 'A', _rev: transactionId})
    await clientError(
      admin()
        .transaction()
        .delete('t.a')
        .create({_id: 't.a2', _type: 'p'})
        .patch('no', {set: {}})
        .commit(),
    )
    expect(await admin().getDocuments(['t.a', 't.a2'])).toMatchObject([{_id: 't.a'}, null])
  })

  it('have a unique id', async () => {
    const commit = () =>
      admin()
        .transaction()
        .createIfNotExists({_id: 'once', _type: 'p'})
        .transactionId('tx-once')
        .commit()
    expect(await commit()).toMatchObject({transactionId: 'tx-once'})
    expect(await clientError(commit())).toMatchObject({statusCode: 409})
  })

  it('return what was requested', async () => {
    const create = (n: number) => ({
      mutations: [{create: {_id: `ask${n}`, _type: 'p', rows: [{n: 1}]}}],
    })
    expect(await (await post(create(1))).json()).toMatchObject({results: [{operation: 'create'}]})
    expect(await (await post(create(2), '?returnIds=true&visibility=async')).json()).toMatchObject({
      results: [{id: 'ask2', operation: 'create'}],
    })
    const keyed = await (
      await post(create(3), '?returnDocuments=true&autoGenerateArrayKeys=true')
    ).json()
    expect(keyed.results[0]).toMatchObject({
      id: 'ask3',
      document: {rows: [{n: 1, _key: expect.any(String)}]},
    })
    const dry = await admin().create({_id: 'dry', _type: 'p'}, {dryRun: true})
    expect(dry).toMatchObject({_id: 'dry'})
    expect(await admin().getDocument('dry')).toBeUndefined()
    // As the documentation's pattern for a dry run sends it.
    const create4 = {mutations: [{create: {_id: 'dry', _type: 'p'}}], dryRun: true}
    expect((await post(create4)).status).toBe(200)
    expect(await admin().getDocument('dry')).toBeUndefined()
  })
})

describe('by query', () => {
  it('patches and deletes what the query finds, and nothing else', async () => {
    const tx = admin().transaction()
    for (let n = 0; n < 20; n += 1) tx.create({_id: `q${n}`, _type: 'queried', n})
    await tx.commit()
    const selection = {query: '*[_type == "queried" && n < $max]', params: {max: 5}}
    await admin().patch(selection).set({small: true}).commit()
    expect(await admin().fetch('count(*[_type == "queried" && small == true])')).toBe(5)
    await admin().delete(selection)
    expect(await admin().fetch('count(*[_type == "queried"])')).toBe(15)
    const nothing = await admin().delete({query: '*[_type == "nothing like it"]'})
    expect(nothing).toMatchObject({results: []})
  })

  it('applies to each document once when many write at the same time', async () => {
    await admin().create({_id: 'raced', _type: 'raced', count: 0})
    const patch = () => admin().patch({query: '*[_type == "raced"]'}).inc({count: 1}).commit()
    await Promise.all(Array.from({length: 6}, patch))
    expect(await admin().getDocument('raced')).toMatchObject({count: 6})
  })

  it('skips missing documents of a query, and continues after an earlier change', async () => {
    await admin().create({_id: 'named', _type: 'named'})
    const query = '["named", "never-there", {"_id": "nor-this", "_rev": "x"}]'
    const change = {patch: {id: 'named', set: {first: true}}}
    const again = {patch: {query: '*[_id == "named"]', set: {second: true}}}
    await admin().mutate([change, again, {patch: {query, set: {third: true}}}])
    expect(await admin().getDocument('named')).toMatchObject({
      first: true,
      second: true,
      third: true,
    })
  })

  it('finds release versions since API version 2025-02-19 only', async () => {
    const id = 'versions.r1.kept'
    await admin().create({_id: id, _type: 'versioned'})
    const mutations = [{delete: {query: '*[_type == "versioned"]'}}]
    for (const [version, count] of [
      ['v2025-02-18', 0],
      ['v2025-02-19', 1],
    ] as const) {
      const response = await lake.request(`/${version}/data/mutate/production`, {
        method: 'POST',
        token: 'local-superadmin',
        body: JSON.stringify({mutations}),
      })
      expect((await response.json()).results).toHaveLength(count)
    }
  })

  it('reports an error of the query', async () => {
    const error = await clientError(admin().delete({query: '*[_type =='}))
    expect(error.statusCode).toBe(400)
  })
})

describe('grants', () => {
  it('refuse everything on another site, the same way whether it exists or not', async () => {
    await admin().createOrReplace({
      _id: 'bluefern.lead.secret',
      _type: 'lead',
      site: 'bluefern',
      name: 'Secret',
    })
    const answers = async (id: string) => {
      const errors = await Promise.all([
        clientError(editor('artameta').create({_id: id, _type: 'lead', site: 'artameta'})),
        clientError(
          editor('artameta').createIfNotExists({_id: id, _type: 'lead', site: 'artameta'}),
        ),
        clientError(editor('artameta').createOrReplace({_id: id, _type: 'lead', site: 'artameta'})),
        clientError(editor('artameta').patch(id).set({name: 'Mine'}).commit()),
        clientError(editor('artameta').patch(id).ifRevisionId('x').set({name: 'Mine'}).commit()),
        clientError(editor('artameta').delete(id)),
      ])
      return errors.map(({statusCode, details}) => [statusCode, details])
    }
    const existing = await answers('bluefern.lead.secret')
    expect(existing.map(([status]) => status)).toEqual([403, 403, 403, 403, 403, 403])
    expect(await answers('bluefern.lead.absent')).toEqual(existing)
    expect(await admin().getDocument('bluefern.lead.secret')).toMatchObject({name: 'Secret'})
  })

  it('list every mutation without a grant, and write nothing', async () => {
    const error = await clientError(
      editor('artameta')
        .transaction()
        .create({_id: 'artameta.lead.fine', _type: 'lead', site: 'artameta'})
        .create({_id: 'bluefern.lead.new', _type: 'lead', site: 'bluefern'})
        .delete('artameta.lead.fine')
        .commit(),
    )
    expect(error.details).toMatchObject({
      type: 'mutationError',
      description: 'Mutation(s) failed with 2 error(s)',
      items: [
        {index: 1, error: {type: 'insufficientPermissionsError', permission: 'create'}},
        {index: 2, error: {type: 'insufficientPermissionsError', permission: 'delete'}},
      ],
    })
    expect(await admin().getDocument('artameta.lead.fine')).toBeUndefined()
  })

  it('keep a query within what its caller may read', async () => {
    const own = {_id: 'artameta.lead.own', _type: 'lead', site: 'artameta', name: 'Own'}
    await admin().createOrReplace(own)
    await editor('artameta').patch({query: '*[_type == "lead"]'}).set({seen: true}).commit()
    expect(await admin().getDocuments(['artameta.lead.own', 'bluefern.lead.secret'])).toMatchObject(
      [{seen: true}, {name: 'Secret'}],
    )
    expect(await admin().getDocument('bluefern.lead.secret')).not.toHaveProperty('seen')
  })

  it('are required', async () => {
    const response = await lake.request('/v1/data/mutate/production', {
      method: 'POST',
      body: '{"mutations":[]}',
    })
    expect(response.status).toBe(401)
  })
})

describe('requests', () => {
  it.each([
    ['{"mutations": [', 400, /JSON/],
    ['[]', 400, /object/],
    ['{}', 400, /mutations/],
    ['{"mutations": {}}', 400, /array/],
  ])('that are not well formed (%s) are refused', async (body, status, message) => {
    const response = await post(body)
    expect(response.status).toBe(status)
    expect((await response.json()).message).toMatch(message)
  })

  it.each([
    {nonsense: {}},
    {create: {_id: 'a', _type: 'b'}, delete: {id: 'a'}},
    {delete: {}},
    {patch: {id: 'a', query: '*'}},
    {create: {_id: 'a'}},
    'text',
  ])('with a mutation that is none (%j) are refused', async (mutation) => {
    const response = await post({mutations: [mutation]})
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({error: {type: 'mutationError'}})
  })

  it('cannot break the lake with special names or depths', async () => {
    const hostile = [
      '"a":{"__proto__":{"admin":true}}',
      `"a":${'['.repeat(50_000)}${']'.repeat(50_000)}`,
      `"a":${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`,
    ]
    for (const field of hostile) {
      const body = `{"mutations":[{"create":{"_id":"hostile","_type":"p",${field}}}]}`
      expect((await post(body, '?autoGenerateArrayKeys=true')).status).toBe(400)
    }
    expect(await admin().getDocument('hostile')).toBeUndefined()
  })

  it('may have 4,000,000 bytes', async () => {
    const body = (length: number) => {
      const frame = JSON.stringify({
        mutations: [{create: {_id: `big${length}`, _type: 'p', text: ''}}],
      })
      return frame.replace('"text":""', `"text":"${'x'.repeat(length - frame.length)}"`)
    }
    expect((await post(body(4_000_000))).status).toBe(200)
    const response = await post(body(4_000_001))
    expect(response.status).toBe(413)
    expect((await response.json()).message).toBe('Request body exceeds limit of 4000000 bytes')
  })

  it('to a dataset that does not exist are 404', async () => {
    const error = await clientError(lake.client('local-superadmin', 'nowhere').create({_type: 'p'}))
    expect(error.statusCode).toBe(404)
  })
})
