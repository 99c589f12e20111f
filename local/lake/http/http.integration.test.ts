import {request as httpRequest} from 'node:http'
import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import {startTestLake, type TestLake} from '../testing/testLake.ts'

let lake: TestLake
beforeAll(async () => {
  lake = await startTestLake()
})
afterAll(() => lake.stop())

interface RawAnswer {
  status: number
  headers: Record<string, unknown>
  body: string
}

/** A request with a `Host` of its own, which fetch does not allow. */
function withHost(host: string, path: string, headers: Record<string, string> = {}) {
  return new Promise<RawAnswer>((resolve, reject) => {
    const {hostname, port} = new URL(lake.url)
    httpRequest({hostname, port, path, headers: {...headers, Host: host}}, (response) => {
      let body = ''
      response.setEncoding('utf8')
      response.on('data', (text: string) => {
        body += text
      })
      response.on('end', () => {
        resolve({status: response.statusCode ?? 0, headers: response.headers, body})
      })
    })
      .on('error', reject)
      .end()
  })
}

const token = 'local-superadmin'
const bearer = {Authorization: `Bearer ${token}`}

describe('addresses', () => {
  it('answers under the project’s host name, plain ones, and the header', async () => {
    const path = '/v1/projects/local'
    for (const host of ['local.api.localhost:3900', 'l7.localhost', 'localhost', '127.0.0.1']) {
      expect((await withHost(host, path, bearer)).status).toBe(200)
    }
    const named = await lake.request(path, {token, headers: {'X-Sanity-Project-ID': 'local'}})
    expect(named.status).toBe(200)
  })

  it('knows no other project', async () => {
    const answers = [
      await withHost('other.api.localhost', '/v1/data/query/production?query=*', bearer),
      await withHost('localhost', '/v1/users/me', {...bearer, 'X-Sanity-Project-ID': 'other'}),
      await withHost('localhost', '/v1/projects/other', bearer),
      await withHost('localhost', '/v1/projects/other/datasets', bearer),
      await withHost('other.api.localhost', '/v1/check/cors'),
    ]
    for (const {status, body} of answers) {
      expect(status).toBe(404)
      expect(JSON.parse(body)).toMatchObject({
        statusCode: 404,
        error: 'Not Found',
        errorCode: 'SIO-404-PNF',
        attributes: {type: 'project'},
      })
    }
  })

  it('refuses the host names of other machines', async () => {
    for (const host of ['example.com', 'localhost.example.com', '192.0.2.1']) {
      expect((await withHost(host, '/v1/users/me', bearer)).status).toBe(421)
    }
  })

  it('listens on both loopback addresses', async () => {
    const url = new URL('/v1/ping', lake.url)
    const second = await fetch(`http://[::1]:${url.port}/v1/ping`).catch(() => null)
    // A machine may have no IPv6.
    expect(second === null || second.status === 200).toBe(true)
  })
})

describe('errors', () => {
  it.each(['/', '/v1', '/v1/nothing', '/v2025-02-19/data/nothing/production', '/favicon.ico'])(
    'are hosted ones for the unknown path %s',
    async (path) => {
      const response = await lake.request(path, {token})
      expect(response.status).toBe(404)
      expect(await response.json()).toEqual({
        statusCode: 404,
        error: 'Not Found',
        message: 'Not Found',
      })
    },
  )

  it('report an unknown token', async () => {
    for (const wrong of ['', 'wrong', 'local-artameta-owner', 'local-nosite-editor']) {
      const response = await lake.request('/v1/users/me', {
        headers: {Authorization: `Bearer ${wrong}`},
      })
      expect(response.status).toBe(401)
      expect(await response.json()).toEqual({
        statusCode: 401,
        error: 'Unauthorized',
        message: 'Session not found',
        errorCode: 'SIO-401-ANF',
      })
    }
  })
})

describe('cross-origin access', () => {
  const preflight = (origin: string) =>
    lake.request('/v1/data/mutate/production', {
      method: 'OPTIONS',
      headers: {
        Origin: origin,
        'Access-Control-Request-Method': 'POST',
        'Access-Control-Request-Headers': 'authorization,content-type',
      },
    })

  it('is allowed for pages of this machine', async () => {
    const response = await preflight('http://localhost:3333')
    expect(response.status).toBe(204)
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'access-control-allow-origin': 'http://localhost:3333',
      'access-control-allow-credentials': 'true',
      'access-control-allow-headers': 'authorization,content-type',
      'access-control-allow-methods': expect.stringContaining('POST'),
      'access-control-max-age': '600',
      vary: expect.stringContaining('Origin'),
    })
    const error = await lake.request('/v1/nothing', {headers: {Origin: 'http://127.0.0.1:5173'}})
    expect(error.headers.get('Access-Control-Allow-Origin')).toBe('http://127.0.0.1:5173')
  })

  it.each(['https://example.com', 'http://localhost.example.com', 'null', 'file://'])(
    'is not for %s',
    async (origin) => {
      const response = await preflight(origin)
      expect(response.headers.get('Access-Control-Allow-Origin')).toBeNull()
      const check = await lake.request('/v1/check/cors', {headers: {Origin: origin}})
      expect(await check.json()).toEqual({result: {allowed: false, withCredentials: false}})
    },
  )
})

describe('the log', () => {
  it('has method, path, status and time, and neither tokens nor queries', async () => {
    const own = await startTestLake()
    await own.request('/v1/auth/fetch?sid=secret-ticket')
    await own.request('/v1/users/me?tag=secret-tag', {token: 'local-artameta-admin'})
    await own.request('/v1/users/me', {headers: {Authorization: 'Bearer secret-token'}})
    await own.stop()
    expect(own.log.map((line) => line.replace(/\d+ms$/, 'Nms'))).toEqual([
      'GET /v1/auth/fetch 401 Nms',
      'GET /v1/users/me 200 Nms',
      'GET /v1/users/me 401 Nms',
    ])
  })
})
