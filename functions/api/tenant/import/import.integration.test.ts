import {once} from 'node:events'
import {createServer, request as httpRequest} from 'node:http'
import {connect} from 'node:net'
import {gzipSync} from 'node:zlib'
import {afterAll, beforeAll, describe, expect, test, vi} from 'vitest'
import {personKey} from '../../../../core/people/keys.ts'
import type {Lead, LeadImport} from '../../../../core/sanity.types.generated.ts'
import {tenantDocumentId} from '../../../../core/tenancy/documentId.ts'
import {nextUlid, STATED} from '../../../../local/api/testing/importFixture.ts'
import {functionServicesOf} from '../../../../local/api/testing/testServices.ts'
import {MODES, startTestStack, type TestStack} from '../../../../local/api/testing/testStack.ts'
import {importRows} from '../../../import-chunk/handler.ts'
import {startApi} from '../../node.ts'

const PATH = '/api/v1/tenant/leads/import'
const tag = {tag: 'leads.test.import'}
const CSV = {'content-type': 'text/csv'}
const NDJSON = {'content-type': 'application/x-ndjson'}
const PATIENCE = {timeout: 120_000, interval: 50}

describe.each(MODES)('imports by request ($mode)', ({strict}) => {
  let stack: TestStack

  beforeAll(async () => {
    stack = await startTestStack({strict})
  })
  afterAll(() => stack.stop())

  interface Sent {
    role?: string | null
    headers?: Record<string, string>
    options?: object
    path?: string
    method?: string
  }

  async function send(
    body: string | Uint8Array<ArrayBuffer> | FormData | null,
    {role = 'artameta-editor', headers = {}, options, path = '', method = 'POST'}: Sent = {},
  ) {
    const response = await fetch(`${stack.api.url}${PATH}${path}`, {
      method,
      headers: {
        ...(role === null ? {} : {authorization: `Bearer local-${role}`}),
        ...(options ? {'import-options': JSON.stringify(options)} : {}),
        ...headers,
      },
      ...(body === null ? {} : {body}),
    })
    const text = await response.text()
    const isJson = (response.headers.get('content-type') ?? '').includes('json')
    return {
      code: response.status,
      headers: response.headers,
      text,
      answer: isJson ? JSON.parse(text) : null,
    }
  }

  const sendCsv = (text: string, options?: object, more: Sent = {}) =>
    send(text, {...more, ...(options ? {options} : {}), headers: {...CSV, ...more.headers}})
  const look = (id: string, role = 'artameta-viewer', path = '') =>
    send(null, {method: 'GET', role, path: `/${id}${path}`})

  /** Carries out an import, as often as it is handed over. */
  async function run(id: string): Promise<LeadImport> {
    await vi.waitFor(async () => {
      await importRows(functionServicesOf(stack), id, () => performance.now())
      const job = await stack.client.getDocument<LeadImport>(id, tag)
      expect(['succeeded', 'partly', 'failed', 'cancelled']).toContain(job?.state)
    }, PATIENCE)
    await stack.settled()
    const job = await stack.client.getDocument<LeadImport>(id, tag)
    if (!job) throw new Error(`There is no ${id}.`)
    return job
  }

  function lead(email: string): Promise<Lead | undefined> {
    const secret = functionServicesOf(stack).secrets({key: 'artameta'}, 'person-key')
    const id = tenantDocumentId('artameta', 'lead', personKey(secret, email))
    return stack.client.getDocument<Lead>(id, tag)
  }

  async function countOf(type: string): Promise<number> {
    await stack.settled()
    return stack.client.fetch<number>('count(*[_type == $type])', {type}, tag)
  }

  const fieldsOf = ({answer}: Awaited<ReturnType<typeof send>>): string[] =>
    (answer?.errors ?? []).map(({field}: {field: string}) => field)

  test('a file of 5,000 rows is imported from end to end', async () => {
    await stack.client.patch('site.artameta').set({planLimit: 20_000}).commit(tag)
    await vi.waitFor(async () => {
      const site = await functionServicesOf(stack).registry.site('artameta')
      expect(site?.planLimit).toBe(20_000)
    }, PATIENCE)
    const rows = Array.from(
      {length: 5000},
      (_, n) => `Person ${n},person${n}@whole.example,"Firma ""${n}"", GmbH",2026-01-02\r\n`,
    )
    rows[4999] = 'Person 0 again,PERSON0@whole.example,,\r\n'
    rows[17] = 'Nobody,no address,,\r\n'
    const text = `Name,E-Mail,Company,Badge printed\r\n${rows.join('')}`
    const sent = await sendCsv(text, {name: 'fair.csv', tags: ['fair']})
    expect([sent.code, sent.answer]).toMatchObject([
      202,
      {status: 'ok', data: {state: 'queued', rows: 5000, site: 'artameta', dryRun: false}},
    ])
    const {id, url, mapping} = sent.answer.data
    expect([sent.headers.get('location'), url]).toEqual([url, `http://api.test${PATH}/${id}`])
    expect(mapping).toEqual({
      Name: {target: {kind: 'field', field: 'name'}},
      'E-Mail': {target: {kind: 'field', field: 'email'}},
      Company: {target: {kind: 'field', field: 'company'}},
      'Badge printed': {
        target: {kind: 'custom', name: 'Badge printed', type: 'date'},
        dates: 'ymd',
      },
    })
    const waiting = await look(id)
    expect(waiting.answer.data).toMatchObject({
      state: 'queued',
      kind: 'import',
      totals: {total: 5000, done: 0},
    })
    expect((await look(id, 'artameta-viewer', '/errors')).code).toBe(409)

    const done = await run(id)
    expect([done.createdBy, done.state]).toEqual(['artameta-editor', 'partly'])
    const state = await look(id)
    expect(state.answer.data).toMatchObject({
      state: 'partly',
      totals: {total: 5000, done: 5000},
      counts: {new: 4998, updated: 0, unchanged: 0, duplicate: 1, suppressed: 0, invalid: 1},
      waitingFor: null,
      reason: null,
    })
    expect(await lead('person4321@whole.example')).toMatchObject({
      name: 'Person 4321',
      company: 'Firma "4321", GmbH',
      tags: ['fair'],
      customFields: [{name: 'badgePrinted', value: '2026-01-02'}],
      source: {kind: 'import', importId: id, label: 'fair.csv'},
    })
    const field = await stack.client.fetch(
      '*[_type == "customField" && site == "artameta"][0]{title, type}',
      {},
      tag,
    )
    expect(field).toEqual({title: 'Badge printed', type: 'date'})
    const errors = await look(id, 'artameta-viewer', '/errors')
    expect([errors.code, errors.headers.get('content-type')]).toEqual([
      200,
      'text/csv;charset=utf-8',
    ])
    expect(errors.text).toBe(
      'Name,E-Mail,Company,Badge printed,Why not imported\r\n' +
        'Nobody,no address,,,E-Mail: This is not one e-mail address.\r\n',
    )

    // Corrected, it is imported again as it came.
    const corrected = await sendCsv(errors.text.replace('no address', 'nobody@whole.example'))
    expect(corrected.answer.data).toMatchObject({rows: 1})
    expect(corrected.answer.data.mapping['Why not imported'].target).toEqual({kind: 'ignore'})
    expect(await run(corrected.answer.data.id)).toMatchObject({
      state: 'succeeded',
      counts: {new: 1},
    })
  }, 120_000)

  test('records are imported, and faulty ones are reported', async () => {
    const text = [
      '{"email":"ada@records.example","name":"Ada","tags":["vip","b2b"],"score":7}',
      '{"email":"bob@records.example","newsletter":"subscribed"}',
      '{"email":',
      '',
    ].join('\n')
    const more = Array.from({length: 1000}, (_, n) => `{"email":"n${n}@records.example"}\n`)
    const other = '{"email":"late@records.example","fax":"1"}\n'
    const sent = await send(`${text}${more.join('')}${other}`, {
      headers: NDJSON,
      options: {consent: STATED},
    })
    expect(sent.code).toBe(202)
    expect(sent.answer.diagnostics).toEqual([])
    const {id} = sent.answer.data
    expect(await run(id)).toMatchObject({state: 'partly', counts: {new: 1002, invalid: 2}})
    expect(await lead('ada@records.example')).toMatchObject({tags: ['vip', 'b2b'], score: 7})
    expect(await lead('bob@records.example')).toMatchObject({subscription: 'subscribed'})
    const {text: errors} = await look(id, 'artameta-viewer', '/errors')
    expect(errors.split('\r\n').slice(0, 3)).toEqual([
      'email,name,tags,score,newsletter,Why not imported',
      ',,,,,The line is not one JSON object.',
      'late@records.example,,,,,"The record has a name that none of the first 1,000 records has."',
    ])
  })

  test('records of our own export are imported into the lists that they name', async () => {
    const list = `artameta.list.${nextUlid()}`
    const vip = {_id: list, _type: 'leadList', site: 'artameta', title: 'VIP', createdBy: 'x'}
    await stack.client.create(vip, tag)
    await stack.settled()
    const records = [
      {email: 'ada@back.example', name: 'Ada', 'custom.badgePrinted': '2026-01-02', lists: [list]},
      {email: 'bob@back.example', name: null, 'custom.badgePrinted': '', lists: ['vip', 'Old']},
    ]
    const text = records.map((record) => JSON.stringify(record)).join('\n')
    const sent = await send(text, {headers: NDJSON})
    expect(sent.answer.data.mapping['custom.badgePrinted']).toMatchObject({
      target: {kind: 'custom', name: 'badgePrinted'},
    })
    const codes = sent.answer.diagnostics.map(({code}: {code: string}) => code)
    expect(codes).toEqual(['import.unknown-lists'])
    const {id} = sent.answer.data
    expect(await run(id)).toMatchObject({counts: {new: 2}})
    expect(await lead('ada@back.example')).toMatchObject({
      lists: [list],
      customFields: [{name: 'badgePrinted', value: '2026-01-02'}],
    })
    expect(await lead('bob@back.example')).toMatchObject({lists: [list]})
    expect(await stack.client.getDocument(list, tag)).toMatchObject({imports: [id]})
  })

  test('leads of rows without an address are found by the key that is named', async () => {
    const known =
      'email,Phone,Customer no\nada@key.example,+46 8 123,K1\nbo@key.example,+46 8 456,K2\n'
    const mapping = {'Customer no': 'custom.Customer no'}
    await run((await sendCsv(known, {mapping, guess: true})).answer.data.id)
    await stack.settled()
    const text =
      'Phone,Customer no,Company\n,K1,Found\n,K1,Again\n,K7,Nobody\n+46 8 456,,By phone\n'
    const options = {mapping, guess: true, match: 'custom.Customer no'}
    const check = await sendCsv(text, {...options, dryRun: true})
    expect([check.code, check.answer.diagnostics]).toEqual([202, []])
    const counts = {updated: 1, duplicate: 1, invalid: 2, new: 0}
    expect(await run(check.answer.data.id)).toMatchObject({counts})
    // By the name that leads carry, too.
    const done = await sendCsv(text, {...options, match: 'custom.customerNo'})
    expect(await run(done.answer.data.id)).toMatchObject({counts})
    expect(await lead('ada@key.example')).toMatchObject({company: 'Found'})
    const byPhone = await sendCsv(text, {mapping, guess: true, match: 'phone'})
    expect(await run(byPhone.answer.data.id)).toMatchObject({counts: {updated: 1, invalid: 3}})
    expect(await lead('bo@key.example')).toMatchObject({company: 'By phone'})

    const before = await countOf('leadImport')
    const refused = async (more: object, body = text) => {
      const sent = await sendCsv(body, {mapping, guess: true, ...more})
      return [sent.code, ...fieldsOf(sent)]
    }
    expect(await refused({})).toEqual([422, 'mapping'])
    expect(await refused({match: 'email'})).toEqual([422, 'match'])
    expect(await refused({match: 'custom.'})).toEqual([422, 'match'])
    expect(await refused({match: 'custom.Other'})).toEqual([422, 'mapping', 'match'])
    expect(await refused({match: 'phone'}, 'email,Customer no\n,K1\n')).toEqual([422, 'match'])
    expect(await countOf('leadImport')).toBe(before)
  })

  test('totals of the source are compared with the file and with what is stored', async () => {
    const text = 'email,newsletter\na@sums.example,subscribed\na@sums.example,subscribed\nno,\n'
    const sourceTotals = {total: 4, subscribed: 2}
    const sent = await sendCsv(text, {consent: STATED, sourceTotals})
    const {id} = sent.answer.data
    expect((await look(id)).answer.data).toMatchObject({reconciliation: null})
    expect(await run(id)).toMatchObject({sourceTotals})
    const {reconciliation} = (await look(id)).answer.data
    expect(reconciliation.slice(0, 2)).toEqual([
      {
        state: 'total',
        source: 4,
        files: 3,
        stored: 1,
        fromSource: -1,
        differences: [
          {cause: 'duplicate', count: -1},
          {cause: 'invalid', count: -1},
        ],
      },
      {
        state: 'subscribed',
        source: 2,
        files: 2,
        stored: 1,
        fromSource: 0,
        differences: [{cause: 'duplicate', count: -1}],
      },
    ])
    const wrong = async (totals: object) => fieldsOf(await sendCsv(text, {sourceTotals: totals}))
    expect(await wrong({total: -1})).toEqual(['sourceTotals.total'])
    expect(await wrong({bounced: 1.5})).toEqual(['sourceTotals.bounced'])
    expect(await wrong({people: 1})).toEqual(['sourceTotals'])
  })

  test('waits while the store is busy, and creates no job while it is unreachable', async () => {
    // Passes requests on; writes of chunks are refused twice, then it goes away.
    let refusals = 2
    let isAway = false
    const seen: number[] = []
    const gateway = createServer((request, response) => {
      void (async () => {
        const parts: Buffer[] = []
        for await (const part of request) parts.push(Buffer.from(part))
        const body = Buffer.concat(parts)
        const isChunk = body.includes('"jobChunk"')
        if (isChunk && isAway) return response.destroy()
        if (isChunk && refusals > 0) {
          refusals -= 1
          seen.push(429)
          response.writeHead(429, {'retry-after': '1', 'content-type': 'application/json'})
          return response.end('{"error":{"description":"Too many requests"}}')
        }
        const answer = await fetch(`${stack.lake.url}${request.url ?? ''}`, {
          method: request.method ?? 'GET',
          headers: {
            authorization: request.headers.authorization ?? '',
            'content-type': request.headers['content-type'] ?? 'application/json',
          },
          ...(body.length > 0 ? {body} : {}),
        })
        const type = answer.headers.get('content-type') ?? 'application/json'
        response.writeHead(answer.status, {'content-type': type})
        return response.end(Buffer.from(await answer.arrayBuffer()))
      })()
    })
    gateway.listen(0, '127.0.0.1')
    await once(gateway, 'listening')
    const address = gateway.address()
    const port = typeof address === 'object' ? address?.port : 0
    const api = await stack.startApi({SANITY_STUDIO_API_HOST: `http://127.0.0.1:${port}`})
    const post = () =>
      fetch(`${api.url}${PATH}`, {
        method: 'POST',
        headers: {...CSV, authorization: 'Bearer local-artameta-editor'},
        body: 'email\nada@busy.example\n',
      })
    const began = performance.now()
    expect((await post()).status).toBe(202)
    expect(seen).toEqual([429, 429])
    expect(performance.now() - began).toBeGreaterThan(1900)
    const before = await countOf('leadImport')
    isAway = true
    const away = await post()
    expect([away.status, (await away.json()).status]).toEqual([503, 'degraded'])
    expect(await countOf('leadImport')).toBe(before)
    await api.stop()
    gateway.closeAllConnections()
    gateway.close()
  }, 60_000)

  test('a form has its options before its file, and may be compressed', async () => {
    const form = new FormData()
    form.set('options', JSON.stringify({mapping: {A: 'email', B: 'company'}}))
    form.set('file', new Blob(['A;B;C\na@form.example;"Å\r\n;";x\n']), 'C:\\people.csv')
    const sent = await send(form)
    expect(sent.answer.data).toMatchObject({
      rows: 1,
      file: {name: 'people.csv', delimiter: ';'},
      mapping: {C: {target: {kind: 'ignore'}}},
    })
    await run(sent.answer.data.id)
    expect(await lead('a@form.example')).toMatchObject({company: 'Å ;'})

    const late = new FormData()
    late.set('file', new Blob(['email\nb@form.example\n']), 'people.csv')
    late.set('options', '{}')
    const before = await countOf('leadImport')
    expect([(await send(late)).code, fieldsOf(await send(late))]).toEqual([422, ['options']])
    const none = new FormData()
    none.set('options', '{}')
    expect(fieldsOf(await send(none))).toEqual(['file'])

    const packed = new Uint8Array(gzipSync('email\tname\nc@form.example\tC\n'))
    const headers = {'content-type': 'text/tab-separated-values', 'content-encoding': 'gzip'}
    const good = await send(packed, {headers})
    expect([good.code, good.answer.data?.rows]).toEqual([202, 1])
    for (const bad of [packed.slice(0, -9), packed.map((byte, at) => (at === 20 ? ~byte : byte))]) {
      const refused = await send(new Uint8Array(bad), {headers})
      expect([refused.code, refused.answer.detail]).toEqual([
        400,
        'The body is not valid gzip, or ends too early.',
      ])
    }
    expect(await countOf('leadImport')).toBe(before + 1)
  })

  test('errors name their cause: rights, options, mapping and file', async () => {
    const before = [await countOf('leadImport'), await countOf('jobChunk')]
    const csv = 'E-mail,Name\na@wrong.example,A\n'
    expect((await sendCsv(csv, {}, {role: null})).code).toBe(401)
    expect((await sendCsv(csv, {}, {role: 'artameta-viewer'})).code).toBe(403)
    expect((await sendCsv(csv, {}, {headers: {'x-site': 'bluefern'}})).code).toBe(403)
    expect(fieldsOf(await sendCsv(csv, {}, {role: 'superadmin'}))).toEqual(['X-Site'])
    const wrong = async (options: object, text = csv) => {
      const sent = await sendCsv(text, options)
      return [sent.code, ...fieldsOf(sent)]
    }
    expect(await wrong({colour: 1})).toEqual([422, 'options'])
    expect(await wrong({existing: 'always'})).toEqual([422, 'existing'])
    expect(await wrong({mapping: {Mail: 'email'}})).toEqual([422, 'mapping.Mail'])
    expect(await wrong({mapping: {Name: 'email', 'E-mail': 'email'}})).toEqual([
      422,
      'mapping.E-mail',
    ])
    expect(await wrong({mapping: {Name: 'name'}})).toEqual([422, 'mapping'])
    expect(await wrong({mapping: {Name: 'fax'}})).toEqual([422, 'mapping.Name'])
    expect(await wrong({timeZone: 'Mars/Olympus'})).toEqual([422, 'timeZone'])
    expect(await wrong({check: 'bluefern.import.01J0000000000000000000000A'})).toEqual([
      422,
      'check',
    ])
    expect(await wrong({fields: {fax: 'skip'}})).toEqual([422, 'fields.fax'])
    const foreign = `bluefern.list.${nextUlid()}`
    const gone = `artameta.list.${nextUlid()}`
    expect(await wrong({lists: [foreign], listNames: {vip: foreign}})).toEqual([
      422,
      'lists.0',
      'listNames.vip',
    ])
    expect(await wrong({lists: [gone]})).toEqual([422, 'lists.0'])
    const consent = {...STATED, text: 'Other words', textId: 'newsletter', textVersion: 1}
    expect(await wrong({consent})).toEqual([422, 'consent.text'])
    expect(await wrong({consent: {...STATED, at: '2099-01-01'}})).toEqual([422, 'consent.at'])
    expect(await wrong({}, 'E-mail,Name\n')).toEqual([422, 'file'])
    expect(await wrong({}, '')).toEqual([422, 'file'])
    expect(await wrong({}, '\n\n')).toEqual([422, 'file'])
    expect(await wrong({}, 'PK\u0003\u0004 a workbook')).toEqual([422, 'file'])
    expect(await wrong({}, 'Name,City\nAda,London\n')).toEqual([422, 'mapping'])
    const unread = await sendCsv('"E-mail,Name\na@wrong.example,"A\n', {header: true})
    expect(unread.answer.errors).toEqual([
      {
        field: 'file',
        code: 'import-file.headings-unreadable',
        reason: 'Line 1, the row of headings, can’t be read: a quotation mark is not closed.',
        values: {line: 1, problem: 'a quotation mark is not closed.'},
      },
    ])
    const lines = await send('no\n[]\n', {headers: NDJSON})
    expect(lines.answer.errors[0].reason).toContain('Line 1')
    expect((await send('x', {headers: {'content-type': 'image/png'}})).code).toBe(415)
    expect((await send('x', {headers: {...CSV, 'content-encoding': 'br'}})).code).toBe(415)
    expect(fieldsOf(await sendCsv(csv, undefined, {headers: {'import-options': '{'}}))).toEqual([
      'options',
    ])
    expect([await countOf('leadImport'), await countOf('jobChunk')]).toEqual(before)
  })

  test('a dry run writes only its job, and counts new people', async () => {
    const text = 'email,newsletter\na@dry.example,subscribed\nb@dry.example,none\nwrong,none\n'
    const dry = await sendCsv(text, {dryRun: true})
    expect(dry.answer.data).toMatchObject({dryRun: true})
    expect(dry.answer.diagnostics.map(({code}: {code: string}) => code)).toEqual([
      'import.no-consent',
    ])
    const {id} = dry.answer.data
    expect(await run(id)).toMatchObject({counts: {new: 2, invalid: 1}})
    expect((await look(id)).answer.data).toMatchObject({kind: 'dryRun'})
    expect(await lead('a@dry.example')).toBeUndefined()
    expect((await look(id, 'artameta-viewer', '/errors')).text).toContain('wrong')

    // What was guessed can be sent back, with or without changes.
    const {mapping} = dry.answer.data
    const same = await sendCsv(text, {dryRun: true, mapping})
    expect([same.code, same.answer.data?.mapping]).toEqual([202, mapping])

    const limit = await countOf('lead')
    await stack.client.patch('site.artameta').set({planLimit: limit}).commit(tag)
    await vi.waitFor(async () => {
      const site = await functionServicesOf(stack).registry.site('artameta')
      expect(site?.planLimit).toBe(limit)
    }, PATIENCE)
    const over = await sendCsv(text, {check: id})
    const refused = await run(over.answer.data.id)
    expect(refused.state).toBe('failed')
    const {state, reason} = (await look(over.answer.data.id)).answer.data
    expect([state, reason]).toEqual(['failed', expect.stringContaining('plan')])

    await stack.client
      .patch('site.artameta')
      .set({planLimit: limit + 2})
      .commit(tag)
    await vi.waitFor(async () => {
      const site = await functionServicesOf(stack).registry.site('artameta')
      expect(site?.planLimit).toBe(limit + 2)
    }, PATIENCE)
    const resumed = await send(null, {path: `/${over.answer.data.id}/resume`})
    expect([resumed.code, resumed.answer.data.state]).toEqual([202, 'queued'])
    expect(await run(over.answer.data.id)).toMatchObject({counts: {new: 2}})
    await stack.client.patch('site.artameta').set({planLimit: 20_000}).commit(tag)
  })

  test('the same key gives the same job, for the same file only', async () => {
    const headers = {'idempotency-key': 'crm 2026-03-01'}
    const csv = 'email\na@key.example\nb@key.example\n'
    const [first, second] = await Promise.all([
      sendCsv(csv, {tags: ['x']}, {headers}),
      sendCsv(csv, {tags: ['x']}, {headers}),
    ])
    expect([first.code, second.code]).toEqual([202, 202])
    expect(second.answer.data.id).toBe(first.answer.data.id)
    await run(first.answer.data.id)
    const chunks = await countOf('jobChunk')
    const again = await sendCsv(csv, {tags: ['x']}, {headers})
    expect([again.answer.data.id, again.answer.data.state]).toEqual([
      first.answer.data.id,
      'succeeded',
    ])
    expect(again.headers.get('idempotency-replayed')).toBe('true')
    expect(fieldsOf(await sendCsv(csv, {tags: ['y']}, {headers}))).toEqual(['Idempotency-Key'])
    expect(fieldsOf(await sendCsv(`${csv}c@key.example\n`, {tags: ['x']}, {headers}))).toEqual([
      'Idempotency-Key',
    ])
    expect(await countOf('jobChunk')).toBe(chunks)
    const other = await sendCsv(csv, {tags: ['x']}, {headers, role: 'artameta-admin'})
    expect(other.answer.data.id).not.toBe(first.answer.data.id)
  })

  test('an incomplete body creates no job', async () => {
    const before = await countOf('leadImport')
    const {hostname, port} = new URL(stack.api.url)
    const request = httpRequest({
      hostname,
      port,
      path: PATH,
      method: 'POST',
      headers: {...CSV, authorization: 'Bearer local-artameta-editor'},
    })
    request.on('error', () => undefined)
    request.write('email,name\n')
    const lines = Array.from({length: 4000}, (_, n) => `cut${n}@cut.example,Person ${n}\n`)
    request.write(lines.join(''))
    await vi.waitFor(async () => {
      await stack.settled()
      const chunks = await stack.client.fetch<number>(
        'count(*[_type == "jobChunk" && string::startsWith(rows, $text)])',
        {text: '{"version":1,"first":1000,"file":0,"rows":[{"line":1002,"cells":["cut1000@'},
        tag,
      )
      expect(chunks).toBe(1)
    }, PATIENCE)
    const closed = new Promise((resolve) => {
      request.on('close', resolve)
    })
    request.destroy()
    await closed
    // Both uploads that an account may have at a time are free again.
    await vi.waitFor(async () => {
      const sent = await Promise.all([1, 2].map((n) => sendCsv(`email\nn${n}@cut.example\n`)))
      expect(sent.map(({code}) => code)).toEqual([202, 202])
    }, PATIENCE)
    expect(await countOf('leadImport')).toBe(before + 2)
  })

  test('an import can be stopped and resumed, by its author and administrators', async () => {
    const sent = await sendCsv('email\na@stop.example\n')
    const {id} = sent.answer.data
    const post = (path: string, role: string) => send(null, {path: `/${id}/${path}`, role})
    expect((await post('cancel', 'artameta-viewer')).code).toBe(403)
    expect((await post('cancel', 'bluefern-admin')).code).toBe(404)
    expect((await post('resume', 'artameta-editor')).code).toBe(409)
    expect((await post('cancel', 'artameta-admin')).code).toBe(202)
    expect(await run(id)).toMatchObject({state: 'cancelled'})
    expect((await post('cancel', 'artameta-editor')).code).toBe(409)
    expect((await post('resume', 'artameta-editor')).answer.data.state).toBe('queued')
    expect(await run(id)).toMatchObject({state: 'succeeded'})
    expect((await look(`artameta.import.${nextUlid()}`)).code).toBe(404)
    expect((await look(id, 'bluefern-viewer')).code).toBe(404)
    expect((await look('artameta.export.x')).code).toBe(404)
  })
})

test('the function carries out the import, and requests follow it to its end', async () => {
  const stack = await startTestStack({strict: true})
  await stack.startRunner()
  const rows = Array.from({length: 900}, (_, n) => `p${n}@runner.example,Person ${n}\n`)
  const headers = {authorization: 'Bearer local-artameta-editor'}
  const asked = await fetch(`${stack.api.url}${PATH}`, {
    method: 'POST',
    headers: {...CSV, ...headers},
    body: `email,name\n${rows.join('')}`,
  })
  const {id} = (await asked.json()).data
  await vi.waitFor(async () => {
    const state = await fetch(`${stack.api.url}${PATH}/${id}`, {headers})
    expect((await state.json()).data).toMatchObject({
      state: 'succeeded',
      totals: {total: 900, done: 900},
      counts: {new: 900},
    })
  }, PATIENCE)
  await stack.stop()
}, 60_000)

test('a slow body is aborted, unless it is a file to import', async () => {
  const stack = await startTestStack()
  const {readServerEnv} = await import('../../../shared/serverEnv.ts')
  const env = readServerEnv({
    SANITY_STUDIO_API_HOST: stack.lake.url,
    SANITY_API_TOKEN: 'local-api',
    LEADS_SECRET: 'x'.repeat(43),
  })
  const api = await startApi({env, port: 0, bodyTimeoutMs: 100})
  const answerOf = async (path: string, type: string): Promise<string> => {
    const socket = connect(Number(new URL(api.url).port), '127.0.0.1')
    socket.write(
      `POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Type: ${type}\r\nContent-Length: 28\r\n` +
        'Authorization: Bearer local-artameta-editor\r\nConnection: close\r\n\r\n{"email"',
    )
    setTimeout(() => socket.write(':1234567890123456789'), 400)
    let text = ''
    socket.on('data', (data) => (text += data.toString()))
    await once(socket, 'close')
    return text.split('\r\n')[0] ?? ''
  }
  expect(await answerOf('/api/newsletter', 'application/json')).toBe('HTTP/1.1 408 Request Timeout')
  expect(await answerOf(PATH, 'text/csv')).toBe('HTTP/1.1 422 Unprocessable Entity')
  await api.stop()
  await stack.stop()
})
