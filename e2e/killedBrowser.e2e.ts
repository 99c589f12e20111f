import {expect, inject, it} from 'vitest'
import {startKillableBrowser, type KillableBrowser} from './support/killableBrowser.ts'
import {lakeClient} from './support/lake.ts'

const urls = inject('urls')
const tag = {tag: 'e2e.killed'}
const ROWS = 30_000
const CHUNKS = ROWS / 1000

/** Opens the wizard with a file, and goes on until its rows are uploaded and checked. */
async function upload(browser: KillableBrowser, text: string, token: string) {
  const page = await browser.context.newPage()
  page.setDefaultTimeout(120_000)
  let sent = 0
  page.on('request', (request) => {
    if (request.url().includes('leads.import.upload')) sent += 1
  })
  await page.goto(`${urls.studio}/bluefern/lists/import#token=${token}`)
  const buffer = Buffer.from(text)
  const file = {name: 'many.csv', mimeType: 'text/csv', buffer}
  await page.locator('input[type=file]').setInputFiles(file)
  await page.getByRole('button', {name: 'Next'}).click()
  await page.getByLabel('Import Email as').waitFor()
  await page.getByRole('button', {name: 'Next'}).click()
  await page.getByRole('button', {name: 'Check the rows'}).click()
  return {page, sent: () => sent}
}

it('goes on with an upload whose browser was killed, and sends no row twice', async () => {
  const rows = Array.from({length: ROWS}, (_, n) => `kill${n}@killed.example.com,Person ${n}`)
  const text = `Email,Name\n${rows.join('\n')}\n`
  const token = 'local-bluefern-editor'
  const lake = lakeClient(urls.lake, 'local-superadmin')
  const since = new Date().toISOString()
  const stored = () =>
    lake.fetch<string[]>(
      '*[_type == "jobChunk" && _id in path("bluefern.chunk.page.**") && _createdAt > $since]._id',
      {since},
      tag,
    )
  const first = await startKillableBrowser()
  await upload(first, text, token)
  await expect.poll(async () => (await stored()).length, {interval: 20}).toBeGreaterThan(2)
  await first.kill()
  const left = await stored()
  expect(left.length).toBeLessThan(CHUNKS)

  const second = await startKillableBrowser(first.profile)
  const {page, sent} = await upload(second, text, token)
  await page.getByText('Result of the check').waitFor()
  expect(await page.getByTestId('count-new').innerText()).toBe('30,000')
  expect(await stored()).toHaveLength(CHUNKS)
  // Those that were on their way when it was killed may have arrived after it was asked what is there.
  expect(sent()).toBeLessThanOrEqual(CHUNKS - left.length)
  await second.end()
})
