import {expect, inject, it} from 'vitest'
import {keepScreenshot, seriousAxeFindings} from './support/browser.ts'
import {lakeClient} from './support/lake.ts'
import {lookInBothSchemes} from './support/looks.ts'
import {Windows} from './support/windows.ts'

const urls = inject('urls')
const RULE = 'northpeak.rule.customers'

const windows = new Windows()

it.each([
  ['sync-network', '/network/customer-sync', 'local-superadmin', 'Select all sites'],
  ['sync-site', '/network/customer-sync/site/artameta', 'local-superadmin', 'Save rule'],
  ['sync-intake', '/network/customer-sync/view/intake', 'local-superadmin', 'Isolation of sites'],
  ['sync-about', '/network/customer-sync/view/about', 'local-superadmin', 'Contracts'],
  ['sync-tenant', '/artameta/shopify-customers', 'local-artameta-admin', 'Newest snapshot'],
])('shows %s in light and dark without a finding', async (name, path, token, shows) => {
  expect(await lookInBothSchemes(windows, {name, path, token, shows, height: 1000})).toEqual([])
})

it('changes the rule of a site by policy and undoes it, by keyboard', async () => {
  const client = lakeClient(urls.lake, 'local-superadmin')
  const before = await client.getDocument(RULE)
  const {page, problems} = await windows.visit('/network/customer-sync', {
    token: 'local-superadmin',
  })
  const choice = page.locator('tr[data-site="northpeak"] input[type="checkbox"]')
  await choice.focus()
  await page.keyboard.press('Space')
  await page.getByRole('button', {name: 'Change 1 rule'}).focus()
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('checkbox', {name: 'Smallest group shown'}).focus()
  await page.keyboard.press('Space')
  const number = dialog.getByRole('spinbutton', {name: 'Smallest group shown'})
  await number.focus()
  await page.keyboard.press('Control+a')
  await page.keyboard.type('30')
  await dialog.getByText(/^1 to change, 0 unchanged/u).waitFor()
  await keepScreenshot(page, 'sync-policy')
  expect(await seriousAxeFindings(page)).toEqual([])
  await dialog.getByRole('button', {name: 'Apply to 1 site'}).focus()
  await page.keyboard.press('Enter')
  await dialog.getByText('1 applied, 0 failed, 0 unchanged').waitFor()
  expect(await client.getDocument(RULE)).toMatchObject({cellThreshold: 30})
  await dialog.getByRole('button', {name: 'Undo at 1 site'}).focus()
  await page.keyboard.press('Enter')
  await dialog.getByText('1 undone, 0 failed').waitFor()
  const after = await client.getDocument(RULE)
  expect(after?.['cellThreshold'] ?? 10).toBe(before?.['cellThreshold'] ?? 10)
  expect(problems).toEqual([])
})
