import type {Page} from 'playwright-core'
import {expect, inject, it} from 'vitest'
import {keepScreenshot, openSession, seriousAxeFindings} from './support/browser.ts'
import {Windows} from './support/windows.ts'

const urls = inject('urls')

const windows = new Windows()

/** Requests of the grid and of the layout around it to the lake, by their tags. */
function gridRequests(page: Page): string[] {
  const tags: string[] = []
  page.on('request', (request) => {
    const {pathname, searchParams} = new URL(request.url())
    const tag = searchParams.get('tag') ?? ''
    const isSettings = pathname.endsWith('/keyvalue/leads.grid.bluefern')
    if (request.method() === 'OPTIONS') return
    if (/leads\.(?:grid|site)\./u.test(tag) || isSettings) tags.push(isSettings ? 'settings' : tag)
  })
  return tags
}

it('opens once, even when the Studio learns late which features the project has', async () => {
  const {context, page, problems} = await openSession({token: 'local-bluefern-editor'})
  const requests = gridRequests(page)
  const drawn = Promise.race([
    page.waitForRequest((request) => request.url().includes('leads.grid.page')),
    page.getByText('Loading your sites').waitFor(),
  ])
  await page.route('**/features?*', async (route) => {
    await drawn
    await route.continue()
  })
  await page.goto(`${urls.studio}/bluefern/leads`)
  await page.getByText(/\d leads as of/u).waitFor()
  await page.locator('tr[data-lead]').nth(5).waitFor()
  // The layout that asks for the site's fields is drawn once, so the tool in it is, too.
  const once = (end: string) => requests.filter((tag) => tag.endsWith(end))
  expect(once('leads.site.fields')).toHaveLength(1)
  expect(once('leads.grid.page')).toHaveLength(1)
  expect(problems).toEqual([])
  await context.close()
})

it('opens with few requests, is sorted, selected and edited by keyboard, and restored from its address', async () => {
  const session = await openSession({token: 'local-bluefern-editor'})
  const {page, problems} = session
  const requests = gridRequests(page)
  await page.goto(`${urls.studio}/bluefern/leads`)
  const grid = page.getByRole('grid', {name: 'Leads'})
  await page.getByText(/\d leads as of/u).waitFor()
  await grid.locator('tr[data-lead]').nth(5).waitFor()
  // A request that failed is sent again: that is a problem of its own.
  expect({problems, more: requests.slice(5)}).toEqual({problems: [], more: []})

  // Every cell is reached by keys; Space chooses, Shift extends, Ctrl+A takes all that match.
  const sorted = page.waitForResponse((response) => response.url().includes('leads.grid.page'))
  await grid.getByRole('button', {name: 'Name', exact: true}).click()
  await sorted
  await page.waitForURL(/name\.asc/u)
  await page.locator('[aria-busy="false"] tr[data-lead]').first().waitFor()
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Name')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Space')
  await page.keyboard.press('Shift+ArrowDown')
  await page.getByText('2 leads selected').waitFor()
  await page.keyboard.press('Control+a')
  await page.getByText(/^[\d,]{2,} leads selected$/u).waitFor()
  expect(await seriousAxeFindings(page)).toEqual([])
  await page.keyboard.press('Escape')
  await page.getByText(/leads selected/u).waitFor({state: 'detached'})

  // A cell is edited in place, and Tab goes on to the next one.
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('F2')
  await page.getByLabel('Edit Company').fill('Example Works of the journey')
  await page.keyboard.press('Tab')
  await page.getByLabel('Edit Status').waitFor()
  await page.keyboard.press('Escape')
  await grid.getByText('Example Works of the journey').waitFor()

  // A search is not in the address; the address finds it all the same.
  await page.keyboard.press('/')
  await page.keyboard.type('example works of the jour')
  const found = grid.locator('tr[data-lead]')
  await expect.poll(() => found.count()).toBe(1)
  expect(page.url()).not.toContain('example')
  await page.reload()
  await expect.poll(() => found.count()).toBe(1)
  await keepScreenshot(page, 'grid-search')
  await page.getByLabel(/search leads/i).fill('nobody is called so')
  await page.getByRole('button', {name: 'Clear filters'}).click()
  await found.nth(5).waitFor()

  // The end of the order is one key away.
  await found.nth(2).locator('td').nth(2).click()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+End')
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.closest('tr')?.ariaRowIndex ?? null))
    .toBe(await grid.getAttribute('aria-rowcount'))
  expect(problems).toEqual([])
  windows.keep('local-bluefern-editor', session)
})

it('is opened from the Studio’s navigation bar, entered and left by keyboard', async () => {
  const {page, problems} = await windows.visit('/bluefern/segments', {
    token: 'local-bluefern-editor',
  })
  await page.getByRole('article').first().waitFor()
  const focused = page.locator(':focus')
  const tools = page.locator('[data-ui="Navbar"]').getByRole('link')
  await expect
    .poll(async () => {
      await page.keyboard.press('Tab')
      return tools
        .filter({hasText: /^Customers & leads$/u, has: page.locator(':scope:focus')})
        .count()
    })
    .toBe(1)
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')

  // The tool says what it is, and the first thing it offers is the way to its rows.
  await page.locator('tr[data-lead]').nth(3).waitFor()
  await expect.poll(() => focused.allTextContents()).toEqual(['Leads'])
  await page.keyboard.press('Tab')
  await page.getByRole('button', {name: 'Skip to the list of leads'}).and(focused).waitFor()
  expect(await seriousAxeFindings(page)).toEqual([])
  await page.keyboard.press('Enter')
  await page.keyboard.press('ArrowDown')
  const name = await focused.textContent()
  await page.keyboard.press('Enter')
  await page
    .getByRole('heading', {name: name ?? ''})
    .and(focused)
    .waitFor()
  await page.keyboard.press('Escape')
  await page
    .getByRole('gridcell', {name: name ?? ''})
    .and(focused)
    .waitFor()
  expect(problems).toEqual([])
})
