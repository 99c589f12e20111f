import {expect, inject, it} from 'vitest'
import {keepScreenshot, openSession} from './support/browser.ts'
import {lookInBothSchemes} from './support/looks.ts'
import {Windows} from './support/windows.ts'

const urls = inject('urls')

const windows = new Windows()

it.each([
  ['overview', '/artameta/overview', 'local-artameta-editor', 'Pipeline'],
  ['leads', '/artameta/leads', 'local-artameta-viewer', /leads as of/],
  ['lists', '/artameta/lists', 'local-artameta-admin', /leads?, counted/],
  ['network', '/network', 'local-superadmin', 'artameta.com'],
  ['audit', '/artameta/audit', 'local-artameta-viewer', 'Verify now'],
  ['audit-network', '/network/audit', 'local-superadmin', 'Verify now'],
])('shows %s in light and dark without a finding', async (name, path, token, shows) => {
  expect(await lookInBothSchemes(windows, {name, path, token, shows, height: 900})).toEqual([])
})

it.each([
  ['structure', '/artameta/structure', 'local-artameta-admin', 'People'],
  ['vision', '/bluefern/vision', 'local-bluefern-editor', 'Query'],
])('shows the Studio’s %s in light and dark without an error', async (name, path, token, shows) => {
  const look = {name, path, token, shows, height: 900, ours: false}
  expect(await lookInBothSchemes(windows, look)).toEqual([])
})

it('keeps its streams open with five panes and a second tab', async () => {
  const {context, page, problems} = await windows.visit('/artameta/structure', {
    token: 'local-artameta-editor',
    width: 1920,
    height: 1080,
  })
  await page.getByText('People').first().click()
  await page.getByText('Leads', {exact: true}).last().click()
  const list = page.locator('[data-testid="document-list-pane"]')
  await list.getByRole('link').nth(3).click()
  await page.getByRole('textbox').nth(2).waitFor()
  const second = await context.newPage()
  await second.goto(page.url())
  await second.getByRole('textbox').nth(2).waitFor()
  await keepScreenshot(second, 'structure-second-tab')
  expect(problems).toEqual([])
  await context.close()
})

it('says that a page can’t be opened, at the address that was asked for', async () => {
  const {context, page, problems} = await openSession({token: 'local-artameta-editor'})
  for (const path of ['/bluefern', '/bluefern/leads/somebody?view=1']) {
    await page.goto(`${urls.studio}${path}`)
    await page.getByRole('heading', {name: 'You can’t open this page'}).waitFor()
    await expect.poll(() => page.url()).toBe(`${urls.studio}${path}`)
  }
  expect(problems).toEqual([])
  await context.close()
})
