import type {Browser} from 'playwright-core'
import {afterAll, beforeAll, describe, expect, inject, it} from 'vitest'
import {keepScreenshot, launchBrowser, openSession, seriousAxeFindings} from './support/browser.ts'

const urls = inject('urls')

let browser: Browser

beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser.close())

describe.each(['light', 'dark'] as const)('in %s', (colorScheme) => {
  it.each([
    ['overview', true, '/artameta/overview', 'local-artameta-editor', 'Pipeline'],
    ['leads', true, '/artameta/leads', 'local-artameta-viewer', /leads as of/],
    ['network', true, '/network', 'local-superadmin', 'artameta.com'],
    ['audit', true, '/artameta/audit', 'local-artameta-viewer', 'Verify now'],
    ['audit-network', true, '/network/audit', 'local-superadmin', 'Verify now'],
    ['structure', false, '/artameta/structure', 'local-artameta-admin', 'People'],
    ['vision', false, '/bluefern/vision', 'local-bluefern-editor', 'Query'],
  ])('shows %s without a complaint', async (name, ours, path, token, text) => {
    const {context, page, problems} = await openSession(browser, {
      token,
      colorScheme,
      width: 1440,
      height: 900,
    })
    await page.goto(`${urls.studio}${path}`)
    await page.getByText(text).first().waitFor()
    await page.waitForLoadState('load')
    await page.waitForFunction(() => document.querySelectorAll('[aria-busy="true"]').length === 0)
    await keepScreenshot(page, `${name}-${colorScheme}`)
    // Structure and Vision are the Studio's own; their findings are not ours to mend.
    const findings = ours ? await seriousAxeFindings(page) : []
    expect(findings).toEqual([])
    expect(problems).toEqual([])
    await context.close()
  })
})

it('keeps its streams open with five panes and a second tab', async () => {
  const {context, page, problems} = await openSession(browser, {
    token: 'local-artameta-editor',
    width: 1920,
    height: 1080,
  })
  await page.goto(`${urls.studio}/artameta/structure`)
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
