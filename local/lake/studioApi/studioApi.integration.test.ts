import {mkdtemp, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {fromUrl} from '@sanity/bifur-client'
import {firstValueFrom, take, toArray, of} from 'rxjs'
import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import {readEvents} from '../listen/testing/readEvents.ts'
import {startTestLake, type TestLake} from '../testing/testLake.ts'

const STUDIO = 'http://localhost:3333'

let lake: TestLake
beforeAll(async () => {
  lake = await startTestLake()
})
afterAll(() => lake.stop())

async function get(path: string, token = 'local-artameta-editor'): Promise<unknown> {
  const response = await lake.request(`/v2025-02-19${path}`, {token, headers: {Origin: STUDIO}})
  expect([path, response.status]).toEqual([path, 200])
  expect(response.headers.get('Access-Control-Allow-Origin')).toBe(STUDIO)
  return response.json()
}

describe('requests of a starting Studio', () => {
  it('returns the current user', async () => {
    expect(await get('/users/me')).toMatchObject({
      id: 'artameta-editor',
      email: 'editor@artameta.test',
      role: 'artameta-editor',
      roles: [{name: 'artameta-editor', title: 'Editor of artameta'}],
    })
    expect(await get('/auth/id')).toEqual({id: 'artameta-editor'})
    const nobody = await lake.request('/v1/users/me')
    expect([nobody.status, await nobody.json()]).toEqual([200, {}])
    const noId = await lake.request('/v1/auth/id')
    expect([noId.status, await noId.json()]).toEqual([200, {}])
  })

  it('returns the sign-in page as the provider', async () => {
    expect(await get('/auth/providers')).toMatchObject({
      providers: [{name: 'local', url: `${lake.url}/sign-in`}],
    })
  })

  it('shows colleagues, and nobody of another site', async () => {
    expect(await get('/users/artameta-viewer,superadmin,bluefern-admin,api,ghost')).toEqual([
      expect.objectContaining({id: 'superadmin', displayName: 'Sabine Sonnet'}),
      expect.objectContaining({id: 'artameta-viewer', displayName: 'Cleo Cask'}),
      expect.objectContaining({id: 'api'}),
    ])
    expect(await get('/users/artameta-viewer')).toMatchObject({
      id: 'artameta-viewer',
      familyName: 'Cask',
    })
    expect(await get('/users/bluefern-admin')).toEqual([])
    expect(JSON.stringify(await get('/users/artameta-viewer'))).not.toContain('@')
    expect(JSON.stringify(await get('/projects/local'))).not.toContain('bluefern')
    expect(JSON.stringify(await get('/projects/local/roles'))).not.toContain('bluefern')
  })

  it('describes the project', async () => {
    expect(await get('/projects/local')).toMatchObject({
      id: 'local',
      organizationId: null,
      members: expect.arrayContaining([expect.objectContaining({id: 'artameta-editor'})]),
    })
    expect(await get('/projects/local?includeMembers=false')).not.toHaveProperty('members')
    expect(await get('/projects')).toMatchObject([{id: 'local'}])
    expect(await get('/projects/local/grants')).not.toHaveProperty(['sanity.project', 0, 'deploy'])
    expect(JSON.stringify(await get('/projects/local/grants'))).not.toContain('deployStudio')
    expect(await get('/projects/local/acl')).toEqual(
      expect.arrayContaining([expect.objectContaining({id: 'artameta-editor', isRobot: false})]),
    )
    expect(await get('/projects/local/users/artameta-editor')).toMatchObject({isCurrentUser: true})
    expect(
      await get('/projects/local/datasets?datasetProfile=comments&addonFor=production'),
    ).toEqual([])
  })

  it('returns what the caller may do in a dataset', async () => {
    const acl = await get('/projects/local/datasets/production/acl')
    expect(acl).toContainEqual({
      filter: '_id in path("artameta.**") || _id == "site.artameta"',
      permissions: ['read', 'history'],
    })
    const unknown = await lake.request('/v1/projects/local/datasets/nowhere/acl', {
      token: 'local-superadmin',
    })
    expect(unknown.status).toBe(404)
    expect(await unknown.json()).toMatchObject({error: 'Dataset not found'})
    const nobody = await lake.request('/v1/projects/local/datasets/production/acl')
    expect(await nobody.json()).toEqual([])
  })

  it.each([
    ['/features', []],
    ['/ping', {pong: true}],
    ['/data/ping/production', {pong: true}],
    ['/journey/trial?studioVersion=6.9.2', null],
    ['/journey/comments', null],
    ['/journey/content-releases', null],
    ['/journey/scheduled-drafts', null],
    ['/journey/document-limit', null],
    ['/journey/asset-limit', null],
    ['/journey/unclaimed-project', null],
    ['/journey/announcements', []],
    ['/help?m=sanity%406.9.2', expect.objectContaining({resources: {sectionArray: []}})],
    ['/schedules/local/production?limit=1', {schedules: []}],
    ['/intake/telemetry-status', {status: 'denied'}],
    ['/access/requests/me', []],
    ['/subscriptions/project/local', null],
    ['/projects/local/user-applications', []],
    ['/projects/local/permissions', []],
    ['/projects/local/new-content-release-allowed', {data: expect.any(Object)}],
    ['/projects/local/datasets/production/settings/indexing', expect.any(Object)],
    ['/organizations', []],
    ['/media-libraries?organizationId=x', {data: []}],
    ['/data/references/production/documents/x/to', {totalCount: 0, references: []}],
    ['/users/me/keyvalue/never.set', []],
    ['/check/cors', {result: {allowed: true, withCredentials: true}}],
  ])('answers %s', async (path, expected) => {
    expect(await get(path)).toEqual(expected)
  })

  it('accepts and discards telemetry', async () => {
    for (const path of ['/v1/intake/batch', '/v1/intake/feedback', '/v1/journey/trial/dialog']) {
      expect((await lake.request(path, {method: 'POST', body: '{}'})).status).toBe(204)
    }
  })

  it('streams an empty list of agents', async () => {
    const response = await lake.request('/v1/agent/none/bundles/mine/listen', {
      token: 'local-artameta-editor',
    })
    const events = readEvents(response)
    expect(await events.next()).toEqual({event: 'bundles', id: null, data: {bundles: []}})
    await events.close()
  })

  it('refuses unsupported requests with a reason', async () => {
    const token = 'local-superadmin'
    for (const [path, status] of [
      ['/v1/assets/images/production', 501],
      ['/v1/comments/production/setup', 403],
      ['/v1/access/project/local/requests', 403],
    ] as const) {
      const response = await lake.request(path, {method: 'POST', token, body: '{}'})
      expect(response.status).toBe(status)
      expect(await response.json()).toMatchObject({statusCode: status, message: expect.any(String)})
    }
  })
})

describe('key-value pairs', () => {
  const path = '/v2025-02-19/users/me/keyvalue'

  async function put(on: TestLake, token: string, body: unknown) {
    return on.request(path, {
      method: 'PUT',
      token,
      body: JSON.stringify(body),
      headers: {'Content-Type': 'application/json'},
    })
  }

  it('are private to each user, and survive a restart', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'lake-'))
    const first = await startTestLake({directory})
    const pairs = [
      {key: 'studio.layout', value: {wide: true}},
      {key: 'studio.seen', value: ['a']},
    ]
    const stored = await put(first, 'local-artameta-editor', pairs)
    expect([stored.status, await stored.json()]).toEqual([200, pairs])
    await put(first, 'local-artameta-editor', [{key: 'studio.seen', value: ['a', 'b']}])
    await first.stop()

    const second = await startTestLake({directory})
    const keys = `${path}/studio.layout,studio.seen,studio.none`
    const mine = await second.request(keys, {token: 'local-artameta-editor'})
    expect(await mine.json()).toEqual([pairs[0], {key: 'studio.seen', value: ['a', 'b']}])
    const others = await second.request(keys, {token: 'local-artameta-viewer'})
    expect(await others.json()).toEqual([])
    expect((await second.request(keys)).status).toBe(401)
    await second.stop()
    await rm(directory, {recursive: true})
  })

  it('must be pairs', async () => {
    for (const body of [{}, [{value: 1}], 'x', [{key: '', value: 1}]]) {
      expect((await put(lake, 'local-artameta-editor', body)).status).toBe(400)
    }
    const broken = await lake.request(path, {
      method: 'PUT',
      token: 'local-artameta-editor',
      body: '{',
    })
    expect(await broken.json()).toMatchObject({statusCode: 400, error: 'Bad Request'})
  })
})

describe('the socket', () => {
  it('delivers presence to the Studio’s own client', async () => {
    const url = `${lake.url.replace('http', 'ws')}/v2022-06-30/socket/production?tag=sanity.studio`
    const editor = fromUrl(url, {token$: of('local-artameta-editor')})
    const viewer = fromUrl(url, {token$: of('local-artameta-viewer')})
    const heard = new Promise((resolve) => {
      viewer.listen('presence').pipe(take(2), toArray()).subscribe(resolve)
    })
    // The roll call comes back around once the viewer's subscription stands.
    await firstValueFrom(viewer.request('presence_rollcall', {session: 'viewer-session'}))
    const keepOpen = editor.heartbeats.subscribe()
    const locations = [{type: 'document', documentId: 'artameta.lead.a', path: []}]
    await firstValueFrom(
      editor.request('presence_announce', {data: {sessionId: 'editor-session', locations}}),
    )
    await firstValueFrom(editor.request('presence_disconnect', {session: 'editor-session'}))
    expect(await heard).toEqual([
      {type: 'state', i: 'artameta-editor', m: {sessionId: 'editor-session', locations}},
      {type: 'disconnect', i: 'artameta-editor', m: {session: 'editor-session'}},
    ])
    keepOpen.unsubscribe()
  })

  it('refuses pages of other machines and unknown datasets', async () => {
    const attempt = async (path: string, headers: Record<string, string>) =>
      (await lake.request(path, {headers})).status
    expect(await attempt('/v1/socket/production', {})).toBe(426)
    expect(await attempt('/v1/socket/production', {Origin: 'https://example.com'})).toBe(403)
    expect(await attempt('/v1/socket/nowhere', {})).toBe(404)
  })
})
