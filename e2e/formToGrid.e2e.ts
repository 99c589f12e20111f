import type {Page} from 'playwright-core'
import {expect, inject, it} from 'vitest'
import {keepScreenshot, openSession, seriousAxeFindings} from './support/browser.ts'
import {lakeClient} from './support/lake.ts'
import {waitForMail} from './support/mail.ts'

const urls = inject('urls')
const EMAIL = 'journey.visitor@example.com'
const EMAIL_QUERY =
  '*[_type == "lead" && site == "artameta" && email == $email][0]{_id, status, subscription}'

async function signInAs(page: Page, group: string, role: string): Promise<void> {
  const users = page.getByRole('region', {name: group})
  await users.getByRole('button', {name: role}).click()
}

it('opens the overview of the own site after the sign-in, at the address that was asked for', async () => {
  for (const path of ['/', '/artameta']) {
    const {context, page, problems} = await openSession()
    await page.goto(`${urls.studio}${path}`)
    await signInAs(page, 'Artameta', 'Editor')
    await page.getByRole('heading', {name: 'Latest records'}).waitFor()
    expect(new URL(page.url()).pathname).toMatch(/^\/artameta\/overview/)
    expect(problems).toEqual([])
    await context.close()
  }
})

it('follows a visitor from the form to the grid, and a status change back to the lake', async () => {
  const editor = await openSession()
  const {page} = editor

  // An editor signs in on the lake's page and opens the grid.
  await page.goto(`${urls.studio}/artameta/leads`)
  await page.getByRole('heading', {name: 'Who do you want to be?'}).waitFor()
  expect(await seriousAxeFindings(page)).toEqual([])
  await keepScreenshot(page, 'sign-in')
  await signInAs(page, 'Artameta', 'Editor')
  const grid = page.getByRole('grid', {name: 'Leads'})
  await grid.getByRole('row').nth(5).waitFor()
  await page.getByText(/\d+ leads as of/).waitFor()
  expect(await seriousAxeFindings(page)).toEqual([])
  await keepScreenshot(page, 'grid')

  // A visitor signs up in a window of their own.
  const visitor = await openSession()
  await visitor.page.goto(`${urls.sites}/artameta?utm_source=journey&utm_campaign=launch`)
  expect(await seriousAxeFindings(visitor.page)).toEqual([])
  await keepScreenshot(visitor.page, 'demo-site')
  const form = visitor.page.locator('form[data-kind="newsletter"]')
  await form.getByRole('textbox', {name: /e-mail/i}).fill(EMAIL)
  await form.getByRole('button', {name: 'Sign up'}).click()
  await form
    .getByText(/tick|agree|consent/i)
    .first()
    .waitFor()
  await form.getByRole('checkbox').check()
  await form.getByRole('button', {name: 'Sign up'}).click()
  await visitor.page.getByRole('status').waitFor()

  // The lead waits behind a quiet bar until the editor asks for it.
  await page.getByRole('button', {name: /1 new lead/}).waitFor()
  await keepScreenshot(page, 'grid-new-lead')
  await page.getByRole('button', {name: /1 new lead/}).click()
  const row = grid.getByRole('row', {name: new RegExp(EMAIL)})
  await row.waitFor()

  // Following the mailed link changes nothing; its button confirms.
  const mail = await waitForMail(urls.mail, EMAIL)
  await visitor.page.goto(`${urls.mail}/messages/${mail.id}`)
  await keepScreenshot(visitor.page, 'mail')
  const message = visitor.page.frameLocator('iframe')
  const [confirmation] = await Promise.all([
    visitor.context.waitForEvent('page'),
    message
      .getByRole('link', {name: /confirm|subscribe/i})
      .first()
      .click(),
  ])
  await confirmation.getByRole('button', {name: 'Yes, subscribe me'}).waitFor()
  expect(await seriousAxeFindings(confirmation)).toEqual([])
  await keepScreenshot(confirmation, 'confirm')
  const lake = lakeClient(urls.lake, 'local-artameta-editor')
  const before = await lake.fetch(EMAIL_QUERY, {email: EMAIL}, {tag: 'e2e.journey'})
  expect(before).toMatchObject({subscription: 'pending'})
  await confirmation.getByRole('button', {name: 'Yes, subscribe me'}).click()
  await confirmation.getByRole('heading', {name: 'You are subscribed'}).waitFor()

  // The editor opens the lead: evidence and history are there.
  await row.click()
  const panel = page.getByRole('complementary', {name: 'Lead'})
  await panel.getByText('Consent evidence').waitFor()
  await panel
    .getByText(/Send me the Artameta newsletter/)
    .first()
    .waitFor()
  await panel.getByText('Subscribed').first().waitFor()
  expect(page.url()).toContain('/artameta/leads/lead/')
  expect(await seriousAxeFindings(page)).toEqual([])
  await keepScreenshot(page, 'slide-over')

  // A status change shows at once and is in the lake soon after.
  await panel.getByRole('button', {name: /^Status: New/}).click()
  await page.getByRole('menuitem', {name: 'Contacted'}).click()
  await panel.getByRole('button', {name: /^Status: Contacted/}).waitFor()
  await expect
    .poll(() => lake.fetch(EMAIL_QUERY, {email: EMAIL}, {tag: 'e2e.journey'}))
    .toMatchObject({status: 'contacted', subscription: 'subscribed'})
  await keepScreenshot(page, 'status-changed')

  expect(editor.problems).toEqual([])
  expect(visitor.problems).toEqual([])
  await editor.context.close()
  await visitor.context.close()
})
