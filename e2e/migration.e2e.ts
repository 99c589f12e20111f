import type {Page} from 'playwright-core'
import {expect, inject, it} from 'vitest'
import {keepScreenshot, openSession, seriousAxeFindings} from './support/browser.ts'
import {lakeClient} from './support/lake.ts'
import {moveInside} from './support/windows.ts'

const urls = inject('urls')
const tag = {tag: 'e2e.migration'}

const HEADINGS =
  'Email Address,First Name,Shoe Size,MEMBER_RATING,OPTIN_TIME,CONFIRM_TIME,LEID,EUID'

/** A file of an audience's export, in the manner of Mailchimp. */
function audienceFile(name: string, people: readonly string[]) {
  const rows = people.map(
    (person, index) =>
      `${person}@migration.example.com,${person},4${index},2,2024-01-02 03:04:05,2024-01-02 03:05:05,90${index},e${index}`,
  )
  const text = `${[HEADINGS, ...rows].join('\n')}\n`
  return {name, mimeType: 'text/csv', buffer: Buffer.from(text, 'utf8')}
}

const FILES = [
  audienceFile('subscribed_members_export_15d17415eb.csv', ['Ada', 'Bea', 'Cid', 'Ada']),
  audienceFile('unsubscribed_members_export_15d17415eb.csv', ['Dan', 'Cid']),
  audienceFile('cleaned_members_export_15d17415eb.csv', ['Eve']),
]

/** Takes screenshots in both colour schemes, and returns what axe finds in either. */
async function lookAt(page: Page, name: string): Promise<string[]> {
  const findings: string[] = []
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({colorScheme})
    await page.waitForFunction(
      (scheme) => document.querySelectorAll(`[data-scheme="${scheme}"]`).length > 0,
      colorScheme,
    )
    await keepScreenshot(page, `${name}-${colorScheme}`)
    findings.push(...(await seriousAxeFindings(page)))
  }
  await page.emulateMedia({colorScheme: 'light'})
  return findings
}

it('compares a migration with its source, leaves no column unnoticed, and remembers the mapping', async () => {
  const {context, page, problems} = await openSession({
    token: 'local-artameta-editor',
    height: 1400,
  })
  const lake = lakeClient(urls.lake, 'local-artameta-admin')
  await page.goto(`${urls.studio}/artameta/lists`)
  await page.getByRole('link', {name: 'Upload new list'}).first().click()
  await page.locator('input[type=file]').setInputFiles(FILES)
  await page.getByText('Mailchimp').first().waitFor()
  await page.getByRole('button', {name: 'Next'}).click()
  await page
    .getByLabel('Import Shoe Size as')
    .nth(FILES.length - 1)
    .waitFor()
  for (const select of await page.getByLabel('Import Shoe Size as').all()) {
    await select.selectOption('ignore')
  }
  await page.getByRole('button', {name: 'Next'}).click()
  await page.getByLabel('Yes, they agreed').check()
  await page.getByLabel('The text they agreed to').fill('Send me the newsletter.')
  await page.getByLabel('When they agreed').fill('2024-01-02')
  await page.getByLabel('Where they agreed').fill('The old shop')
  await page.getByRole('button', {name: 'Check the rows'}).click()
  await page.getByText('Result of the check').waitFor()

  await page.getByLabel('All people in the source').fill('7')
  await page.getByLabel('Subscribed in the source', {exact: true}).fill('5')
  await page.getByText('1 fewer in the files than the source shows. Was a file left out?').waitFor()
  await page.getByText('Totals differ from the source').waitFor()
  await page.getByLabel('Subscribed in the source', {exact: true}).fill('4')
  await page.getByText('Same totals as the source').waitFor()
  await page.getByText('−1: duplicates in the files').first().waitFor()
  expect(await lookAt(page, 'migration-check')).toEqual([])

  await page.getByRole('button', {name: 'Import as custom field: Shoe Size'}).first().click()
  await page.getByText('Check again before the import').waitFor()
  expect(await page.getByRole('button', {name: /^Import \d+ row/u}).isDisabled()).toBe(true)
  await page.getByRole('button', {name: 'Check again'}).click()
  await page.getByText('This is what the import will do').waitFor()
  await page.getByRole('button', {name: /^Import \d+ row/u}).click()
  await page.getByText(/^Done/u).waitFor()
  await page.getByText('Same totals as the source').waitFor()
  await expect.poll(() => page.getByTestId('stored-bounced').innerText()).toBe('1')
  await expect.poll(() => page.getByTestId('stored-unsubscribed').innerText()).toBe('2')
  expect(await lookAt(page, 'migration-result')).toEqual([])
  await page.getByLabel('Bounced or cleaned in the source').fill('2')
  await page.getByRole('button', {name: 'Save the totals'}).click()
  await page.getByRole('button', {name: 'Save the totals'}).waitFor({state: 'detached'})
  await page.getByRole('button', {name: 'All imports'}).click()
  await page.getByText('Totals differ from the source').first().waitFor()
  expect(await lookAt(page, 'migration-history')).toEqual([])
  const sizes = () =>
    lake.fetch<number>(
      'count(*[_type == "lead" && site == "artameta" && email match "*@migration.example.com" && "40" in customFields[].value])',
      {},
      tag,
    )
  await expect.poll(sizes).toBeGreaterThan(0)

  await moveInside(page, '/artameta/lists')
  await page.getByRole('link', {name: 'Upload new list'}).first().click()
  await page.locator('input[type=file]').setInputFiles(FILES[0] ?? [])
  await page.getByText('Mailchimp').first().waitFor()
  await page.getByRole('button', {name: 'Next'}).click()
  await page.getByText(/^From an import by/u).waitFor()
  expect(await lookAt(page, 'migration-remembered')).toEqual([])
  await page.getByRole('button', {name: 'Forget these columns for everybody'}).click()
  await page.getByText(/^From an import by/u).waitFor({state: 'detached'})
  expect(problems).toEqual([])
  await context.close()
})

it('names owners, finds leads of rows without an address, and exports a segment', async () => {
  const {context, page, problems} = await openSession({
    token: 'local-artameta-admin',
    height: 1300,
  })
  const rows = [
    'E-mail,Phone,Owner',
    'ow@migration.example.com,+46 8 1234567,Bea Unknown',
    ',+46 8 999,',
  ]
  await page.goto(`${urls.studio}/artameta/lists/import`)
  await page
    .locator('input[type=file]')
    .setInputFiles({name: 'sales.csv', mimeType: 'text/csv', buffer: Buffer.from(rows.join('\n'))})
  await page.getByRole('cell', {name: 'Bea Unknown'}).waitFor()
  await page.getByRole('button', {name: 'Next'}).click()
  await page.getByLabel('Import Owner as').selectOption('field:owner')
  const owner = page.getByLabel('Meaning of “bea unknown” in Owner')
  await owner.waitFor()
  expect(await owner.locator('option').first().innerText()).toBe('No owner')
  await expect.poll(() => owner.locator('option').count()).toBeGreaterThan(1)
  await owner.selectOption({index: 1})
  expect(await lookAt(page, 'migration-owners')).toEqual([])
  await page.getByRole('button', {name: 'Next'}).click()
  await page.getByLabel(/^Rows without an e-mail address/u).selectOption('phone')
  await page.getByText('Such a row never creates a lead').waitFor()
  expect(await lookAt(page, 'migration-match')).toEqual([])
  await page.getByRole('button', {name: 'Check the rows'}).click()
  await page.getByText('Result of the check').waitFor()
  await page.getByText('The row has no e-mail address, and no lead has this value.').waitFor()

  await moveInside(page, '/artameta/segments')
  await page
    .getByRole('button', {name: /^Export leads of/u})
    .first()
    .click()
  await page
    .getByRole('dialog')
    .getByText(/leads? will be|leads?/u)
    .first()
    .waitFor()
  expect(await lookAt(page, 'segment-export')).toEqual([])
  expect(problems).toEqual([])
  await context.close()
})
