import {expect, inject, it} from 'vitest'
import {keepScreenshot, openSession, seriousAxeFindings} from './support/browser.ts'

const urls = inject('urls')

it('adds a lead by hand with what was agreed to, and files it by its address', async () => {
  const {context, page, problems} = await openSession({
    token: 'local-northpeak-editor',
    width: 1440,
    height: 900,
  })
  await page.goto(`${urls.studio}/northpeak/leads`)
  await page.getByText(/\d leads as of/u).waitFor()

  // A custom field with its type, from the menu of columns.
  await page.getByRole('button', {name: 'Columns and rows'}).click()
  await page.getByRole('button', {name: 'New custom field…'}).click()
  const field = page.getByRole('dialog', {name: 'New custom field'})
  await field.getByLabel('Name').fill('Renewal day')
  await field.getByLabel('Type').selectOption('date')
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({colorScheme})
    await page.locator(`[data-scheme="${colorScheme}"]`).first().waitFor()
    await keepScreenshot(page, `new-field-${colorScheme}`)
  }
  expect(await seriousAxeFindings(page)).toEqual([])
  await page.keyboard.press('Enter')
  await page.getByRole('columnheader', {name: 'Renewal day'}).waitFor()

  await page.getByRole('button', {name: 'New lead', exact: true}).click()
  const dialog = page.getByRole('dialog', {name: 'New lead'})
  await dialog.getByLabel('E-mail', {exact: true}).fill('grace@example.com')
  await dialog.getByLabel('Name', {exact: true}).fill('Grace Hopper')
  await dialog.getByLabel('Renewal day').fill('2027-01-31')
  await page.keyboard.press('Control+Enter')
  await dialog.getByText(/Choose what the person agreed to/u).waitFor()
  await dialog.getByLabel('One of the site’s consent texts').check()
  await dialog.getByLabel('Text', {exact: true}).selectOption({index: 1})
  await dialog.getByLabel('Note').fill('Spring fair, stand 12')
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({colorScheme})
    await page.locator(`[data-scheme="${colorScheme}"]`).first().waitFor()
    await keepScreenshot(page, `new-lead-${colorScheme}`)
  }
  expect(await seriousAxeFindings(page)).toEqual([])
  await page.keyboard.press('Control+Enter')

  // The panel opens under the key of the person, with the evidence and the timeline.
  const panel = page.getByRole('complementary', {name: 'Lead'})
  await panel.getByText('Spring fair, stand 12').waitFor()
  await panel.getByText('Added by hand').first().waitFor()
  await page.waitForURL(/northpeak\.lead\.[a-z2-7]{26}/u)
  await keepScreenshot(page, 'new-lead-panel')

  // The same person once more.
  await page.getByRole('button', {name: 'New lead', exact: true}).click()
  await dialog.getByLabel('E-mail', {exact: true}).fill('GRACE@example.com')
  await dialog.getByText('The site has a lead with this address already.').waitFor()
  await keepScreenshot(page, 'new-lead-known')
  await dialog.getByRole('button', {name: 'Open the lead Grace Hopper'}).click()
  await panel.getByText('Grace Hopper').first().waitFor()
  expect(problems).toEqual([])
  await context.close()
})
