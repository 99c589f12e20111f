import {readFile} from 'node:fs/promises'
import {expect, inject, it} from 'vitest'
import {keepScreenshot, openSession, seriousAxeFindings} from './support/browser.ts'
import {lakeClient} from './support/lake.ts'

const urls = inject('urls')

it('lets an administrator save the chosen leads as a file, by keyboard', async () => {
  const {context, page, problems} = await openSession({token: 'local-artameta-admin'})
  await page.goto(`${urls.studio}/artameta/leads`)
  const grid = page.getByRole('grid', {name: 'Leads'})
  await grid.locator('tr[data-lead]').nth(5).waitFor()
  await page.getByText(/\d leads as of/u).waitFor()
  await grid.locator('tr[data-lead] td').nth(2).click()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+a')
  const bar = page.getByRole('region', {name: 'Selected leads'})
  await bar.getByText(/^[\d,]{2,} leads selected$/u).waitFor()
  await bar.getByRole('button', {name: 'Export'}).focus()
  await page.keyboard.press('Enter')

  const dialog = page.getByRole('dialog', {name: 'Export leads'})
  const start = dialog.getByRole('button', {name: /^Export [\d,]+ leads$/u})
  await start.waitFor()
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.textContent))
    .toMatch(/^Export [\d,]+ leads$/u)
  await keepScreenshot(page, 'export')
  expect(await seriousAxeFindings(page)).toEqual([])
  const saved = page.waitForEvent('download')
  await page.keyboard.press('Enter')
  const download = await saved
  expect(download.suggestedFilename()).toMatch(/^leads-artameta-\d{4}-\d\d-\d\d\.csv$/u)
  const text = await readFile(await download.path(), 'utf8')
  expect(text.startsWith('\ufeffName,E-mail,Company,Status,')).toBe(true)
  const told = (await dialog.getByText(/leads? exported$/u).textContent()) ?? ''
  const rows = Number(told.replaceAll(/\D/gu, ''))
  expect(rows).toBeGreaterThan(10)
  // Nobody of the demo has a line break in their name.
  expect(text.split('\r\n')).toHaveLength(rows + 2)
  await keepScreenshot(page, 'export-done')

  // What left is in the audit trail, by whoever signed in, with how many and which columns.
  const lake = lakeClient(urls.lake, 'local-artameta-viewer')
  const trail = () =>
    lake.fetch<{action: string; actor: {id: string}; rows: string | null; columns: string}[]>(
      `*[_type == "auditEvent" && action match "export*"] | order(seq asc){
        action, actor, "rows": diff[path == "rows"][0].after, "columns": diff[path == "columns"][0].after
      }`,
      {},
      {tag: 'leads.e2e.trail'},
    )
  await expect.poll(async () => (await trail()).length).toBe(2)
  const actor = {id: 'artameta-admin'}
  const columns = expect.stringMatching(/^name, email, company, status, /u)
  expect(await trail()).toMatchObject([
    {action: 'export.started', actor, columns, rows: null},
    {action: 'export.finished', actor, columns, rows: String(rows)},
  ])
  expect(await seriousAxeFindings(page)).toEqual([])
  await page.keyboard.press('Enter')
  await dialog.waitFor({state: 'detached'})
  await bar.getByText(/leads selected$/u).waitFor()
  expect(problems).toEqual([])
  await context.close()
})
