import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import {verifyRenderToken} from '../../core/intake/renderToken.ts'
import {siteSecret} from '../../core/people/keys.ts'
import {artameta} from '../demo/sites/artameta.ts'
import {bluefern} from '../demo/sites/bluefern.ts'
import {demoSite} from '../demo/sites/demoSite.ts'
import {startTestLake, type TestLake} from '../lake/testing/testLake.ts'
import {LOCAL_DATASET} from '../ports.ts'
import {LOCAL_SECRET} from '../secret.ts'
import {createDemoSites} from './createDemoSites.ts'

const NOW = new Date('2026-11-20T12:00:00Z')
const settings = {now: NOW.getTime(), siteUrl: 'http://localhost:3904', planLimit: 5000}

let lake: TestLake
const sitesFor = (lakeUrl: string) =>
  createDemoSites({
    apiUrl: 'http://localhost:3901',
    lakeUrl,
    mailPageUrl: 'http://localhost:3903',
    studioUrl: 'http://localhost:3333',
    secret: LOCAL_SECRET,
    now: () => NOW,
  })
const get = async (path: string, lakeUrl = lake.url) => {
  const response = await sitesFor(lakeUrl).request(path)
  return {response, text: await response.text()}
}

beforeAll(async () => {
  lake = await startTestLake()
  const paused = {...demoSite(bluefern, settings), status: 'paused' as const, title: '<Bluefern>'}
  lake.store.bulkLoad(LOCAL_DATASET, [demoSite(artameta, settings), paused])
})
afterAll(() => lake.stop())

describe('the demo sites', () => {
  it('show both registered forms, with the consent text that is valid now', async () => {
    const {response, text} = await get('http://localhost:3904/artameta')
    expect(response.status).toBe(200)
    expect(text).toContain('action="http://localhost:3901/api/newsletter"')
    expect(text).toContain('action="http://localhost:3901/api/leads"')
    expect(text).toContain('about twice a month')
    expect(text).not.toContain('Artameta may use what I send here to answer me.')
    for (const name of ['email', 'company', 'message', 'website_url_confirm', 'consent']) {
      expect(text).toContain(`name="${name}"`)
    }
    expect(text).toContain('http://localhost:3333/artameta')
    expect(text).toContain('href="http://localhost:3903"')
  })

  it('have the campaign of the page address and a render token that the endpoints accept', async () => {
    const {text} = await get('http://localhost:3904/artameta?utm_source=fair&utm_medium=qr')
    expect(text).toContain(
      'value="http://localhost:3904/artameta?utm_source=fair&amp;utm_medium=qr"',
    )
    const [, token] =
      /name="form" value="contact" \/><input[^>]*name="token" value="([^"]+)"/.exec(text) ?? []
    const check = verifyRenderToken({
      secret: siteSecret(LOCAL_SECRET, 'artameta', 'render-token'),
      token,
      site: 'artameta',
      form: 'contact',
      now: new Date(NOW.getTime() + 5000).toISOString(),
    })
    expect(check.state).toBe('valid')
  })

  it('load nothing from elsewhere and submit forms to the endpoints only', async () => {
    const {response, text} = await get('http://localhost:3904/artameta')
    const policy = response.headers.get('content-security-policy') ?? ''
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain('form-action http://localhost:3901')
    expect(text).not.toMatch(/(src|href)="https?:\/\/(?!localhost)/)
  })

  it('are found by host name too', async () => {
    const {text} = await get('http://artameta.localhost:3904/')
    expect(text).toContain('<title>Artameta</title>')
  })

  it('list the sites and escape what the registry holds', async () => {
    const {text} = await get('http://localhost:3904/')
    expect(text).toContain('href="/artameta"')
    expect(text).toContain('&lt;Bluefern&gt;')
  })

  it('report a paused site, and an unknown one', async () => {
    const paused = await get('http://localhost:3904/bluefern')
    expect(paused.text).toContain('geschlossen')
    expect(paused.text).not.toContain('<form')
    const unknown = await get('http://localhost:3904/nobody')
    expect(unknown.response.status).toBe(404)
  })

  it('report that the store does not answer', async () => {
    const {response, text} = await get('http://localhost:3904/artameta', 'http://127.0.0.1:9')
    expect(response.status).toBe(503)
    expect(text).toContain('store did not answer')
  })
})
