import {expect, inject, it} from 'vitest'
import {keepScreenshot, openSession, seriousAxeFindings} from './support/browser.ts'
import {lakeClient} from './support/lake.ts'
import {moveInside} from './support/windows.ts'

const urls = inject('urls')
const tag = {tag: 'e2e.import'}

/** A file in the manner of a German Excel: semicolons, Windows-1252, one address missing. */
function fairFile(): {name: string; mimeType: string; buffer: Buffer} {
  const rows = [
    'Vorname;Nachname;E-Mail;Firma;Newsletter',
    'Jörg;Müller;joerg.import@example.com;"Müller; Söhne";ja',
    'Ana;Núñez;ana.import@example.com;;nein',
    'Bo;Sample;no address;;ja',
    'Jörg;Müller;Joerg.Import@example.com;;ja',
  ]
  const buffer = Buffer.from(`${rows.join('\r\n')}\r\n`, 'latin1')
  return {name: 'messe.csv', mimeType: 'text/csv', buffer}
}

it('imports a file: recognised, checked, corrected, written, and undone', async () => {
  const {context, page, problems} = await openSession({token: 'local-artameta-admin'})
  const lake = lakeClient(urls.lake, 'local-artameta-admin')
  const names = () =>
    lake.fetch<string[]>(
      '*[_type == "lead" && site == "artameta" && email match "*.import@example.com"] | order(email).name',
      {},
      tag,
    )
  await page.goto(`${urls.studio}/artameta/leads`)
  await page.getByRole('link', {name: 'Import leads'}).click()
  await page.locator('input[type=file]').setInputFiles(fairFile())
  await page.getByRole('cell', {name: 'Núñez'}).waitFor()
  expect(await page.getByLabel('Encoding').inputValue()).toBe('windows-1252')
  await page.getByRole('button', {name: 'Next'}).click()
  expect(await page.getByLabel('Import E-Mail as').inputValue()).toBe('field:email')
  expect(await page.getByLabel('Import Firma as').inputValue()).toBe('field:company')
  await page.getByRole('cell', {name: 'Jörg Müller'}).first().waitFor()
  expect(await seriousAxeFindings(page)).toEqual([])
  await keepScreenshot(page, 'import-columns')
  await page.getByRole('button', {name: 'Next'}).click()

  // Without an answer about consent there is no way on.
  await page.getByRole('button', {name: 'Check the rows'}).click()
  await page.getByText('Answer this question to continue.').waitFor()
  await page.getByLabel('Yes, they agreed').check()
  await page.getByLabel('The text they agreed to').fill('Ja, ich möchte den Newsletter.')
  await page.getByLabel('When they agreed').fill('2025-03-04')
  await page.getByLabel('Where they agreed').fill('Messe in Malmö')
  expect(await seriousAxeFindings(page)).toEqual([])
  await page.getByRole('button', {name: 'Check the rows'}).click()
  await page.getByText('Result of the check').waitFor()
  const count = (label: string) => page.getByTestId(`count-${label}`).innerText()
  expect(await Promise.all(['new', 'duplicate', 'invalid'].map(count))).toEqual(['2', '1', '1'])
  expect(await names()).toEqual([])

  await page.getByLabel('E-Mail of line 4').fill('bo.import@example.com')
  await page.getByRole('button', {name: 'Check again with 1 correction'}).click()
  await expect
    .poll(() =>
      page
        .getByTestId('count-new')
        .innerText()
        .catch(() => ''),
    )
    .toBe('3')
  expect(await seriousAxeFindings(page)).toEqual([])
  await keepScreenshot(page, 'import-check')
  await page.getByRole('button', {name: 'Import 3 rows'}).click()
  await page.getByText(/^Done/u).waitFor()
  await expect.poll(names).toEqual(['Ana Núñez', 'Bo Sample', 'Jörg Müller'])
  const subscribers = await lake.fetch<{email: string; status: string}[]>(
    '*[_type == "newsletterSubscriber" && site == "artameta" && email match "*.import@example.com"] | order(email){email, status}',
    {},
    tag,
  )
  expect(subscribers).toEqual([
    {email: 'bo.import@example.com', status: 'subscribed'},
    {email: 'joerg.import@example.com', status: 'subscribed'},
  ])
  await keepScreenshot(page, 'import-result')
  const result = page.url()
  const id = await lake.fetch<string>(
    '*[_type == "lead" && site == "artameta" && email == "joerg.import@example.com"][0]._id',
    {},
    tag,
  )
  await moveInside(page, `/artameta/leads/lead/${id}`)
  await page.getByText('Ja, ich möchte den Newsletter.').waitFor()
  await page
    .getByText(/line 2 of the file/u)
    .first()
    .waitFor()
  await keepScreenshot(page, 'import-lead')
  await page.goto(result)

  await page.getByRole('button', {name: 'Undo import…'}).click()
  await page.getByRole('button', {name: 'Undo import', exact: true}).click()
  await page.getByRole('heading', {name: 'Undo of an import'}).waitFor()
  await page.getByText(/^Done/u).waitFor()
  await expect.poll(names).toEqual([])
  await page.getByRole('button', {name: 'All imports'}).click()
  await page.getByRole('link', {name: 'Import of messe.csv'}).waitFor()
  expect(problems).toEqual([])
  await context.close()
})
