import {once} from 'node:events'
import {connect} from 'node:net'
import {setTimeout as sleep} from 'node:timers/promises'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {SIGN_UP, sendForm, type FormRequest} from '../../local/api/testing/sendForm.ts'
import {startTestStack, type TestStack} from '../../local/api/testing/testStack.ts'

let stack: TestStack

beforeAll(async () => {
  stack = await startTestStack()
})
afterAll(() => stack.stop())

const ORIGIN = 'https://artameta.example'
/** Sends to the API of the stack, or to another one. */
function send({base, ...request}: FormRequest & {base?: string}): Promise<Response> {
  return sendForm(base ?? stack.api.url, request)
}

function form(fields: Record<string, string>): FormRequest {
  return {
    headers: {'content-type': 'application/x-www-form-urlencoded', accept: 'text/html'},
    body: new URLSearchParams(fields).toString(),
  }
}

function submissions(): Promise<number> {
  return stack.client.fetch(`count(*[_type == "leadSubmission"])`, {}, {tag: 'leads.test.count'})
}

describe('what a form must be', () => {
  test.each([
    ['no site', {email: 'a@example.com', consent: true}, 'site'],
    ['an unknown site', {...SIGN_UP, site: 'nowhere'}, 'site'],
    ['an unknown form', {...SIGN_UP, form: 'nothing'}, 'form'],
    ['a form of another kind', {...SIGN_UP, form: 'contact'}, 'form'],
    ['no e-mail', {consent: true, site: 'artameta'}, 'email'],
    ['an invalid e-mail', {...SIGN_UP, email: 'ada@'}, 'email'],
    ['no consent', {email: 'a@example.com', site: 'artameta'}, 'consent'],
    ['refused consent', {...SIGN_UP, consent: false}, 'consent'],
  ])('refuses %s with 422', async (_, body, field) => {
    const before = await submissions()
    const response = await send({body})
    expect(response.status).toBe(422)
    expect(response.headers.get('content-type')).toBe('application/problem+json')
    const answer = await response.json()
    expect(answer).toMatchObject({status: 'invalid', data: null, httpStatus: 422})
    expect(answer.errors.map((error: {field: string}) => error.field)).toContain(field)
    expect(answer.requestId).toBe(response.headers.get('x-request-id'))
    expect(await submissions()).toBe(before)
  })

  test.each([
    ['malformed JSON', {headers: {'content-type': 'application/json'}, body: '{"email"'}, 400],
    ['a list', {headers: {'content-type': 'application/json'}, body: '[]'}, 400],
    [
      'bytes that are not UTF-8',
      {headers: {'content-type': 'application/json'}, body: new Uint8Array([123, 255, 125])},
      400,
    ],
    ['another type', {headers: {'content-type': 'text/plain'}, body: 'email'}, 415],
    ['no type', {body: new Uint8Array([1])}, 415],
    [
      'broken multipart',
      {headers: {'content-type': 'multipart/form-data; boundary=x'}, body: 'y'},
      400,
    ],
    ['another address', {path: '/api/nothing'}, 404],
  ])('refuses %s', async (_, options, status) => {
    expect((await send(options)).status).toBe(status)
  })

  test('names the methods it takes', async () => {
    const response = await send({method: 'PUT'})
    expect(response.status).toBe(405)
    expect(response.headers.get('allow')).toBe('POST, OPTIONS')
  })

  test('a form that requires a render token issues one and accepts it', async () => {
    const path = '/api/leads'
    const body = {...SIGN_UP, form: 'strict'}
    const without = await (await send({path, body})).json()
    expect(without.errors).toMatchObject([{field: 'token'}])
    const answer = await send({path: '/api/forms/token?site=artameta&form=strict', method: 'GET'})
    const {token} = (await answer.json()).data
    expect((await send({path, body: {...body, token}})).status).toBe(202)
    const other = {...body, site: 'bluefern', token}
    expect((await send({path, body: other})).status).toBe(422)
  })
})

describe('a render token', () => {
  const HOUR = 3_600_000

  test('is valid for all visitors and any number of submissions, for a day', async () => {
    const at = {ms: Date.now()}
    const {url: base} = await stack.startApi(
      {LEADS_TRUST_PROXY: '1', LEADS_RATE_LIMIT_IP: '3/60'},
      () => new Date(at.ms),
    )
    const path = '/api/forms/token?site=artameta&form=strict'
    const {token} = (await (await send({base, path, method: 'GET'})).json()).data
    const post = async (visitor: string) => {
      const body = {...SIGN_UP, form: 'strict', token}
      const headers = {'x-forwarded-for': visitor}
      const response = await send({base, path: '/api/leads', headers, body})
      const {data, errors} = await response.json()
      return {status: response.status, id: data?.submissionId, fields: errors}
    }
    at.ms += 5_000
    const first = await post('203.0.113.1')
    const again = await post('203.0.113.1')
    const other = await post('203.0.113.2')
    expect([first.status, again.status, other.status]).toEqual([202, 202, 202])
    expect(new Set([first.id, again.id, other.id]).size).toBe(3)
    // Using it often is what the limits are for.
    expect((await post('203.0.113.1')).status).toBe(202)
    expect((await post('203.0.113.1')).status).toBe(429)
    at.ms += 23 * HOUR
    expect((await post('203.0.113.1')).status).toBe(202)
    at.ms += HOUR
    expect(await post('203.0.113.1')).toMatchObject({status: 422, fields: [{field: 'token'}]})
  })
})

describe('large bodies', () => {
  const large = JSON.stringify({...SIGN_UP, message: 'x'.repeat(70_000)})

  test('are refused by their declared length', async () => {
    const response = await fetch(`${stack.api.url}/api/newsletter`, {
      method: 'POST',
      headers: {'content-type': 'application/json'},
      body: large,
    })
    expect(response.status).toBe(413)
  })

  test('are refused without reading on when the length is not declared', async () => {
    const {port} = new URL(stack.api.url)
    const socket = connect(Number(port), '127.0.0.1').setEncoding('utf8')
    socket.on('error', () => {})
    const answered = once(socket, 'data').then(String)
    const stop = new AbortController()
    socket.on('data', () => stop.abort())
    socket.write(
      'POST /api/newsletter HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n' +
        'Transfer-Encoding: chunked\r\n\r\n',
    )
    for (let sent = 0; !stop.signal.aborted && sent < 1000; sent += 1) {
      socket.write(`1000\r\n${'x'.repeat(4096)}\r\n`)
      await sleep(1)
    }
    expect(await answered).toContain(' 413 ')
    socket.destroy()
  })
})

describe('origins', () => {
  const preflight = (origin: string, headers = {}): Promise<Response> =>
    send({
      method: 'OPTIONS',
      headers: {origin, 'access-control-request-method': 'POST', ...headers},
    })

  test('allow pages of the site, and no others', async () => {
    const allowed = await preflight(ORIGIN)
    expect(allowed.status).toBe(204)
    expect(allowed.headers.get('access-control-allow-origin')).toBe(ORIGIN)
    expect(allowed.headers.get('access-control-allow-headers')).toContain('Idempotency-Key')
    for (const origin of ['https://evil.test', 'https://artameta.example.evil.test', 'null']) {
      const refused = await preflight(origin)
      expect(refused.headers.get('access-control-allow-origin')).toBeNull()
      expect((await send({headers: {origin}, body: SIGN_UP})).status).toBe(403)
    }
  })

  test('the origin must be one of the very site', async () => {
    const body = {...SIGN_UP, site: 'bluefern'}
    const response = await send({headers: {origin: ORIGIN}, body})
    expect(response.status).toBe(403)
    expect(response.headers.get('access-control-allow-origin')).toBeNull()
  })

  test('the origin identifies the site', async () => {
    const body = {email: 'ada@example.com', consent: true}
    const response = await send({headers: {origin: ORIGIN}, body})
    expect(response.headers.get('access-control-allow-origin')).toBe(ORIGIN)
    const {submissionId} = (await response.json()).data
    expect(submissionId).toMatch(/^artameta\.submission\./)
    const stored = await stack.client.getDocument(submissionId)
    expect(stored?.['source']).toEqual({origin: ORIGIN})
  })
})

describe('HTML forms', () => {
  const fields = {email: 'ada@example.com', consent: 'on', site: 'artameta'}

  test('show a confirmation page', async () => {
    const response = await send(form(fields))
    expect(response.status).toBe(202)
    expect(response.headers.get('content-type')).toContain('text/html')
    const markup = await response.text()
    expect(markup).toContain('One more step')
    expect(markup).not.toContain('ada@')
  })

  test('redirect as they ask, within the site only', async () => {
    const to = await send(form({...fields, redirect: `${ORIGIN}/thanks`}))
    expect([to.status, to.headers.get('location')]).toEqual([303, `${ORIGIN}/thanks`])
    const elsewhere = await send(form({...fields, redirect: 'https://evil.test/'}))
    expect([elsewhere.status, elsewhere.headers.get('location')]).toEqual([202, null])
  })

  test('show what is wrong', async () => {
    const response = await send(form({...fields, email: '<script>'}))
    expect(response.status).toBe(422)
    const markup = await response.text()
    expect(markup).toContain('<strong>email</strong>')
    expect(markup).not.toContain('<script>')
  })

  test('may be multipart, but without files', async () => {
    const data = new FormData()
    for (const [name, value] of Object.entries(fields)) data.set(name, value)
    const post = (): Promise<Response> =>
      fetch(`${stack.api.url}/api/newsletter`, {method: 'POST', body: data})
    expect((await post()).status).toBe(202)
    data.set('cv', new Blob(['x']), 'cv.txt')
    expect((await (await post()).json()).errors).toMatchObject([{field: 'cv'}])
  })
})

describe('idempotency', () => {
  const keyed = (key: string, body: Record<string, unknown> = SIGN_UP): Promise<Response> =>
    send({headers: {'idempotency-key': key}, body})

  test('the same request again gets the same answer, and stores nothing', async () => {
    const first = await keyed('key-1')
    const again = await keyed('key-1')
    expect([first.status, again.status]).toEqual([202, 202])
    expect(first.headers.get('idempotency-replayed')).toBeNull()
    expect(again.headers.get('idempotency-replayed')).toBe('true')
    expect((await again.json()).data).toEqual((await first.json()).data)
    const restarted = await stack.startApi({})
    const after = await send({
      base: restarted.url,
      headers: {'idempotency-key': 'key-1'},
      body: SIGN_UP,
    })
    expect(after.headers.get('idempotency-replayed')).toBe('true')
  })

  test('another body under the same key is refused', async () => {
    await keyed('key-2')
    const response = await keyed('key-2', {...SIGN_UP, email: 'grace@example.com'})
    expect(response.status).toBe(422)
    expect((await response.json()).errors).toMatchObject([{field: 'Idempotency-Key'}])
  })

  test('one of many simultaneous requests stores', async () => {
    const before = await submissions()
    const responses = await Promise.all(Array.from({length: 12}, () => keyed('key-3')))
    expect(responses.map(({status}) => status)).toEqual(Array(12).fill(202))
    const fresh = responses.filter(({headers}) => headers.get('idempotency-replayed') === null)
    expect(fresh).toHaveLength(1)
    expect(await submissions()).toBe(before + 1)
  })

  test('the key has a limited form', async () => {
    expect((await keyed('x'.repeat(256))).status).toBe(422)
  })
})

test('describes itself', async () => {
  const document = await (await send({path: '/api/openapi.json', method: 'GET'})).json()
  expect(document.openapi).toBe('3.1.0')
  expect(Object.keys(document.paths)).toContain('/api/newsletter')
  expect((await send({path: '/api/health', method: 'GET'})).status).toBe(200)
})

test('without its secret it reports what is missing, in the log and in health', async () => {
  const {url: base} = await stack.startApi({LEADS_SECRET: ' '})
  const response = await send({base, body: SIGN_UP})
  expect(response.status).toBe(503)
  expect(await response.json()).toMatchObject({status: 'not_configured'})
  expect(stack.log.join('\n')).toContain('LEADS_SECRET is not set')
  const health = await (await send({base, path: '/api/health', method: 'GET'})).json()
  expect(health.diagnostics).toMatchObject([{code: 'env.LEADS_SECRET'}])
})

test.each([
  ['the store does not know', 'no-such-token'],
  ['may read but not write', 'local-artameta-viewer'],
])(
  'with a token that %s it reports that it is not configured, and writes nothing',
  async (_, token) => {
    const {url: base} = await stack.startApi({SANITY_API_TOKEN: token})
    const before = await submissions()
    const response = await send({base, body: {...SIGN_UP, site: 'artameta'}})
    expect(response.status).toBeGreaterThanOrEqual(400)
    expect(await response.json()).toMatchObject({status: 'not_configured', httpStatus: 503})
    expect(stack.log.join('\n')).toContain('SANITY_API_TOKEN')
    expect(await submissions()).toBe(before)
  },
)

test('answers 503 while the store is unreachable, stores nothing partial, and continues afterwards', async () => {
  await send({body: SIGN_UP})
  const before = await submissions()
  await stack.stopLake()
  const keyed = {headers: {'idempotency-key': 'away'}, body: SIGN_UP}
  const away = await send(keyed)
  expect(away.status).toBe(503)
  expect(Number(away.headers.get('retry-after'))).toBeGreaterThan(0)
  expect(await away.json()).toMatchObject({status: 'degraded', data: null})
  expect((await send({path: '/api/health', method: 'GET'})).status).toBe(503)
  await stack.restartLake()
  expect(await submissions()).toBe(before)
  const back = await send(keyed)
  expect(back.status).toBe(202)
  expect(back.headers.get('idempotency-replayed')).toBeNull()
  expect(await submissions()).toBe(before + 1)
})
