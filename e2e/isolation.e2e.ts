import {beforeAll, describe, expect, inject, it, vi} from 'vitest'
import {keepScreenshot, openSession} from './support/browser.ts'
import {lakeClient} from './support/lake.ts'
import {moveInside} from './support/windows.ts'

const urls = inject('urls')

describe('an editor of another site', () => {
  let target: {_id: string; email: string; name: string}

  beforeAll(async () => {
    const lake = lakeClient(urls.lake, 'local-superadmin')
    target = await lake.fetch(
      '*[_type == "lead" && site == "artameta" && defined(name)] | order(_id)[0]{_id, email, name}',
      {},
      {tag: 'e2e.isolation'},
    )
    if (!target?.email) throw new Error('The demo data has no lead of artameta to look for.')
  })

  it('finds nothing in the grid, by link, or in the structure', async () => {
    const {context, page, problems} = await openSession({
      token: 'local-bluefern-editor',
    })
    await page.goto(`${urls.studio}/bluefern/leads`)
    const grid = page.getByRole('grid', {name: 'Leads'})
    await grid.getByRole('row').nth(5).waitFor()
    const field = page
      .getByRole('searchbox')
      .or(page.getByLabel(/search leads/i))
      .first()
    // While the Studio still starts, it may draw the tool anew and forget what was typed.
    await vi.waitFor(
      async () => {
        await field.fill(target.email)
        await page.getByText(/No leads found matching/).waitFor({timeout: 5_000})
      },
      {timeout: 60_000},
    )
    await keepScreenshot(page, 'no-match')

    await moveInside(page, `/bluefern/leads/lead/${target._id}`)
    await page.getByText('Lead not found').waitFor()

    await moveInside(page, `/bluefern/intent/edit/id=${target._id};type=lead`)
    await page.getByText('Record not found').waitFor()
    expect(await page.content()).not.toContain(target.email)

    await page.goto(`${urls.studio}/artameta/leads`)
    await page.waitForFunction(() => document.body.textContent?.includes('Bluefern'))
    expect(await page.content()).not.toContain(target.email)
    expect(problems).toEqual([])
    await context.close()
  })

  it('gets nothing by query, document, history, export or stream', async () => {
    const outsider = lakeClient(urls.lake, 'local-bluefern-editor')
    const superadmin = lakeClient(urls.lake, 'local-superadmin')
    const tag = 'e2e.isolation'
    expect(await outsider.fetch('count(*[_id in path("artameta.**")])', {}, {tag})).toBe(0)
    expect(await outsider.fetch('*[email == $email]', {email: target.email}, {tag})).toEqual([])
    expect(await outsider.fetch('*[_type == "site"].key', {}, {tag})).toEqual(['bluefern'])
    expect(await outsider.getDocument(target._id)).toBeUndefined()

    const get = (path: string) =>
      fetch(`${urls.lake}/v2025-02-19${path}`, {
        headers: {authorization: 'Bearer local-bluefern-editor'},
      })
    const exported = await (await get('/data/export/production')).text()
    expect(exported).toContain('bluefern.lead.')
    expect(exported).not.toContain('"artameta.')
    const history = await get(`/data/history/production/documents/${target._id}?lastRevision=true`)
    expect(await history.text()).not.toContain(target.email)

    await expect(
      outsider.patch(target._id).set({name: 'Taken over'}).commit({tag}),
    ).rejects.toMatchObject({statusCode: expect.any(Number)})

    const ownId = await superadmin.fetch('*[_type == "lead" && site == "bluefern"][0]._id')
    const heard: string[] = []
    const welcome = Promise.withResolvers<void>()
    const own = Promise.withResolvers<void>()
    const subscription = outsider
      .listen('*', {}, {events: ['welcome', 'mutation'], includeResult: true, tag})
      .subscribe((event) => {
        if (event.type === 'welcome') welcome.resolve()
        if (event.type !== 'mutation') return
        heard.push(event.documentId)
        if (event.documentId === ownId) own.resolve()
      })
    await welcome.promise
    await superadmin.patch(target._id).set({jobTitle: 'Seen by its own site only'}).commit({tag})
    await superadmin.patch(ownId).set({jobTitle: 'Seen here'}).commit({tag})
    await own.promise
    subscription.unsubscribe()
    // Other journeys write in this site meanwhile.
    expect(heard.filter((id) => !id.startsWith('bluefern.'))).toEqual([])
    expect(heard).toContain(ownId)
  })

  it('gets nothing at all without a token', async () => {
    for (const path of ['/data/query/production?query=*', '/data/export/production']) {
      const answer = await fetch(`${urls.lake}/v2025-02-19${path}`)
      expect(answer.status).toBe(401)
    }
  })
})
