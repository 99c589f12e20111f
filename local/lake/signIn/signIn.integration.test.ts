import {afterEach, beforeEach, describe, expect, it} from 'vitest'
import {startTestLake, type TestLake} from '../testing/testLake.ts'

const STUDIO = 'http://localhost:3333/artameta'

describe('signing in', () => {
  let lake: TestLake
  let nowMs: number
  beforeEach(async () => {
    nowMs = 0
    lake = await startTestLake({nowMs: () => nowMs})
  })
  afterEach(() => lake.stop())

  function choose(user: string, origin: string | null, headers: Record<string, string> = {}) {
    const body = new URLSearchParams({user, ...(origin === null ? {} : {origin})})
    return lake.request('/sign-in', {method: 'POST', body, headers})
  }

  function ticketOf(response: Response): string {
    const location = response.headers.get('Location') ?? ''
    return new URL(location).hash.replace('#sid=', '')
  }

  it('offers the local users by site, and no robot', async () => {
    const query = new URLSearchParams({origin: STUDIO, projectId: 'local', withSid: 'true'})
    const response = await lake.request(`/sign-in?${query}`)
    expect(response.status).toBe(200)
    expect(response.headers.get('Content-Type')).toContain('text/html')
    expect(response.headers.get('Content-Security-Policy')).toContain(
      "form-action 'self' http://localhost:3333;",
    )
    const page = await response.text()
    const users = [...page.matchAll(/name="user" value="([^"]+)"/g)].map(([, id]) => id)
    expect(users).toEqual([
      'superadmin',
      ...['artameta', 'bluefern', 'northpeak'].flatMap((site) =>
        ['admin', 'editor', 'viewer'].map((role) => `${site}-${role}`),
      ),
    ])
    expect(page).toContain('Local data')
    expect(page).toContain(`value="${STUDIO}"`)
    expect(page).not.toContain('local-artameta')
    expect(page).not.toMatch(/(?:src|href)="(?!data:)/)
  })

  it('redirects the browser with a ticket that is valid for one token, once', async () => {
    const response = await choose('artameta-editor', STUDIO)
    expect(response.status).toBe(303)
    expect(response.headers.get('Location')).toMatch(
      /^http:\/\/localhost:3333\/artameta#sid=[\w-]{32}$/,
    )
    const path = `/v2021-06-07/auth/fetch?sid=${ticketOf(response)}`
    const fetched = await lake.request(path)
    expect(await fetched.json()).toEqual({
      token: 'local-artameta-editor',
      label: expect.stringContaining('Editor of artameta'),
    })
    const again = await lake.request(path)
    expect(again.status).toBe(401)
    expect(await again.json()).toMatchObject({errorCode: 'SIO-401-ANF'})
  })

  it('expires a ticket after a minute', async () => {
    const ticket = ticketOf(await choose('artameta-editor', STUDIO))
    nowMs = 60_000
    expect((await lake.request(`/v1/auth/fetch?sid=${ticket}`)).status).toBe(401)
    expect((await lake.request('/v1/auth/fetch?sid=guess')).status).toBe(401)
    expect((await lake.request('/v1/auth/fetch')).status).toBe(401)
  })

  it.each([
    'https://example.com/',
    'https://localhost.example.com/',
    '//example.com',
    'javascript:alert(1)',
    'http://localhost:3333@example.com/',
  ])('redirects to no other machine: %s', async (origin) => {
    expect((await choose('artameta-editor', origin)).status).toBe(400)
    const page = await lake.request(`/sign-in?origin=${encodeURIComponent(origin)}`)
    expect(page.status).toBe(400)
    expect(page.headers.get('Location')).toBeNull()
  })

  it('escapes its parameters', async () => {
    const origin = `http://localhost:3333/"><script>alert(1)</script>`
    const page = await (await lake.request(`/sign-in?origin=${encodeURIComponent(origin)}`)).text()
    expect(page).not.toContain('<script')
  })

  it('refuses a form of another page, a robot, and an unknown user', async () => {
    const foreign = await choose('artameta-editor', STUDIO, {Origin: 'https://example.com'})
    expect(foreign.status).toBe(403)
    expect((await choose('artameta-editor', STUDIO, {Origin: 'null'})).status).toBe(403)
    expect((await choose('api', STUDIO)).status).toBe(400)
    expect((await choose('nobody', STUDIO)).status).toBe(400)
  })

  it('keeps a session in a cookie until it is signed out', async () => {
    const response = await choose('artameta-viewer', null)
    expect(response.headers.get('Location')).toBe('/sign-in')
    const setCookie = response.headers.get('Set-Cookie') ?? ''
    expect(setCookie).toContain('HttpOnly')
    const headers = {Cookie: setCookie.split(';')[0] ?? ''}
    const me = async () => (await lake.request('/v1/users/me', {headers})).json()
    expect(await me()).toMatchObject({id: 'artameta-viewer'})
    expect((await lake.request('/v1/auth/logout', {method: 'POST', headers})).status).toBe(204)
    expect(await me()).toEqual({})
  })
})
